package dev.auroraguardrails.rds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.auroraguardrails.aws.Wire;
import dev.auroraguardrails.model.Resource.DbCluster;
import dev.auroraguardrails.model.Resource.DbCluster.ActivityStream;
import dev.auroraguardrails.model.Resource.DbCluster.Basics;
import dev.auroraguardrails.model.Resource.DbCluster.ClusterRole;
import dev.auroraguardrails.model.Resource.DbCluster.MasterUser;
import dev.auroraguardrails.model.Resource.DbCluster.Networking;
import dev.auroraguardrails.model.Resource.DbCluster.Pending;
import dev.auroraguardrails.model.Resource.DbCluster.Used;
import dev.auroraguardrails.model.Resource.DbClusterParameterGroup;
import dev.auroraguardrails.model.Resource.DbClusterSnapshot;
import dev.auroraguardrails.model.Resource.DbInstance;
import dev.auroraguardrails.model.Resource.DbInstance.Monitoring;
import dev.auroraguardrails.model.ResourceId;
import dev.auroraguardrails.model.ResourceId.Kind;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.rds.model.RdsException;

class RdsInventoryTest {
  private static final String DESCRIBE = "DescribeDBClusters DBClusterIdentifier=orders";
  private static final String ATTRIBUTES =
      "DescribeDBClusterSnapshotAttributes DBClusterSnapshotIdentifier=nightly";
  private static final String SNAPSHOTS =
      "DescribeDBClusterSnapshots DBClusterSnapshotIdentifier=nightly";

  private static final ResourceId ORDERS = id(Kind.DB_CLUSTER, "orders");
  private static final ResourceId NIGHTLY = id(Kind.DB_CLUSTER_SNAPSHOT, "nightly");

  private static final ResourceId HARDENED = id(Kind.DB_CLUSTER_PARAMETER_GROUP, "hardened");
  private static final String PARAMETERS =
      "DescribeDBClusterParameters DBClusterParameterGroupName=hardened Source=user";

  private final Wire wire = new Wire();
  private final RdsInventory inventory =
      new RdsInventory(wire.client(RdsClient.builder()), wire.client(Ec2Client.builder()));

  @Test
  void readsAClusterByOneCall() {
    wire.answers(
        clusters(
            """
            <DBClusterIdentifier>orders</DBClusterIdentifier>
            <DbClusterResourceId>cluster-ABC</DbClusterResourceId>
            <Engine>aurora-postgresql</Engine><Status>available</Status><Port>5432</Port>
            <DeletionProtection>false</DeletionProtection>
            <BackupRetentionPeriod>35</BackupRetentionPeriod>
            <IAMDatabaseAuthenticationEnabled>true</IAMDatabaseAuthenticationEnabled>
            <CopyTagsToSnapshot>true</CopyTagsToSnapshot>
            <HttpEndpointEnabled>false</HttpEndpointEnabled>
            <EnabledCloudwatchLogsExports><member>postgresql</member>
            </EnabledCloudwatchLogsExports>
            <VpcSecurityGroups>
            <VpcSecurityGroupMembership><VpcSecurityGroupId>sg-1</VpcSecurityGroupId>
            <Status>active</Status></VpcSecurityGroupMembership>
            <VpcSecurityGroupMembership><VpcSecurityGroupId>sg-2</VpcSecurityGroupId>
            <Status>removing</Status></VpcSecurityGroupMembership>
            </VpcSecurityGroups>
            <DBClusterParameterGroup>hardened</DBClusterParameterGroup>
            <EngineVersion>16.4</EngineVersion><StorageEncrypted>true</StorageEncrypted>
            <MultiAZ>false</MultiAZ><ActivityStreamStatus>started</ActivityStreamStatus>
            <ActivityStreamMode>async</ActivityStreamMode>
            <ActivityStreamKmsKeyId>k</ActivityStreamKmsKeyId>
            <AssociatedRoles><DBClusterRole><RoleArn>arn:aws:iam::1:role/x</RoleArn>
            <FeatureName>s3Export</FeatureName></DBClusterRole></AssociatedRoles>
            <NetworkType>DUAL</NetworkType>
            <InternetAccessGatewayEnabled>true</InternetAccessGatewayEnabled>
            <MasterUsername>owner</MasterUsername>
            <MasterUserSecret><SecretArn>arn:secret</SecretArn><KmsKeyId>arn:key</KmsKeyId>
            </MasterUserSecret>
            <DBClusterMembers><DBClusterMember>
            <DBInstanceIdentifier>orders-1</DBInstanceIdentifier>
            <DBClusterParameterGroupStatus>pending-reboot</DBClusterParameterGroupStatus>
            </DBClusterMember></DBClusterMembers>
            """));

    assertThat(inventory.read(ORDERS, Set.of()))
        .contains(
            new DbCluster(
                ORDERS,
                "cluster-ABC",
                "aurora-postgresql",
                "available",
                Optional.of(false),
                Optional.of(35),
                Optional.of(true),
                Optional.of(true),
                Optional.of(false),
                OptionalInt.of(5432),
                Set.of("postgresql"),
                Set.of("sg-1"),
                Optional.of("hardened"),
                Set.of(new ClusterRole("arn:aws:iam::1:role/x", "s3Export")),
                Pending.NONE,
                new Basics(
                    Optional.of("16.4"),
                    Optional.of(true),
                    Optional.of(false),
                    new ActivityStream(
                        Optional.of("started"), Optional.of("async"), Optional.of("k"))),
                new Networking(Optional.of("DUAL"), Optional.of(true)),
                new MasterUser(
                    Optional.of("owner"), Optional.of("arn:secret"), Optional.of("arn:key")),
                Map.of("orders-1", "pending-reboot"),
                Used.NOT_ASKED));
    assertThat(wire.calls()).containsExactly(DESCRIBE);
  }

  @Test
  void readsTheGroupsOfAClusterByTwoCalls() {
    wire.answers(
        """
        <securityGroupRuleSet><item>
        <securityGroupRuleId>sgr-1</securityGroupRuleId><groupId>sg-2</groupId>
        <isEgress>false</isEgress><ipProtocol>tcp</ipProtocol><fromPort>5432</fromPort>
        <toPort>5432</toPort><cidrIpv4>10.0.0.0/8</cidrIpv4>
        </item></securityGroupRuleSet>
        """);
    wire.answers(
        """
        <securityGroupInfo>
        <item><groupId>sg-1</groupId><groupName>default</groupName></item>
        <item><groupId>sg-2</groupId><groupName>orders</groupName></item>
        </securityGroupInfo>
        """);
    Set<ResourceId> ids =
        Set.of(
            id(Kind.SECURITY_GROUP, "sg-1"),
            id(Kind.SECURITY_GROUP, "sg-2"),
            id(Kind.SECURITY_GROUP, "sg-gone"));

    Used used = inventory.used(Optional.of(ids), Optional.empty());

    assertThat(used.parameterGroups()).isEmpty();
    Used.Groups groups = used.groups().orElseThrow();
    assertThat(groups.defaults()).containsExactly("sg-1");
    assertThat(groups.byId()).containsOnlyKeys("sg-1", "sg-2");
    assertThat(groups.byId())
        .hasEntrySatisfying("sg-1", group -> assertThat(group.rules()).isEmpty())
        .hasEntrySatisfying(
            "sg-2",
            group ->
                assertThat(group.rules())
                    .hasEntrySatisfying(
                        "sgr-1", rule -> assertThat(rule.source()).isEqualTo("10.0.0.0/8")));
    assertThat(wire.calls())
        .containsExactly(
            "DescribeSecurityGroupRules Filter.1.Name=group-id Filter.1.Value.1=sg-1"
                + " Filter.1.Value.2=sg-2 Filter.1.Value.3=sg-gone MaxResults=1000",
            "DescribeSecurityGroups Filter.1.Name=group-id Filter.1.Value.1=sg-1"
                + " Filter.1.Value.2=sg-2 Filter.1.Value.3=sg-gone");
  }

  @Test
  void readsTheParameterGroupsOfAClusterByName() {
    wire.answers(
        """
        <DBClusterParameterGroups><DBClusterParameterGroup>
        <DBParameterGroupFamily>aurora-mysql8.0</DBParameterGroupFamily>
        </DBClusterParameterGroup></DBClusterParameterGroups>
        """);
    wire.answers(
        """
        <Parameters>
        <Parameter><ParameterName>require_secure_transport</ParameterName>
        <ParameterValue>ON</ParameterValue></Parameter>
        </Parameters>
        """);

    Used used = inventory.used(Optional.empty(), Optional.of(Set.of(HARDENED)));

    assertThat(used.groups()).isEmpty();
    assertThat(used.parameterGroups().orElseThrow())
        .hasEntrySatisfying(
            "hardened",
            group -> assertThat(group.values()).containsEntry("require_secure_transport", "ON"));
  }

  @Test
  void whatTheAnswerDoesNotShowIsUnknown() {
    wire.answers(clusters("<DBClusterIdentifier>orders</DBClusterIdentifier>"));

    assertThat(inventory.read(ORDERS, Set.of()))
        .contains(
            new DbCluster(
                ORDERS,
                ORDERS.arn(),
                "unknown",
                "unknown",
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                OptionalInt.empty(),
                Set.of(),
                Set.of(),
                Optional.empty(),
                Set.of(),
                Pending.NONE,
                Basics.UNKNOWN,
                Networking.UNKNOWN,
                MasterUser.UNKNOWN,
                Map.of(),
                Used.NOT_ASKED));
  }

  @Test
  void namesEveryPendingValueAsTheRequestDoes() {
    wire.answers(
        clusters(
            """
            <DBClusterIdentifier>orders</DBClusterIdentifier>
            <PendingModifiedValues>
              <BackupRetentionPeriod>1</BackupRetentionPeriod>
              <IAMDatabaseAuthenticationEnabled>false</IAMDatabaseAuthenticationEnabled>
              <PendingCloudwatchLogsExports><LogTypesToDisable><member>audit</member>
              </LogTypesToDisable></PendingCloudwatchLogsExports>
              <DBClusterIdentifier>bills</DBClusterIdentifier>
              <MasterUserPassword>****</MasterUserPassword>
              <EngineVersion>17.5</EngineVersion>
              <AllocatedStorage>10</AllocatedStorage>
              <CertificateDetails><CAIdentifier>ca</CAIdentifier></CertificateDetails>
            </PendingModifiedValues>
            """));

    Pending pending = cluster(ORDERS).pending();

    assertThat(pending.backupRetentionPeriod()).contains(1);
    assertThat(pending.iamDatabaseAuthentication()).contains(false);
    assertThat(pending.logTypesOff()).containsExactly("audit");
    assertThat(pending.names()).contains("cloudwatchLogsExportConfiguration");
    assertThat(pending.others())
        .containsExactly(
            "allocatedStorage",
            "cACertificateIdentifier",
            "engineVersion",
            "masterUserPassword",
            "newDBClusterIdentifier");
  }

  @Test
  void anEmptyPendingElementIsNothingPending() {
    wire.answers(
        clusters(
            """
            <DBClusterIdentifier>orders</DBClusterIdentifier>
            <PendingModifiedValues>
              <PendingCloudwatchLogsExports><LogTypesToEnable/></PendingCloudwatchLogsExports>
              <CertificateDetails/>
            </PendingModifiedValues>
            """));

    assertThat(cluster(ORDERS).pending()).isEqualTo(Pending.NONE);
  }

  @Test
  void aClusterAskedForByItsArnHasItsName() {
    wire.answers(clusters("<DBClusterIdentifier>orders</DBClusterIdentifier>"));

    assertThat(cluster(id(Kind.DB_CLUSTER, ORDERS.arn())).id()).isEqualTo(ORDERS);
    assertThat(wire.calls())
        .containsExactly("DescribeDBClusters DBClusterIdentifier=" + ORDERS.arn());
  }

  @Test
  void aMissingClusterIsEmpty() {
    wire.fails(404, "DBClusterNotFoundFault");

    assertThat(inventory.read(ORDERS, Set.of())).isEmpty();
  }

  @Test
  void aClusterThatCannotBeReadIsNotMissing() {
    wire.fails(403, "AccessDenied");

    assertThatThrownBy(() -> inventory.read(ORDERS, Set.of())).isInstanceOf(RdsException.class);
  }

  @Test
  void readsTheEngineOfASharedSnapshotOnce() {
    wire.answers(sharedWith("all", "444455556666"))
        .answers(engine("aurora-mysql"))
        .answers(sharedWith("all"));

    assertThat(inventory.read(NIGHTLY, Set.of()))
        .contains(new DbClusterSnapshot(NIGHTLY, "aurora-mysql", Set.of("all", "444455556666")));
    assertThat(inventory.read(NIGHTLY, Set.of()))
        .contains(new DbClusterSnapshot(NIGHTLY, "aurora-mysql", Set.of("all")));
    assertThat(wire.calls()).containsExactly(ATTRIBUTES, SNAPSHOTS, ATTRIBUTES);
  }

  @Test
  void doesNotAskForTheEngineOfAnUnsharedSnapshot() {
    wire.answers(sharedWith());

    assertThat(inventory.read(NIGHTLY, Set.of()))
        .contains(new DbClusterSnapshot(NIGHTLY, "unknown", Set.of()));
    assertThat(wire.calls()).containsExactly(ATTRIBUTES);
  }

  @Test
  void doesNotRememberAForeignEngine() {
    wire.answers(sharedWith("all"))
        .answers(engine("neptune"))
        .answers(sharedWith("all"))
        .answers(engine("aurora-mysql"));

    assertThat(inventory.read(NIGHTLY, Set.of()))
        .contains(new DbClusterSnapshot(NIGHTLY, "neptune", Set.of("all")));
    assertThat(inventory.read(NIGHTLY, Set.of()))
        .contains(new DbClusterSnapshot(NIGHTLY, "aurora-mysql", Set.of("all")));
  }

  @Test
  void forgetsTheEngineOfASnapshotThatIsGone() {
    wire.answers(sharedWith("all"))
        .answers(engine("aurora-mysql"))
        .fails(404, "DBClusterSnapshotNotFoundFault")
        .answers(sharedWith("all"))
        .answers(engine("neptune"));

    assertThat(inventory.read(NIGHTLY, Set.of())).isPresent();
    assertThat(inventory.read(NIGHTLY, Set.of())).isEmpty();
    assertThat(inventory.read(NIGHTLY, Set.of()))
        .contains(new DbClusterSnapshot(NIGHTLY, "neptune", Set.of("all")));
  }

  @Test
  void aSnapshotThatGoesBetweenTheTwoReadsIsEmpty() {
    wire.answers(sharedWith("all")).fails(404, "DBClusterSnapshotNotFoundFault");

    assertThat(inventory.read(NIGHTLY, Set.of())).isEmpty();
  }

  @Test
  void readsAMemberByOneCall() {
    wire.answers(
        """
        <DBInstances><DBInstance><DBInstanceIdentifier>orders-1</DBInstanceIdentifier>
        <DbiResourceId>db-ABC</DbiResourceId><Engine>aurora-mysql</Engine>
        <DBInstanceStatus>available</DBInstanceStatus>
        <DBClusterIdentifier>orders</DBClusterIdentifier>
        <PubliclyAccessible>true</PubliclyAccessible>
        <AutoMinorVersionUpgrade>false</AutoMinorVersionUpgrade>
        <MonitoringInterval>60</MonitoringInterval><MonitoringRoleArn>role-1</MonitoringRoleArn>
        <PendingModifiedValues><EngineVersion>8.0</EngineVersion></PendingModifiedValues>
        </DBInstance></DBInstances>
        """);
    ResourceId member = id(Kind.DB_INSTANCE, "orders-1");

    assertThat(inventory.read(member, Set.of()))
        .contains(
            new DbInstance(
                member,
                "db-ABC",
                "aurora-mysql",
                "available",
                Optional.of("orders"),
                Optional.of(true),
                Optional.of(false),
                Optional.of(new Monitoring(60, Optional.of("role-1"))),
                Set.of("engineVersion")));
    assertThat(wire.calls()).containsExactly("DescribeDBInstances DBInstanceIdentifier=orders-1");
  }

  @Test
  void aMissingMemberIsEmpty() {
    wire.fails(404, "DBInstanceNotFound");

    assertThat(inventory.read(id(Kind.DB_INSTANCE, "orders-1"), Set.of())).isEmpty();
  }

  @Test
  void readsTheFamilyOfAParameterGroupOnceAndTheValuesSetByHand() {
    wire.answers(family("aurora-postgresql16"))
        .answers(parameter("rds.force_ssl", "0"))
        .answers(parameter("rds.force_ssl", "1"));

    assertThat(inventory.read(HARDENED, Set.of()))
        .contains(
            new DbClusterParameterGroup(
                HARDENED, "aurora-postgresql16", Map.of("rds.force_ssl", "0")));
    assertThat(inventory.read(HARDENED, Set.of()))
        .contains(
            new DbClusterParameterGroup(
                HARDENED, "aurora-postgresql16", Map.of("rds.force_ssl", "1")));
    assertThat(wire.calls())
        .containsExactly(
            "DescribeDBClusterParameterGroups DBClusterParameterGroupName=hardened",
            PARAMETERS,
            PARAMETERS);
  }

  @Test
  void doesNotReadTheValuesOfAnotherEnginesGroupNorRememberIt() {
    wire.answers(family("neptune1")).answers(family("neptune1"));

    assertThat(inventory.read(HARDENED, Set.of()))
        .contains(new DbClusterParameterGroup(HARDENED, "neptune1", Map.of()));
    inventory.read(HARDENED, Set.of());
    assertThat(wire.calls()).hasSize(2).noneMatch(PARAMETERS::equals);
  }

  @Test
  void aMissingParameterGroupIsEmpty() {
    wire.fails(404, "DBParameterGroupNotFound");

    assertThat(inventory.read(HARDENED, Set.of())).isEmpty();
  }

  @Test
  void refusesAnotherFamilysResource() {
    assertThatThrownBy(() -> inventory.read(id(Kind.ROLE, "dev"), Set.of()))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(wire.calls()).isEmpty();
  }

  private DbCluster cluster(ResourceId id) {
    return (DbCluster) inventory.read(id, Set.of()).orElseThrow();
  }

  private static ResourceId id(Kind kind, String name) {
    return new ResourceId(kind, "111122223333", "eu-central-1", name);
  }

  private static String clusters(String members) {
    return "<DBClusters><DBCluster>" + members + "</DBCluster></DBClusters>";
  }

  private static String engine(String engine) {
    return "<DBClusterSnapshots><DBClusterSnapshot><Engine>"
        + engine
        + "</Engine></DBClusterSnapshot></DBClusterSnapshots>";
  }

  private static String family(String family) {
    return "<DBClusterParameterGroups><DBClusterParameterGroup><DBParameterGroupFamily>"
        + family
        + "</DBParameterGroupFamily></DBClusterParameterGroup></DBClusterParameterGroups>";
  }

  static String parameter(String name, String value) {
    return "<Parameters><Parameter><ParameterName>%s</ParameterName><ParameterValue>%s</ParameterValue></Parameter></Parameters>"
        .formatted(name, value);
  }

  static String sharedWith(String... accounts) {
    var values = new StringBuilder();
    for (String account : accounts) {
      values.append("<AttributeValue>").append(account).append("</AttributeValue>");
    }
    return """
        <DBClusterSnapshotAttributesResult>
          <DBClusterSnapshotIdentifier>nightly</DBClusterSnapshotIdentifier>
          <DBClusterSnapshotAttributes><DBClusterSnapshotAttribute>
            <AttributeName>restore</AttributeName><AttributeValues>%s</AttributeValues>
          </DBClusterSnapshotAttribute></DBClusterSnapshotAttributes>
        </DBClusterSnapshotAttributesResult>
        """
        .formatted(values);
  }
}
