package dev.auroraguardrails.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.auroraguardrails.model.ACluster;
import dev.auroraguardrails.model.ChangeEvent;
import dev.auroraguardrails.model.Given;
import dev.auroraguardrails.model.Handled;
import dev.auroraguardrails.model.Outcome.Deferred;
import dev.auroraguardrails.model.Resource;
import dev.auroraguardrails.model.Resource.DbCluster;
import dev.auroraguardrails.model.Resource.DbClusterSnapshot;
import dev.auroraguardrails.model.Resource.SecurityGroup;
import dev.auroraguardrails.model.SecurityGroupRule;
import dev.auroraguardrails.model.Trigger;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// The call that puts something right is told of while reads still show what it put right.
class LaggingReadsTest {
  private static final DbCluster GOOD = ACluster.orders().build();
  private static final DbCluster OFF = ACluster.orders().deletionProtection(false).build();
  private static final ChangeEvent ON = Given.modify("e-2", "'deletionProtection':true");

  private final World world = new World().has(GOOD);

  static List<Arguments> fixes() {
    return List.of(
        Arguments.of("RESIL-01", OFF, GOOD, ON),
        Arguments.of(
            "LOGIN-01",
            ACluster.orders().iam(false).build(),
            GOOD,
            Given.modify("e-2", "'enableIAMDatabaseAuthentication':true")),
        Arguments.of(
            "LOG-01",
            ACluster.orders().logTypes().build(),
            GOOD,
            Given.modify(
                "e-2",
                "'cloudwatchLogsExportConfiguration':{'enableLogTypes':['postgresql','audit']}")),
        Arguments.of(
            "NET-09",
            Given.instance(true, true),
            Given.instance(false, true),
            Given.call(
                "e-2",
                "rds",
                "ModifyDBInstance",
                "{'dBInstanceIdentifier':'orders-1','publiclyAccessible':false}")),
        Arguments.of("DATA-01", Given.snapshot("all"), Given.snapshot(), share("Remove")),
        Arguments.of(
            "NET-01",
            Given.group(Given.rule("sgr-1", "0.0.0.0/0")),
            Given.group(),
            Given.call(
                "e-2",
                "ec2",
                "RevokeSecurityGroupIngress",
                "{'groupId':'sg-1','securityGroupRuleIds':{'items':['sgr-1']}}")),
        Arguments.of(
            "NET-01",
            Given.group(Given.rule("sgr-1", "0.0.0.0/0")),
            Given.group(Given.rule("sgr-1", "10.0.0.0/8")),
            changed("'CidrIpv4':'10.0.0.0/8'")));
  }

  @ParameterizedTest
  @MethodSource("fixes")
  void whatTheEventItselfPutsRightIsNeitherPutBackNorTold(
      String control, Resource before, Resource after, ChangeEvent fix) {
    world.has(before);
    Trigger.Change change = world.first(fix);

    assertThat(world.handled(change))
        .containsExactly(
            new Handled(
                control,
                before.id().arn(),
                "none",
                new Deferred(Duration.ofSeconds(15), "the change is not visible yet")));
    assertThat(lastGood(before)).isEmpty();
    world.has(after);
    assertThat(world.handle(change.next())).isEmpty();
    assertThat(world.writes).isEmpty();
    assertThat(world.alerts).isEmpty();
    assertThat(lastGood(after)).isPresent();
  }

  @Test
  void whatIsStillWrongWhenAFixMustHaveBecomeVisibleIsPutBack() {
    world.has(OFF);
    Trigger.Change change = world.first(ON);
    for (int look = 0; look < 3; look++) {
      assertThat(world.handle(change)).containsExactly("RESIL-01 none deferred");
      world.passes(Retries.delay(change.attempt()));
      change = change.next();
    }

    assertThat(world.handle(change)).containsExactly("RESIL-01 revert reverted");
  }

  @Test
  void whatTheSameEventBreaksIsPutBackAtOnce() {
    world.has(ACluster.orders().deletionProtection(false).retention(1).build());

    assertThat(
            world.handle(
                Given.modify("e-2", "'deletionProtection':true,'backupRetentionPeriod':1")))
        .containsExactlyInAnyOrder("RESIL-01 none deferred", "RESIL-03 revert reverted");
  }

  @Test
  void aListThatStandsForTheWorldIsNoFix() {
    SecurityGroupRule known =
        new SecurityGroupRule(
            "sgr-1", false, "6", 5432, 5432, "pl-1", List.of("0.0.0.0/0"), Optional.empty());
    world.has(Given.group(known));

    assertThat(world.handle(changed("'PrefixListId':'pl-1'")))
        .containsExactly("NET-01 alert alerted");
  }

  @Test
  void aSnapshotThatIsOnlySeenPublicLaterIsMadePrivateThen() {
    world.has(new DbClusterSnapshot(Given.snapshot().id(), DbClusterSnapshot.UNKNOWN, Set.of()));
    Trigger.Change change = world.first(share("Add"));

    assertThat(world.handle(change)).containsExactly("DATA-01 none deferred");
    world.has(Given.snapshot("all"));
    assertThat(world.handle(change.next())).containsExactly("DATA-01 revert reverted");
  }

  @Test
  void aSnapshotOfAnotherEngineThatIsOnlySeenPublicLaterIsLeftAlone() {
    var id = Given.snapshot().id();
    world.has(new DbClusterSnapshot(id, DbClusterSnapshot.UNKNOWN, Set.of()));
    Trigger.Change change = world.first(share("Add"));
    world.handle(change);
    world.has(new DbClusterSnapshot(id, "postgres", Set.of("all")));

    assertThat(world.handle(change.next())).isEmpty();
    assertThat(world.writes).isEmpty();
  }

  @Test
  void aGroupThatIsGoneIsForgotten() {
    SecurityGroup group = Given.group(Given.rule("sgr-1", "10.0.0.0/8"));
    world.has(group);
    world.handle(Ingress.opens("e-1", "10.0.0.0/8", "sgr-1"));
    assertThat(lastGood(group)).isPresent();

    world.loses(group);
    world.handle(Ingress.opens("e-2", "10.0.0.0/8", "sgr-2"));
    assertThat(lastGood(group)).isEmpty();
  }

  private Optional<?> lastGood(Resource resource) {
    return world.ledger.lastGood(resource.immutableId(), resource.getClass());
  }

  private static ChangeEvent share(String addOrRemove) {
    return Given.call(
        "e-2",
        "rds",
        "ModifyDBClusterSnapshotAttribute",
        "{'dBClusterSnapshotIdentifier':'nightly','attributeName':'restore','valuesTo%s':['all']}"
            .formatted(addOrRemove));
  }

  private static ChangeEvent changed(String source) {
    return Given.call(
        "e-2",
        "ec2",
        "ModifySecurityGroupRules",
        ("{'ModifySecurityGroupRulesRequest':{'GroupId':'sg-1','SecurityGroupRule':"
                + "{'SecurityGroupRuleId':'sgr-1','SecurityGroupRule':{%s,"
                + "'FromPort':5432,'ToPort':5432,'IpProtocol':'tcp'}}}}")
            .formatted(source));
  }
}
