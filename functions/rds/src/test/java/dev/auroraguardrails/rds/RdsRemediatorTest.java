package dev.auroraguardrails.rds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.auroraguardrails.aws.Wire;
import dev.auroraguardrails.model.ClusterSetting.IamDatabaseAuthentication;
import dev.auroraguardrails.model.ClusterSetting.LogTypes;
import dev.auroraguardrails.model.ClusterSetting.ParameterGroup;
import dev.auroraguardrails.model.ClusterSetting.SecurityGroups;
import dev.auroraguardrails.model.Remediation;
import dev.auroraguardrails.model.Remediation.ModifyDbCluster;
import dev.auroraguardrails.model.Remediation.ModifyDbInstance;
import dev.auroraguardrails.model.Remediation.SetClusterParameters;
import dev.auroraguardrails.model.Remediation.SetClusterParameters.Parameter;
import dev.auroraguardrails.model.Remediation.Step;
import dev.auroraguardrails.model.Remediation.UnshareDbClusterSnapshot;
import dev.auroraguardrails.model.Resource;
import dev.auroraguardrails.model.Resource.DbCluster;
import dev.auroraguardrails.model.Resource.DbCluster.ClusterRole;
import dev.auroraguardrails.model.Resource.DbClusterParameterGroup;
import dev.auroraguardrails.model.Resource.DbClusterSnapshot;
import dev.auroraguardrails.model.Resource.DbInstance;
import dev.auroraguardrails.model.ResourceId;
import dev.auroraguardrails.model.ResourceId.Kind;
import dev.auroraguardrails.port.Remediator.Applied;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.rds.model.RdsException;

class RdsRemediatorTest {
  private static final ResourceId ORDERS =
      new ResourceId(Kind.DB_CLUSTER, "111122223333", "eu-central-1", "orders");
  private static final ResourceId NIGHTLY =
      new ResourceId(Kind.DB_CLUSTER_SNAPSHOT, "111122223333", "eu-central-1", "nightly");
  private static final ModifyDbCluster PROTECT =
      ModifyDbCluster.deletionProtection(ORDERS, new Step<>(Optional.of(false), true));
  private static final ModifyDbCluster RETAIN =
      ModifyDbCluster.backupRetentionPeriod(ORDERS, new Step<>(Optional.of(1), 35), true);
  private static final UnshareDbClusterSnapshot UNSHARE =
      new UnshareDbClusterSnapshot(NIGHTLY, Set.of("all", "444455556666"));

  private static final ModifyDbInstance CLOSE =
      ModifyDbInstance.publiclyAccessible(
          new ResourceId(Kind.DB_INSTANCE, "111122223333", "eu-central-1", "orders-1"),
          new Step<>(Optional.of(true), false));
  private static final ResourceId HARDENED =
      new ResourceId(Kind.DB_CLUSTER_PARAMETER_GROUP, "111122223333", "eu-central-1", "hardened");

  private static final String PROTECT_CALL =
      "ModifyDBCluster DBClusterIdentifier=orders DeletionProtection=true";
  private static final String RETAIN_CALL =
      "ModifyDBCluster ApplyImmediately=true BackupRetentionPeriod=35 DBClusterIdentifier=orders";
  private static final String UNSHARE_CALL =
      "ModifyDBClusterSnapshotAttribute AttributeName=restore DBClusterSnapshotIdentifier=nightly"
          + " ValuesToRemove.AttributeValue.1=444455556666 ValuesToRemove.AttributeValue.2=all";
  private static final String DESCRIBE = "DescribeDBClusters DBClusterIdentifier=orders";

  private final Wire wire = new Wire();
  private final RdsClient rds = wire.client(RdsClient.builder());
  private final RdsInventory inventory = new RdsInventory(rds, wire.client(Ec2Client.builder()));
  private final RdsRemediator remediator = new RdsRemediator(rds, inventory);

  @Test
  void sendsOnlyWhatIsPutBackAndReadsTheAnswer() {
    wire.answers(modified("<DeletionProtection>true</DeletionProtection>"));

    Applied.Done done = done(PROTECT);

    assertThat(wire.calls()).containsExactly(PROTECT_CALL);
    assertThat(cluster(done).deletionProtection()).contains(true);
    assertThat(done.requestIds()).containsExactly("r-1");
  }

  @Test
  void sendsAllTogether() {
    var all =
        new ModifyDbCluster(
            ORDERS,
            List.of(
                PROTECT.settings().getFirst(),
                RETAIN.settings().getFirst(),
                new IamDatabaseAuthentication(new Step<>(Optional.of(false), true)),
                new LogTypes(Set.of("audit"))),
            false);
    wire.answers(
        modified(
            """
            <DeletionProtection>true</DeletionProtection>
            <BackupRetentionPeriod>35</BackupRetentionPeriod>
            <IAMDatabaseAuthenticationEnabled>true</IAMDatabaseAuthenticationEnabled>
            <EnabledCloudwatchLogsExports><member>audit</member></EnabledCloudwatchLogsExports>
            """));

    done(all);

    assertThat(wire.calls())
        .containsExactly(
            "ModifyDBCluster BackupRetentionPeriod=35"
                + " CloudwatchLogsExportConfiguration.EnableLogTypes.member.1=audit"
                + " DBClusterIdentifier=orders"
                + " DeletionProtection=true EnableIAMDatabaseAuthentication=true");
  }

  @Test
  void sendsTheWholeListOfSecurityGroupsAndTheParameterGroup() {
    var both =
        new ModifyDbCluster(
            ORDERS,
            List.of(
                new SecurityGroups(
                    new Step<>(Optional.of(List.of("sg-9")), List.of("sg-1", "sg-2"))),
                new ParameterGroup(new Step<>(Optional.of("soft"), "hardened"))),
            false);
    wire.answers(
        modified(
            """
            <VpcSecurityGroups>
            <VpcSecurityGroupMembership><VpcSecurityGroupId>sg-1</VpcSecurityGroupId>
            <Status>adding</Status></VpcSecurityGroupMembership>
            <VpcSecurityGroupMembership><VpcSecurityGroupId>sg-2</VpcSecurityGroupId>
            <Status>adding</Status></VpcSecurityGroupMembership>
            <VpcSecurityGroupMembership><VpcSecurityGroupId>sg-9</VpcSecurityGroupId>
            <Status>removing</Status></VpcSecurityGroupMembership>
            </VpcSecurityGroups>
            <DBClusterParameterGroup>hardened</DBClusterParameterGroup>
            """));

    Applied.Done done = done(both);

    assertThat(wire.calls())
        .containsExactly(
            "ModifyDBCluster DBClusterIdentifier=orders DBClusterParameterGroupName=hardened"
                + " VpcSecurityGroupIds.VpcSecurityGroupId.1=sg-1"
                + " VpcSecurityGroupIds.VpcSecurityGroupId.2=sg-2");
    assertThat(cluster(done).securityGroups()).containsExactly("sg-1", "sg-2");
  }

  @Test
  void aRoleIsTakenAwayAndTheStateIsRead() {
    var role = new ClusterRole("arn:aws:iam::111122223333:role/export", "s3Export");
    var remove = new Remediation.RemoveClusterRole(ORDERS, role);
    String call =
        "RemoveRoleFromDBCluster DBClusterIdentifier=orders FeatureName=s3Export"
            + " RoleArn=arn:aws:iam::111122223333:role/export";
    wire.answers("").answers("").fails(404, "DBClusterRoleNotFound").answers("");

    done(remove);
    done(remove);

    assertThat(wire.calls()).containsExactly(call, DESCRIBE, call, DESCRIBE);
  }

  @Test
  void aRestoredValueThatIsPendingIsShown() {
    wire.answers(
        modified(
            """
            <BackupRetentionPeriod>1</BackupRetentionPeriod>
            <PendingModifiedValues><BackupRetentionPeriod>35</BackupRetentionPeriod>
            </PendingModifiedValues>
            """));

    Applied.Done done = done(RETAIN);

    assertThat(wire.calls()).containsExactly(RETAIN_CALL);
    assertThat(cluster(done).pending().backupRetentionPeriod()).contains(35);
  }

  @Test
  void logTypesThatAreStillToBeExportedAreShown() {
    wire.answers(
        modified(
            """
            <PendingModifiedValues><PendingCloudwatchLogsExports>
            <LogTypesToEnable><member>audit</member></LogTypesToEnable>
            </PendingCloudwatchLogsExports></PendingModifiedValues>
            """));

    Applied.Done done = done(new ModifyDbCluster(ORDERS, new LogTypes(Set.of("audit")), true));

    assertThat(wire.calls())
        .containsExactly(
            "ModifyDBCluster ApplyImmediately=true"
                + " CloudwatchLogsExportConfiguration.EnableLogTypes.member.1=audit"
                + " DBClusterIdentifier=orders");
    assertThat(cluster(done).logTypesToCome()).containsExactly("audit");
  }

  @Test
  void describesOnceWhenTheAnswerDoesNotShowTheValue() {
    wire.answers(modified("<DeletionProtection>false</DeletionProtection>"))
        .answers(described("<DeletionProtection>true</DeletionProtection>"));

    Applied.Done done = done(PROTECT);

    assertThat(wire.calls()).containsExactly(PROTECT_CALL, DESCRIBE);
    assertThat(cluster(done).deletionProtection()).contains(true);
    assertThat(done.requestIds()).containsExactly("r-1");
  }

  @Test
  void describesOnceWhenTheLoweredValueIsStillPending() {
    String lowered =
        """
        <BackupRetentionPeriod>35</BackupRetentionPeriod>
        <PendingModifiedValues><BackupRetentionPeriod>1</BackupRetentionPeriod>
        </PendingModifiedValues>
        """;
    wire.answers(modified(lowered)).answers(described(lowered));

    Applied.Done done = done(RETAIN);

    assertThat(wire.calls()).containsExactly(RETAIN_CALL, DESCRIBE);
    assertThat(cluster(done).pending().backupRetentionPeriod()).contains(1);
  }

  @Test
  void closesAMemberWithoutApplyingWhatElseIsPending() {
    wire.answers(
        "<DBInstance><DBInstanceIdentifier>orders-1</DBInstanceIdentifier>"
            + "<PubliclyAccessible>false</PubliclyAccessible></DBInstance>");

    Applied.Done done = done(CLOSE);

    assertThat(wire.calls())
        .containsExactly("ModifyDBInstance DBInstanceIdentifier=orders-1 PubliclyAccessible=false");
    assertThat(done.after())
        .hasValueSatisfying(
            after -> assertThat(((DbInstance) after).publiclyAccessible()).contains(false));
  }

  @Test
  void describesAMemberWhoseAnswerStillShowsItOpen() {
    String open = "<DBInstance><PubliclyAccessible>true</PubliclyAccessible></DBInstance>";
    wire.answers(open).answers("<DBInstances>" + open + "</DBInstances>");

    done(CLOSE);

    assertThat(wire.calls())
        .containsExactly(
            "ModifyDBInstance DBInstanceIdentifier=orders-1 PubliclyAccessible=false",
            "DescribeDBInstances DBInstanceIdentifier=orders-1");
  }

  @Test
  void setsParametersTwentyWithEachCallAndReadsThemBack() {
    var parameters =
        IntStream.range(0, 21)
            .mapToObj(i -> new Parameter("p" + i, new Step<>(Optional.empty(), "1")))
            .toList();
    wire.answers("<DBClusterParameterGroupName>hardened</DBClusterParameterGroupName>")
        .answers("<DBClusterParameterGroupName>hardened</DBClusterParameterGroupName>")
        .answers(
            "<DBClusterParameterGroups><DBClusterParameterGroup><DBParameterGroupFamily>"
                + "aurora-mysql8.0</DBParameterGroupFamily></DBClusterParameterGroup>"
                + "</DBClusterParameterGroups>")
        .answers(RdsInventoryTest.parameter("p0", "1"));

    Applied.Done done = done(new SetClusterParameters(HARDENED, parameters));

    assertThat(wire.calls().get(0)).contains(".20.ParameterName=p19").doesNotContain("=p20");
    assertThat(wire.calls().get(1))
        .isEqualTo(
            "ModifyDBClusterParameterGroup DBClusterParameterGroupName=hardened"
                + " Parameters.Parameter.1.ApplyMethod=immediate"
                + " Parameters.Parameter.1.ParameterName=p20"
                + " Parameters.Parameter.1.ParameterValue=1");
    assertThat(wire.calls()).hasSize(4);
    assertThat(done.after())
        .contains(new DbClusterParameterGroup(HARDENED, "aurora-mysql8.0", Map.of("p0", "1")));
  }

  @Test
  void aStaticParameterWaitsForAReboot() {
    wire.fails(400, "InvalidParameterCombination")
        .answers("<DBClusterParameterGroupName>hardened</DBClusterParameterGroupName>")
        .fails(404, "DBParameterGroupNotFound");

    remediator.apply(
        new SetClusterParameters(
            HARDENED, List.of(new Parameter("p", new Step<>(Optional.of("0"), "1")))));

    assertThat(wire.calls().get(0)).contains("ApplyMethod=immediate");
    assertThat(wire.calls().get(1)).contains("ApplyMethod=pending-reboot");
  }

  @Test
  void onlyTheStaticOneOfTwoParametersWaitsForAReboot() {
    String group = "<DBClusterParameterGroupName>hardened</DBClusterParameterGroupName>";
    wire.fails(400, "InvalidParameterCombination")
        .answers(group)
        .fails(400, "InvalidParameterCombination")
        .answers(group)
        .fails(404, "DBParameterGroupNotFound");

    Applied.Done done =
        done(
            new SetClusterParameters(
                HARDENED,
                List.of(
                    new Parameter("dynamic", new Step<>(Optional.of("0"), "1")),
                    new Parameter("static", new Step<>(Optional.of("0"), "1")))));

    assertThat(wire.calls().get(1)).contains("=immediate", "=dynamic").doesNotContain("=static");
    assertThat(wire.calls().get(2)).contains("=immediate", "=static");
    assertThat(wire.calls().get(3)).contains("=pending-reboot", "=static");
    assertThat(done.requestIds()).hasSize(2);
  }

  @Test
  void whatIsToHaveItsDefaultIsResetAndNotSetToNothing() {
    wire.answers("<DBClusterParameterGroupName>hardened</DBClusterParameterGroupName>")
        .fails(404, "DBParameterGroupNotFound");

    remediator.apply(
        new SetClusterParameters(
            HARDENED, List.of(new Parameter("p", new Step<>(Optional.of("bob"), "")))));

    assertThat(wire.calls().getFirst())
        .isEqualTo(
            "ResetDBClusterParameterGroup DBClusterParameterGroupName=hardened"
                + " Parameters.Parameter.1.ApplyMethod=immediate"
                + " Parameters.Parameter.1.ParameterName=p");
  }

  @Test
  void unsharesAndReadsTheAnswerAndKeepsTheEngine() {
    wire.answers(RdsInventoryTest.sharedWith("all", "444455556666", "777788889999"))
        .answers(
            "<DBClusterSnapshots><DBClusterSnapshot><Engine>aurora-mysql</Engine>"
                + "</DBClusterSnapshot></DBClusterSnapshots>")
        .answers(RdsInventoryTest.sharedWith("777788889999"));
    inventory.read(NIGHTLY, Set.of());
    wire.forgetCalls();

    Applied.Done done = done(UNSHARE);

    assertThat(wire.calls()).containsExactly(UNSHARE_CALL);
    assertThat(done.after())
        .contains(new DbClusterSnapshot(NIGHTLY, "aurora-mysql", Set.of("777788889999")));
  }

  @Test
  void aSnapshotThatNobodySharesAnyMoreNeedsNoEngine() {
    wire.answers(RdsInventoryTest.sharedWith());

    assertThat(done(UNSHARE).after()).contains(new DbClusterSnapshot(NIGHTLY, "unknown", Set.of()));
    assertThat(wire.calls()).containsExactly(UNSHARE_CALL);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "InvalidDBClusterStateFault",
        "InvalidDBInstanceState",
        "InvalidDBClusterSnapshotStateFault"
      })
  void aChangeUnderWayIsBusy(String code) {
    wire.fails(400, code);

    assertThat(remediator.apply(PROTECT)).isEqualTo(new Applied.Busy(code + ": said so"));
    assertThat(wire.calls()).containsExactly(PROTECT_CALL);
  }

  @ParameterizedTest
  @CsvSource({
    "403, AccessDenied",
    "400, InvalidParameterCombination",
    "400, InvalidParameterValue",
    "403, KMSKeyNotAccessibleFault"
  })
  void whatCannotBeDoneIsRefused(int status, String code) {
    wire.fails(status, code);

    assertThat(remediator.apply(PROTECT)).isEqualTo(new Applied.Refused(code + ": said so"));
    assertThat(wire.calls()).containsExactly(PROTECT_CALL);
  }

  @Test
  void aClusterThatIsGoneIsDone() {
    wire.fails(404, "DBClusterNotFoundFault");

    assertThat(remediator.apply(PROTECT)).isEqualTo(new Applied.Done(Optional.empty(), "r-1"));
  }

  @Test
  void aSnapshotThatIsGoneIsDone() {
    wire.fails(404, "DBClusterSnapshotNotFoundFault");

    assertThat(remediator.apply(UNSHARE)).isEqualTo(new Applied.Done(Optional.empty(), "r-1"));
  }

  @ParameterizedTest
  @CsvSource({"400, Throttling", "500, InternalFailure", "503, ServiceUnavailable"})
  void whatMayWorkLaterGoesUp(int status, String code) {
    wire.fails(status, code);

    assertThatThrownBy(() -> remediator.apply(PROTECT)).isInstanceOf(RdsException.class);
  }

  @Test
  void leavesAnotherFamilysRemediationAlone() {
    var detach =
        new Remediation.DetachPolicy(
            new ResourceId(Kind.ROLE, "111122223333", "us-east-1", "dev"),
            "arn:aws:iam::aws:policy/AmazonRDSFullAccess");

    assertThatThrownBy(() -> remediator.apply(detach)).isInstanceOf(IllegalArgumentException.class);
    assertThat(wire.calls()).isEmpty();
  }

  private Applied.Done done(Remediation remediation) {
    return (Applied.Done) remediator.apply(remediation);
  }

  private static DbCluster cluster(Applied.Done done) {
    Resource after = done.after().orElseThrow();
    assertThat(after.id()).isEqualTo(ORDERS);
    return (DbCluster) after;
  }

  private static String modified(String members) {
    return "<DBCluster><DBClusterIdentifier>orders</DBClusterIdentifier>"
        + members
        + "</DBCluster>";
  }

  private static String described(String members) {
    return "<DBClusters>" + modified(members) + "</DBClusters>";
  }
}
