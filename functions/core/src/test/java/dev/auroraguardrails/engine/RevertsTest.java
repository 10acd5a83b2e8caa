package dev.auroraguardrails.engine;

import static dev.auroraguardrails.model.Given.rule;
import static org.assertj.core.api.Assertions.assertThat;

import dev.auroraguardrails.model.ACluster;
import dev.auroraguardrails.model.Alert;
import dev.auroraguardrails.model.Given;
import dev.auroraguardrails.model.Resource.DbCluster;
import dev.auroraguardrails.model.SecurityGroupRule;
import dev.auroraguardrails.model.Trigger;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// What an event broke is put back: that, and nothing else.
class RevertsTest {
  private static final DbCluster GOOD = ACluster.orders().build();
  private static final String MODIFY =
      "aws rds modify-db-cluster --region us-east-1 --db-cluster-identifier ";
  private static final String OFF = "'deletionProtection':false";

  private final World world = new World().has(GOOD);

  @Test
  void whatOneCallBrokeIsPutBackByOne() {
    world.handle(world.modifies("e-1", "'copyTagsToSnapshot':true"));

    var event = world.modifies("e-2", OFF + ",'backupRetentionPeriod':1");

    assertThat(world.handle(event))
        .containsExactlyInAnyOrder("RESIL-01 revert reverted", "RESIL-03 revert reverted");
    assertThat(world.writes)
        .containsExactly(
            MODIFY
                + "orders --deletion-protection --backup-retention-period 35 --apply-immediately");
    assertThat(world.cluster("orders")).isEqualTo(GOOD);
    assertThat(world.alerts).extracting(Alert::outcome).containsExactly("reverted", "reverted");
  }

  @Test
  void aCompliantChangeIsLeftAloneAndRemembered() {
    var event = world.modifies("e-1", "'backupRetentionPeriod':14");

    assertThat(world.handle(event)).isEmpty();
    assertThat(world.writes).isEmpty();
    assertThat(world.alerts).isEmpty();
    assertThat(world.ledger.lastGood(GOOD.immutableId(), DbCluster.class).orElseThrow().state())
        .isEqualTo(ACluster.orders().retention(14).build());
  }

  @Test
  void whatIsNotSettledIsNotRemembered() {
    world.has(ACluster.orders().status("modifying").build());
    world.handle(Given.modify("e-1", "'copyTagsToSnapshot':true"));

    assertThat(world.ledger.lastGood(GOOD.immutableId(), DbCluster.class)).isEmpty();
  }

  @Test
  void withoutAMemoryTheFloorIsRestored() {
    world.handle(world.modifies("e-1", "'backupRetentionPeriod':1"));

    assertThat(world.cluster("orders").backupRetentionPeriod()).contains(7);
    assertThat(world.alerts.getFirst().restored().orElseThrow().source().words())
        .contains("the earlier value is unknown");
  }

  @Test
  void whatWaitsForTheWindowIsSaidToWait() {
    var upgrading = ACluster.orders().othersPending(Set.of("engineVersion"));
    world.has(upgrading.iam(false).build());

    var event = Given.modify("e-1", "'enableIAMDatabaseAuthentication':false");

    assertThat(world.handle(event)).containsExactly("LOGIN-01 revert reverted");
    assertThat(world.writes)
        .containsExactly(MODIFY + "orders --enable-iam-database-authentication");
    assertThat(world.alerts.getFirst().force()).isEqualTo("pending");
    assertThat(world.cluster("orders").pending().others()).containsExactly("engineVersion");
  }

  @Test
  void onlyTheRuleThatTheEventAddedIsRevoked() {
    SecurityGroupRule office = rule("sgr-office", "203.0.113.0/24");
    world.has(Given.group(office));

    assertThat(world.handle(world.happens(Ingress.opens("e-1", "0.0.0.0/0", "sgr-1"))))
        .containsExactly("NET-01 revert reverted");
    assertThat(world.resource(Given.group().id())).isEqualTo(Given.group(office));
  }

  @Test
  void aRuleWhoseIdTheEventDoesNotTellIsKnownByWhatWasAskedFor() {
    SecurityGroupRule asked = rule("sgr-1", "0.0.0.0/0");
    SecurityGroupRule older = rule("sgr-2", "::/0");
    SecurityGroupRule wider = rule("sgr-3", "tcp", 0, 65535, "0.0.0.0/0");
    world.has(Given.group(asked, older, wider));
    var event =
        Given.call(
            "e-1",
            "ec2",
            "AuthorizeSecurityGroupIngress",
            "{'groupId':'sg-1','ipPermissions':{'items':[{'ipProtocol':'tcp','fromPort':5432,"
                + "'toPort':5432,'ipRanges':{'items':[{'cidrIp':'0.0.0.0/0'}]}}]}}");

    assertThat(world.handle(event))
        .containsExactlyInAnyOrder(
            "NET-01 revert reverted", "NET-01 alert alerted", "NET-01 alert alerted");
    assertThat(world.resource(Given.group().id())).isEqualTo(Given.group(older, wider));
  }

  @Test
  void aRuleThatWasWidenedIsToldAndNotRevoked() {
    world.has(Given.group(rule("sgr-1", "0.0.0.0/0")));

    assertThat(world.handle(Ingress.widens("sgr-1"))).containsExactly("NET-01 alert alerted");
    assertThat(world.writes).isEmpty();
  }

  @Test
  void aRuleForTheOfficeIsLeftAlone() {
    world.has(Given.group());

    assertThat(world.handle(world.happens(Ingress.opens("e-1", "203.0.113.0/24", "sgr-1"))))
        .isEmpty();
    assertThat(world.writes).isEmpty();
  }

  @Test
  void anAttachedPolicyIsDetached() {
    world.has(Given.role("dev"));
    String arn = Given.awsPolicy("AmazonRDSFullAccess").arn();

    assertThat(world.handle(world.happens(Given.attach("e-1", "dev", arn))))
        .containsExactly("IAM-03 revert reverted");
    assertThat(world.resource(Given.role("dev").id())).isEqualTo(Given.role("dev"));
  }

  @Test
  void everybodyIsTakenOffASnapshotAndNobodyElse() {
    world.baseline = Given.recommended("trustedAccounts: ['111122223333', '444455556666']");
    world.has(Given.snapshot("111122223333"));
    var event =
        Given.call(
            "e-1",
            "rds",
            "ModifyDBClusterSnapshotAttribute",
            "{'dBClusterSnapshotIdentifier':'nightly','attributeName':'restore',"
                + "'valuesToAdd':['all','444455556666']}");

    assertThat(world.handle(world.happens(event))).containsExactly("DATA-01 revert reverted");
    assertThat(world.resource(Given.snapshot().id()))
        .isEqualTo(Given.snapshot("111122223333", "444455556666"));
  }

  @Test
  void aRuleThatWasWidenedGetsTheFormBackThatWasSeenBefore() {
    world.has(Given.group());
    world.handle(world.happens(Ingress.opens("e-0", "203.0.113.0/24", "sgr-1")));
    SecurityGroupRule office = rule("sgr-1", "203.0.113.0/24");

    assertThat(world.handle(world.happens(Ingress.widens("sgr-1"))))
        .containsExactly("NET-01 revert reverted");
    assertThat(world.resource(Given.group().id())).isEqualTo(Given.group(office));
    assertThat(world.alerts.getLast().restored().orElseThrow().value())
        .isEqualTo("tcp 5432 from 203.0.113.0/24");
  }

  /// Whether a cluster uses a group is not asked while no rule could matter to one.
  @Test
  void alsoIfNobodyAskedWhoUsedTheGroup() {
    world.has(Given.group(Set.of()));
    world.handle(world.happens(Ingress.opens("e-0", "203.0.113.0/24", "sgr-1")));
    SecurityGroupRule office = rule("sgr-1", "203.0.113.0/24");
    world.has(Given.group(office));

    assertThat(world.handle(world.happens(Ingress.widens("sgr-1"))))
        .containsExactly("NET-01 revert reverted");
    assertThat(world.resource(Given.group().id())).isEqualTo(Given.group(office));
  }

  @Test
  void whatAnUnusedGroupOpenedToTheWorldIsNoFormToGoBackTo() {
    world.has(Given.group(Set.of()));
    world.handle(world.happens(Ingress.opens("e-0", "0.0.0.0/0", "sgr-1")));
    world.has(Given.group(rule("sgr-1", "203.0.113.0/24")));

    assertThat(world.handle(world.happens(Ingress.widens("sgr-1"))))
        .containsExactly("NET-01 alert alerted");
    assertThat(world.writes).isEmpty();
  }

  @Test
  void rulesOfTwoControlsAreRevokedByOneCall() {
    world.has(Given.group());
    var event =
        Given.call(
            "e-1",
            "ec2",
            "AuthorizeSecurityGroupIngress",
            "{'groupId':'sg-1','ipPermissions':{'items':[{'ipProtocol':'tcp','fromPort':5432,"
                + "'toPort':5432,'ipRanges':{'items':[{'cidrIp':'0.0.0.0/0'}]}},"
                + "{'ipProtocol':'-1','ipRanges':{'items':[{'cidrIp':'198.0.0.0/8'}]}}]}}");
    world.has(
        Given.group(
            Given.rule("sgr-1", "0.0.0.0/0"), Given.rule("sgr-2", "-1", -1, -1, "198.0.0.0/8")));

    assertThat(world.handle(event))
        .containsExactly("NET-01 revert reverted", "NET-02 revert reverted");
    assertThat(world.writes)
        .containsExactly(
            "aws ec2 revoke-security-group-ingress --region us-east-1 --group-id sg-1"
                + " --security-group-rule-ids sgr-1 sgr-2");
  }

  @Test
  void oneStrangerIsTakenOffASnapshotAndTheOneBeforeIsTold() {
    world.has(Given.snapshot("111122223333"));
    var event =
        Given.call(
            "e-1",
            "rds",
            "ModifyDBClusterSnapshotAttribute",
            "{'dBClusterSnapshotIdentifier':'nightly','attributeName':'restore',"
                + "'valuesToAdd':['all','444455556666']}");

    assertThat(world.handle(world.happens(event)))
        .containsExactlyInAnyOrder(
            "DATA-02 alert alerted", "DATA-01 revert reverted", "DATA-02 revert reverted");
    assertThat(world.writes).hasSize(1);
    assertThat(world.resource(Given.snapshot().id())).isEqualTo(Given.snapshot("111122223333"));
  }

  @Test
  void aLogExportThatWasSwitchedOffIsSwitchedOnAgain() {
    String off = "'cloudwatchLogsExportConfiguration':{'disableLogTypes':['postgresql']}";

    assertThat(world.handle(world.modifies("e-1", off))).containsExactly("LOG-01 revert reverted");
    assertThat(world.cluster("orders")).isEqualTo(GOOD);
  }

  @Test
  void aLogExportThatWasOffBeforeIsToldWhenAnotherIsSwitched() {
    world.has(ACluster.orders().logTypes().build());
    String on = "'cloudwatchLogsExportConfiguration':{'enableLogTypes':['instance']}";

    assertThat(world.handle(world.modifies("e-1", on))).containsExactly("LOG-01 alert alerted");
    assertThat(world.writes).isEmpty();
  }

  @Test
  void aLogExportThatIsOnlySeenOffLaterIsSwitchedOnThen() {
    String off = "'cloudwatchLogsExportConfiguration':{'disableLogTypes':['postgresql']}";
    Trigger.Change change = world.first(Given.modify("e-1", off));

    assertThat(world.handle(change)).containsExactly("LOG-01 none deferred");
    world.happens(change.event());
    assertThat(world.handle(change.next())).containsExactly("LOG-01 revert reverted");
  }
}
