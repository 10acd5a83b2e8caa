package dev.auroraguardrails.engine;

import static dev.auroraguardrails.model.Given.rule;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.auroraguardrails.baseline.Presets;
import dev.auroraguardrails.model.ACluster;
import dev.auroraguardrails.model.Alert;
import dev.auroraguardrails.model.ChangeEvent;
import dev.auroraguardrails.model.Given;
import dev.auroraguardrails.model.Handled;
import dev.auroraguardrails.model.Outcome;
import dev.auroraguardrails.model.Resource;
import dev.auroraguardrails.model.Resource.DbCluster;
import dev.auroraguardrails.model.SecurityGroupRule;
import dev.auroraguardrails.model.Trigger;
import dev.auroraguardrails.port.Remediator.Applied;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GuardrailTest {
  private static final DbCluster GOOD = ACluster.orders().build();
  private static final String MODIFY =
      "aws rds modify-db-cluster --region us-east-1 --db-cluster-identifier ";
  private static final String OFF = "'deletionProtection':false";

  private final World world = new World().has(GOOD);

  // What is put back.

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

    assertThat(world.handle(world.happens(opens("e-1", "0.0.0.0/0", "sgr-1"))))
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

    assertThat(world.handle(widens("sgr-1"))).containsExactly("NET-01 alert alerted");
    assertThat(world.writes).isEmpty();
  }

  @Test
  void aRuleForTheOfficeIsLeftAlone() {
    world.has(Given.group());

    assertThat(world.handle(world.happens(opens("e-1", "203.0.113.0/24", "sgr-1")))).isEmpty();
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

  // What comes twice, late, or from two sides.

  @Test
  void aDuplicateDoesNothingAndTellsNobody() {
    var event = world.modifies("e-1", OFF);
    world.handle(event);

    assertThat(world.handle(event)).containsExactly("RESIL-01 none already-fixed");
    assertThat(world.writes).hasSize(1);
    assertThat(world.alerts).hasSize(1);
  }

  @Test
  void aDuplicateOfACreationDoesNothingAndTellsNobody() {
    var event = world.creates("e-1", "new");
    world.handle(event);
    world.handle(event);

    assertThat(world.writes).hasSize(1);
    assertThat(world.alerts).hasSize(3);
  }

  @Test
  void aDuplicateOfATellingTellsNobody() {
    world.baseline = Presets.named("observe");
    var event = world.modifies("e-1", OFF);
    world.handle(event);
    world.handle(event);

    assertThat(world.alerts).hasSize(1);
  }

  @Test
  void theSameChangeByAnotherEventIsPutBackAgain() {
    world.handle(world.modifies("e-1", OFF));

    assertThat(world.handle(world.modifies("e-2", OFF)))
        .containsExactly("RESIL-01 revert reverted");
    assertThat(world.writes).hasSize(2);
  }

  @Test
  void whatAPersonFixedBeforeTheEventCameIsLeftAlone() {
    var late = Given.modify("e-1", OFF);
    Trigger.Change change = world.first(late);

    List<Handled> looks = new ArrayList<>();
    for (int look = 0; look <= 3; look++) {
      looks.addAll(world.handled(change));
      world.passes(Retries.delay(change.attempt()));
      change = change.next();
    }

    assertThat(looks)
        .extracting(look -> look.outcome().label())
        .containsExactly("deferred", "deferred", "deferred", "already-fixed");
    assertThat(looks.getFirst().outcome())
        .isEqualTo(new Outcome.Deferred(Duration.ofSeconds(15), "the change is not visible yet"));
    assertThat(world.writes).isEmpty();
    assertThat(world.alerts).isEmpty();
  }

  @Test
  void waitingForAnotherWorkerDoesNotUseUpTheLooks() {
    Trigger.Change change = world.first(Given.modify("e-1", OFF));
    for (int wait = 0; wait < 18; wait++) {
      change = change.next();
    }

    assertThat(world.handle(change)).containsExactly("RESIL-01 none deferred");
  }

  @Test
  void aChangeThatIsOnlySeenLaterIsPutBackThen() {
    Trigger.Change change = world.first(Given.modify("e-1", OFF));

    assertThat(world.handle(change)).containsExactly("RESIL-01 none deferred");
    world.happens(change.event());
    assertThat(world.handle(change.next())).containsExactly("RESIL-01 revert reverted");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.0.0.0/0", "::/0"})
  void aRuleThatIsOnlySeenLaterIsRevokedThen(String block) {
    world.has(Given.group());
    Trigger.Change change = world.first(opens("e-1", block, "sgr-1"));

    assertThat(world.handle(change)).containsExactly("NET-01 none deferred");
    world.happens(change.event());
    assertThat(world.handle(change.next())).containsExactly("NET-01 revert reverted");
  }

  @Test
  void aNewerLegitimateValueIsNotOverwritten() {
    world.handle(world.modifies("e-1", "'copyTagsToSnapshot':true"));
    var cut = Given.modify("e-2", "'backupRetentionPeriod':1");
    world.modifies("e-3", "'backupRetentionPeriod':14");

    assertThat(world.handle(cut)).containsExactly("RESIL-03 none deferred");
    assertThat(world.cluster("orders").backupRetentionPeriod()).contains(14);
    assertThat(world.writes).isEmpty();
  }

  @Test
  void theGuardsOwnRevertLeadsToNothing() {
    world.handle(world.modifies("e-1", OFF));

    assertThat(world.handle(world.modifies("e-2", "'deletionProtection':true"))).isEmpty();
    assertThat(world.writes).hasSize(1);
    assertThat(world.alerts).hasSize(1);
  }

  @Test
  void whileOneWorkerIsAtAResourceASecondWaits() {
    var event = world.modifies("e-1", OFF);
    List<String> second = new ArrayList<>();
    world.whileReading =
        () -> {
          world.whileReading = () -> {};
          second.addAll(world.handle(event));
        };

    assertThat(world.handle(event)).containsExactly("RESIL-01 revert reverted");
    assertThat(second).containsExactly("- none deferred");
    assertThat(world.reads).hasSize(1);
    assertThat(world.writes).hasSize(1);
  }

  @Test
  void aLeaseThatNobodyGaveBackEnds() {
    var event = world.modifies("e-1", OFF);
    assertThat(world.ledger.lease(GOOD.id(), "dead", world.now, world.now.plusSeconds(90)))
        .isTrue();

    assertThat(world.handle(event)).containsExactly("- none deferred");
    world.passes(Duration.ofSeconds(91));
    assertThat(world.handle(event)).containsExactly("RESIL-01 revert reverted");
  }

  // What is left alone.

  @Test
  void whatStoodBeforeIsToldOnceADayAndNotPutBack() {
    world.has(ACluster.orders().iam(false).build());

    assertThat(world.handle(world.modifies("e-1", OFF)))
        .containsExactlyInAnyOrder("LOGIN-01 alert alerted", "RESIL-01 revert reverted");
    assertThat(world.handle(world.modifies("e-2", "'copyTagsToSnapshot':true"))).isEmpty();
    world.passes(Duration.ofDays(1));
    assertThat(world.handle(world.modifies("e-3", "'copyTagsToSnapshot':true")))
        .containsExactly("LOGIN-01 alert alerted");
    assertThat(world.cluster("orders").iamDatabaseAuthentication()).contains(false);
  }

  @ParameterizedTest
  @ValueSource(strings = {"docdb", "neptune", "postgres", "mysql"})
  void otherEnginesAreLeftAlone(String engine) {
    world.has(ACluster.orders().engine(engine).build());

    assertThat(world.handle(world.modifies("e-1", OFF))).isEmpty();
    assertThat(world.writes).isEmpty();
    assertThat(world.alerts).isEmpty();
  }

  @Test
  void aGroupThatNoClusterUsesIsLeftAlone() {
    world.has(Given.group(Set.of()));

    assertThat(world.handle(world.happens(opens("e-1", "0.0.0.0/0", "sgr-1")))).isEmpty();
    assertThat(world.writes).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"'InvalidDBClusterStateFault'", "'AccessDenied'"})
  void callsThatDidNotSucceedAreNotEvenLookedAt(String errorCode) {
    var failed =
        Given.call(
            "e-1",
            "rds",
            "ModifyDBCluster",
            "{'dBClusterIdentifier':'orders'," + OFF + "}",
            errorCode);

    assertThat(world.handle(failed)).isEmpty();
    assertThat(world.reads).isEmpty();
  }

  @Test
  void callsThatNoControlLooksAtAreNotReadFor() {
    world.handle(Given.call("e-1", "rds", "StartDBCluster", "{'dBClusterIdentifier':'orders'}"));

    assertThat(world.reads).isEmpty();
  }

  @Test
  void anEgressRuleThatWasChangedIsLeftAlone() {
    SecurityGroupRule out =
        new SecurityGroupRule(
            "sgr-out", true, "-1", -1, -1, "0.0.0.0/0", List.of("0.0.0.0/0"), Optional.empty());
    world.has(Given.group(out));
    assertThat(world.handle(widens("sgr-out"))).isEmpty();
  }

  @Test
  void whatIsExemptIsLeftAlone() {
    world.baseline =
        Given.recommended(
            "exemptions:",
            "  - {control: RESIL-01, resource: '*:cluster:orders', reason: moved, until: 2026-03-02}");
    var event = world.modifies("e-1", OFF);

    assertThat(world.handled(world.first(event)))
        .containsExactly(
            new Handled("RESIL-01", GOOD.id().arn(), "exempt", new Outcome.Exempted("moved")));
    assertThat(world.writes).isEmpty();
    world.passes(Duration.ofDays(1));
    assertThat(world.handle(event)).containsExactly("RESIL-01 revert reverted");
  }

  @Test
  void observingNeverWrites() {
    world.baseline = Presets.named("observe");

    assertThat(world.handle(world.modifies("e-1", OFF + ",'backupRetentionPeriod':1")))
        .containsExactlyInAnyOrder("RESIL-01 alert alerted", "RESIL-03 alert alerted");
    assertThat(world.writes).isEmpty();
    assertThat(world.alerts).allMatch(alert -> !alert.fix().isEmpty() && alert.done().isEmpty());
  }

  @Test
  void aControlThatIsOffSaysNothing() {
    world.baseline = Given.recommended("controls: {RESIL-01: {mode: off}}");

    assertThat(world.handle(world.modifies("e-1", OFF))).isEmpty();
    assertThat(world.alerts).isEmpty();
  }

  @Test
  void theBrakeStopsAFightAndLetsGoAfterAnHour() {
    for (int i = 1; i <= 3; i++) {
      assertThat(world.handle(world.modifies("e-" + i, OFF)))
          .containsExactly("RESIL-01 revert reverted");
    }
    assertThat(world.handle(world.modifies("e-4", OFF))).containsExactly("RESIL-01 alert alerted");
    assertThat(world.writes).hasSize(3);
    world.passes(Duration.ofMinutes(61));
    assertThat(world.handle(world.modifies("e-5", OFF)))
        .containsExactly("RESIL-01 revert reverted");
  }

  @Test
  void theBrakeCountsRevertsThatWereOnlySeenLater() {
    world.effectsAreSeen = false;
    for (int i = 1; i <= 3; i++) {
      Trigger.Change change = world.first(world.modifies("e-" + i, OFF));
      world.handle(change);
      world.handle(change.next());
    }

    assertThat(world.handle(world.modifies("e-4", OFF))).containsExactly("RESIL-01 alert alerted");
  }

  @Test
  void withTheBrakesOffNothingStops() {
    world.baseline = Given.recommended().withoutBrakes();
    for (int i = 1; i <= 9; i++) {
      assertThat(world.handle(world.modifies("e-" + i, OFF)))
          .containsExactly("RESIL-01 revert reverted");
    }
  }

  // What goes wrong.

  @Test
  void aNewClusterIsWaitedForAndThenPutRight() {
    Trigger.Change change = world.first(World.creation("e-1", "new"));
    assertThat(world.handle(change)).containsExactly("- none deferred");

    world.happens(change.event());
    world.refusals.add(new Applied.Busy("the cluster is creating"));
    change = change.next();
    assertThat(world.handle(change))
        .containsExactlyInAnyOrder(
            "RESIL-01 revert deferred", "RESIL-03 revert deferred", "LOGIN-01 revert deferred");
    assertThat(world.alerts).isEmpty();

    world.passes(Duration.ofMinutes(5));
    assertThat(world.handle(change.next()))
        .containsExactlyInAnyOrder(
            "RESIL-01 revert reverted", "RESIL-03 revert reverted", "LOGIN-01 revert reverted");
    assertThat(world.writes).hasSize(2);
    assertThat(world.cluster("new").backupRetentionPeriod()).contains(7);
  }

  @Test
  void aNewClusterThatNeverAppearsIsLetGo() {
    Trigger.Change change = world.first(World.creation("e-1", "new"));

    world.passes(Duration.ofMinutes(7));

    assertThat(world.handle(change.next().next().next())).isEmpty();
    assertThat(world.alerts).isEmpty();
  }

  @Test
  void whatAPersonFixedWhileItWasBusyIsNotClaimedAsPutBack() {
    Trigger.Change change = world.first(world.modifies("e-1", OFF));
    world.refusals.add(new Applied.Busy("upgrading"));
    assertThat(world.handle(change)).containsExactly("RESIL-01 revert deferred");

    world.has(GOOD);

    assertThat(world.handle(change.next())).containsExactly("RESIL-01 none deferred");
    assertThat(world.alerts).isEmpty();
  }

  @Test
  void whatIsBusyForAnHourHasFailed() {
    Trigger.Change change = world.first(world.modifies("e-1", OFF));
    world.refusals.add(new Applied.Busy("upgrading"));
    world.passes(Duration.ofMinutes(61));

    assertThat(world.handle(change)).containsExactly("RESIL-01 revert failed");
    assertThat(world.alerts.getFirst().reason()).isEqualTo("gave up after an hour: upgrading");
  }

  @Test
  void whatIsRefusedHasFailedAndIsTold() {
    world.refusals.add(new Applied.Refused("access denied"));
    var event = world.modifies("e-1", OFF);

    assertThat(world.handle(event)).containsExactly("RESIL-01 revert failed");
    assertThat(world.alerts).hasSize(1);
    Alert alert = world.alerts.getFirst();
    assertThat(alert.reason()).isEqualTo("access denied");
    assertThat(alert.done()).isEmpty();
    assertThat(alert.fix()).containsExactly(MODIFY + "orders --deletion-protection");
    assertThat(world.handle(event)).containsExactly("RESIL-01 none already-fixed");
    assertThat(world.writes).hasSize(1);
  }

  @Test
  void anEffectThatIsNotSeenIsWaitedForAndNotWrittenAgain() {
    world.effectsAreSeen = false;
    Trigger.Change change = world.first(world.modifies("e-1", OFF));

    assertThat(world.handle(change)).containsExactly("RESIL-01 revert deferred");
    assertThat(world.alerts).isEmpty();
    assertThat(world.handle(change.next())).containsExactly("RESIL-01 revert reverted");
    assertThat(world.writes).hasSize(1);
    assertThat(world.alerts).extracting(Alert::outcome).containsExactly("reverted");
  }

  @Test
  void anEffectThatNeverComesIsNeverCalledReverted() {
    world.effectsAreSeen = false;
    world.effectsHappen = false;
    Trigger.Change change = world.first(world.modifies("e-1", OFF));

    assertThat(world.handle(change)).containsExactly("RESIL-01 revert deferred");
    assertThat(world.writes).hasSize(1);
    world.passes(Duration.ofMinutes(61));
    assertThat(world.handle(change.next())).containsExactly("RESIL-01 revert failed");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void anAlertThatCouldNotBeHandedOverComesAgainUnderTheSameId(boolean created) {
    var event = broken(created);
    world.losesTheNextAlert = true;

    assertThatThrownBy(() -> world.handle(event)).hasMessage("the topic is not there");
    world.handle(event);

    assertThat(world.lost).hasSize(1);
    assertThat(world.alerts).hasSize(1);
    assertThat(world.alerts.getFirst()).isEqualTo(world.lost.getFirst());
    assertThat(world.writes).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aWorkerThatDiedAfterItsWriteIsFinishedByTheNext(boolean created) {
    var event = broken(created);
    world.diesAfterTheNextWrite = true;

    assertThatThrownBy(() -> world.handle(event)).hasMessage("the worker died");
    world.passes(Duration.ofMinutes(2));

    assertThat(world.handle(event)).containsExactly("RESIL-01 revert reverted");
    assertThat(world.writes).hasSize(1);
    assertThat(world.alerts).extracting(Alert::outcome).containsExactly("reverted");
    world.handle(event);
    assertThat(world.alerts).hasSize(1);
  }

  @Test
  void aControlThatCannotJudgeIsAFindingWithoutAFix() {
    SecurityGroupRule strange =
        new SecurityGroupRule(
            "sgr-pl", false, "tcp", 5432, 5432, "pl-1", List.of("everybody"), Optional.empty());
    world.has(Given.group(strange));

    assertThat(world.handle(world.happens(opens("e-1", "203.0.113.0/24", "sgr-1"))))
        .containsExactly("NET-01 alert alerted");
    assertThat(world.writes).isEmpty();
    assertThat(world.alerts.getFirst().evidence()).startsWith("could not be judged: ");
  }

  @Test
  void aResourceThatIsGoneNeedsNoGuard() {
    var event =
        Given.call("e-1", "rds", "ModifyDBCluster", "{'dBClusterIdentifier':'gone'," + OFF + "}");

    assertThat(world.handle(event)).isEmpty();
  }

  /// A cluster whose deletion protection alone is off, by a call that created or modified it.
  private ChangeEvent broken(boolean created) {
    if (!created) {
      return world.modifies("e-1", OFF);
    }
    Resource weak = ACluster.named("new").deletionProtection(false).build();
    world.has(weak);
    return World.creation("e-1", "new");
  }

  private static ChangeEvent widens(String ruleId) {
    return Given.call(
        "e-1",
        "ec2",
        "ModifySecurityGroupRules",
        ("{'ModifySecurityGroupRulesRequest':{'GroupId':'sg-1','SecurityGroupRule':"
                + "{'SecurityGroupRuleId':'%s','SecurityGroupRule':{'CidrIpv4':'0.0.0.0/0',"
                + "'FromPort':5432,'ToPort':5432,'IpProtocol':'tcp'}}}}")
            .formatted(ruleId));
  }

  private static ChangeEvent opens(String eventId, String block, String ruleId) {
    String range =
        block.contains(":")
            ? "'ipv6Ranges':{'items':[{'cidrIpv6':'%s'}]}".formatted(block)
            : "'ipRanges':{'items':[{'cidrIp':'%s'}]}".formatted(block);
    var call =
        Events.call(
            "ec2",
            "AuthorizeSecurityGroupIngress",
            ("{'groupId':'sg-1','ipPermissions':{'items':[{'ipProtocol':'tcp','fromPort':5432,"
                    + "'toPort':5432,%s}]}}")
                .formatted(range));
    call.put("eventID", eventId);
    call.set(
        "responseElements",
        Events.json(
            ("{'securityGroupRuleSet':{'items':[{'securityGroupRuleId':'%s','isEgress':false,"
                    + "'ipProtocol':'tcp','fromPort':5432,'toPort':5432,'%s':'%s'}]}}")
                .formatted(ruleId, block.contains(":") ? "cidrIpv6" : "cidrIpv4", block)));
    return Events.read(call).event();
  }
}
