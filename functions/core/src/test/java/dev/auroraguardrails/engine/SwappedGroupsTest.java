package dev.auroraguardrails.engine;

import static dev.auroraguardrails.model.Given.rule;
import static org.assertj.core.api.Assertions.assertThat;

import dev.auroraguardrails.model.ACluster;
import dev.auroraguardrails.model.Alert;
import dev.auroraguardrails.model.ChangeEvent;
import dev.auroraguardrails.model.Given;
import dev.auroraguardrails.model.Resource.DbCluster;
import dev.auroraguardrails.model.Resource.DbCluster.ClusterRole;
import dev.auroraguardrails.model.Resource.DbClusterParameterGroup;
import dev.auroraguardrails.model.Resource.SecurityGroup;
import dev.auroraguardrails.model.ResourceId.Kind;
import dev.auroraguardrails.model.SecurityGroupRule;
import dev.auroraguardrails.model.Trigger;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What a change reaches, not only what it names: the rules and values of the groups that a
/// cluster is given.
class SwappedGroupsTest {
  private static final DbCluster GOOD = ACluster.orders().build();
  private static final String HARMLESS = "'copyTagsToSnapshot':true";
  private static final String GROUPS =
      "aws rds modify-db-cluster --region us-east-1 --db-cluster-identifier orders"
          + " --vpc-security-group-ids ";

  private final World world =
      new World()
          .has(
              GOOD,
              group("sg-closed", "10.0.0.0/8"),
              group("sg-open", "0.0.0.0/0"),
              group("sg-1", "10.0.0.0/8"),
              soft("soft"));

  @BeforeEach
  void theGoodStateIsKnown() {
    world.handle(world.modifies("e-0", HARMLESS));
  }

  @Test
  void anOpenGroupGoesOffAgainAndTheOneBeforeComesBack() {
    var event = gives("e-1", "sg-open");

    assertThat(world.handle(event)).containsExactly("NET-07 revert reverted");
    assertThat(world.writes).containsExactly(GROUPS + "sg-1");
    assertThat(world.cluster("orders")).isEqualTo(GOOD);
    assertThat(world.alerts.getFirst().undo()).containsExactly(GROUPS + "sg-open");
    assertThat(world.handle(event)).containsExactly("NET-07 none already-fixed");
    assertThat(world.writes).hasSize(1);
  }

  @Test
  void aClosedGroupIsLeftAloneAndIsWhatComesBackFromThenOn() {
    assertThat(world.handle(gives("e-1", "sg-closed"))).isEmpty();
    world.handle(gives("e-2", "sg-open"));

    assertThat(world.writes).containsExactly(GROUPS + "sg-closed");
  }

  @Test
  void whatAChangeDoesNotTouchCostsNoRead() {
    world.handle(world.modifies("e-1", "'backupRetentionPeriod':14"));

    assertThat(world.used).isEmpty();
  }

  @Test
  void aSwapWhoseEventIsLostIsNotPlantedByAHarmlessChange() {
    gives("lost", "sg-open");

    assertThat(world.handle(world.modifies("e-2", HARMLESS)))
        .containsExactly("NET-07 alert alerted");
    assertThat(world.alerts.getLast().reason()).contains("stood before this change");
    assertThat(good().securityGroups()).containsExactly("sg-1");
    world.handle(gives("e-3", "sg-open", "sg-closed"));
    assertThat(world.writes).containsExactly(GROUPS + "sg-1");
  }

  @Test
  void aGroupThatWasOpenedOnceNoClusterUsedItDoesNotComeBack() {
    world.handle(gives("e-1", "sg-closed"));
    world.has(group("sg-closed", "0.0.0.0/0"));

    assertThat(world.handle(gives("e-2", "sg-open"))).containsExactly("NET-07 alert alerted");
    assertThat(world.writes).isEmpty();
    assertThat(world.alerts.getLast().reason()).startsWith("the groups before are not fit");
  }

  @Test
  void aSwapThatIsNotVisibleYetIsLookedForAgain() {
    var event = Given.modify("e-1", "'vpcSecurityGroupIds':['sg-open']");

    assertThat(world.handle(event)).containsExactly("NET-07 none deferred");
    world.has(ACluster.orders().securityGroups(Set.of("sg-open")).build());
    assertThat(world.handle(world.first(event).next())).containsExactly("NET-07 revert reverted");
  }

  @Test
  void groupsAndASettingOfOneCallArePutBackByOne() {
    world.handle(
        world.modifies("e-1", "'vpcSecurityGroupIds':['sg-open'],'deletionProtection':false"));

    assertThat(world.writes)
        .containsExactly(
            "aws rds modify-db-cluster --region us-east-1 --db-cluster-identifier orders"
                + " --vpc-security-group-ids sg-1 --deletion-protection");
  }

  @Test
  void aWeakParameterGroupIsToldAndPutBackWhereTheBaselineAsksForIt() {
    var told = world.modifies("e-1", "'dBClusterParameterGroupName':'soft'");
    assertThat(world.handle(told)).containsExactly("TLS-03 alert alerted");

    world.baseline = Given.recommended("controls: {TLS-03: {mode: revert}}");
    var event = world.modifies("e-2", "'dBClusterParameterGroupName':'soft'");

    assertThat(world.handle(event)).containsExactly("TLS-03 revert reverted");
    assertThat(world.cluster("orders").parameterGroup()).contains("hardened");
    assertThat(world.alerts.getLast().force()).isEqualTo("in force");
  }

  @Test
  void aParameterGroupThatWaitsForARebootIsSaidToWait() {
    world.baseline = Given.recommended("controls: {TLS-03: {mode: revert}}");
    world.has(
        ACluster.orders()
            .parameterGroup(Optional.of("soft"))
            .members(Map.of("orders-1", "pending-reboot"))
            .build());

    world.handle(Given.modify("e-1", "'dBClusterParameterGroupName':'soft'"));

    assertThat(world.alerts.getLast().force()).isEqualTo("pending");
  }

  @Test
  void aClusterIsJudgedAtItsBirthAndOnceMoreWhenItIsThere() {
    world.defaultGroups = Set.of("sg-1");
    world.has(born("creating", "sg-1"));
    var birth = new Trigger.Change(World.creation("e-1", "new"), 0, world.now);

    assertThat(world.handle(birth)).containsExactly("NET-08 alert alerted", "- none deferred");
    world.has(born("available", "sg-open", "sg-closed"));
    assertThat(world.handle(birth.next())).containsExactly("NET-10 alert alerted");
    assertThat(world.alerts).extracting(Alert::outcome).containsExactly("alerted", "alerted");
  }

  @Test
  void aBirthIsNotWaitedForForever() {
    world.has(born("creating", "sg-closed"));
    var birth = new Trigger.Change(World.creation("e-1", "new"), 9, world.now);
    world.passes(Duration.ofMinutes(61));

    assertThat(world.handle(birth)).isEmpty();
  }

  @Test
  void anOpenGroupIsTakenOffANewClusterOnceThatIsPossible() {
    world.baseline = Given.recommended("controls: {NET-10: {mode: revert}}");
    world.has(born("available", "sg-closed", "sg-open"));

    assertThat(world.handle(World.creation("e-1", "new")))
        .containsExactly("NET-10 revert reverted");
    assertThat(world.cluster("new").securityGroups()).containsExactly("sg-closed");
  }

  @Test
  void aRoleThatIsNotListedIsTakenAwayAndAnotherOneStays() {
    world.baseline = Given.recommended("controls: {IAM-09: {roles: [role/import]}}");
    world.has(ACluster.orders().roles(Set.of(role("import"))).build());

    var event = world.happens(added("e-1", "export"));

    assertThat(world.handle(event)).containsExactly("IAM-09 revert reverted");
    assertThat(world.cluster("orders").roles()).containsExactly(role("import"));
    assertThat(world.writes)
        .containsExactly(
            "aws rds remove-role-from-db-cluster --region us-east-1 --db-cluster-identifier orders"
                + " --role-arn arn:aws:iam::123456789012:role/export --feature-name s3Export");
  }

  @Test
  void aRoleThatIsNotVisibleYetIsLookedForAgain() {
    world.baseline = Given.recommended("controls: {IAM-09: {roles: [role/import]}}");

    assertThat(world.handle(added("e-1", "export"))).containsExactly("IAM-09 none deferred");
  }

  private static ClusterRole role(String name) {
    return new ClusterRole("arn:aws:iam::123456789012:role/" + name, "s3Export");
  }

  private static ChangeEvent added(String eventId, String role) {
    return Given.call(
        eventId,
        "rds",
        "AddRoleToDBCluster",
        "{'dBClusterIdentifier':'orders','featureName':'s3Export','roleArn':'"
            + role(role).arn()
            + "'}");
  }

  private ChangeEvent gives(String eventId, String... groups) {
    world.passes(Duration.ofMinutes(5));
    return world.modifies(eventId, "'vpcSecurityGroupIds':['" + String.join("','", groups) + "']");
  }

  private DbCluster good() {
    return world.ledger.lastGood(GOOD.immutableId(), DbCluster.class).orElseThrow().state();
  }

  private static DbCluster born(String status, String... groups) {
    return ACluster.named("new")
        .engine("aurora-mysql")
        .status(status)
        .securityGroups(Set.of(groups))
        .build();
  }

  private static SecurityGroup group(String id, String source) {
    SecurityGroupRule rule = rule("sgr-" + id, source);
    return new SecurityGroup(Given.id(Kind.SECURITY_GROUP, id), Map.of(rule.id(), rule), Set.of());
  }

  private static DbClusterParameterGroup soft(String name) {
    return new DbClusterParameterGroup(
        Given.id(Kind.DB_CLUSTER_PARAMETER_GROUP, name),
        "aurora-postgresql16",
        Map.of("log_connections", "1", "log_disconnections", "1"));
  }
}
