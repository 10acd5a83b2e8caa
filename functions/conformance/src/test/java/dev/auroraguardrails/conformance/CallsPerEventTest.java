package dev.auroraguardrails.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.auroraguardrails.aws.AwsWire;
import dev.auroraguardrails.aws.ExemptionParameters;
import dev.auroraguardrails.aws.PauseParameter;
import dev.auroraguardrails.aws.SnsAlerts;
import dev.auroraguardrails.baseline.Presets;
import dev.auroraguardrails.engine.EventReader;
import dev.auroraguardrails.engine.Guardrail;
import dev.auroraguardrails.engine.InMemoryLedger;
import dev.auroraguardrails.engine.Json;
import dev.auroraguardrails.engine.Surroundings;
import dev.auroraguardrails.iam.IamInventory;
import dev.auroraguardrails.iam.IamRemediator;
import dev.auroraguardrails.model.ChangeEvent;
import dev.auroraguardrails.model.Family;
import dev.auroraguardrails.model.Handled;
import dev.auroraguardrails.model.Trigger;
import dev.auroraguardrails.network.NetworkInventory;
import dev.auroraguardrails.network.NetworkRemediator;
import dev.auroraguardrails.port.Inventory;
import dev.auroraguardrails.port.Ledger;
import dev.auroraguardrails.port.Remediator;
import dev.auroraguardrails.rds.RdsInventory;
import dev.auroraguardrails.rds.RdsRemediator;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.ssm.SsmClient;

/// What an event costs in AWS calls beside the ledger: no more than the work needs, and never a
/// read-back less. What people allowed for a while is read when something was found, whether the
/// guard is paused when something is to be put back, each once in 30 seconds of a process: each
/// test is one process within one second, and has one answer to it.
class CallsPerEventTest {
  private static final Instant NOW = Instant.parse("2026-11-25T12:00:00Z");
  private static final String GROUP = "sg-0a1b2c3d4e5f60718";
  private static final String RULE = "sgr-0a11111111111111a";

  private final AwsWire wire = new AwsWire();
  private final Ledger ledger = new InMemoryLedger();
  private final PauseParameter pause =
      new PauseParameter(wire.client(SsmClient.builder()), PauseParameter.NAME, () -> NOW);
  private final ExemptionParameters exemptions =
      new ExemptionParameters(
          wire.client(SsmClient.builder()), ExemptionParameters.PATH, () -> NOW);

  @BeforeEach
  void nobodyPausedTheGuardOrAllowedAnything() {
    wire.answer("GetParameter", 400, "{\"__type\":\"ParameterNotFound\"}");
    wire.answer("GetParametersByPath", "{\"Parameters\":[]}");
  }

  @Test
  void aClusterIsPutBackByThree() throws Exception {
    RdsClient rds = wire.client(RdsClient.builder());
    var inventory = new RdsInventory(rds, wire.client(Ec2Client.builder()));
    wire.answer("DescribeDBClusters", clusters(false));
    wire.answer(
        "ModifyDBCluster",
        "<ModifyDBClusterResponse><ModifyDBClusterResult>%s</ModifyDBClusterResult></ModifyDBClusterResponse>"
            .formatted(cluster(true)));
    publishes();
    ObjectNode event = event("ModifyDBCluster");
    ((ObjectNode) event.at("/detail/requestParameters")).remove("backupRetentionPeriod");

    assertThat(handle(Family.RDS, inventory, new RdsRemediator(rds, inventory), event))
        .isEqualTo("RESIL-01 reverted");
    assertThat(operations())
        .containsExactly(
            "DescribeDBClusters",
            "GetParametersByPath",
            "GetParameter",
            "ModifyDBCluster",
            "Publish");
  }

  @Test
  void aLogExportIsPutBackByThree() throws Exception {
    RdsClient rds = wire.client(RdsClient.builder());
    var inventory = new RdsInventory(rds, wire.client(Ec2Client.builder()));
    wire.answer("DescribeDBClusters", clusters(true).replace("<member>postgresql</member>", ""));
    wire.answer(
        "ModifyDBCluster",
        "<ModifyDBClusterResponse><ModifyDBClusterResult>%s</ModifyDBClusterResult></ModifyDBClusterResponse>"
            .formatted(cluster(true)));
    publishes();

    assertThat(
            handle(
                Family.RDS,
                inventory,
                new RdsRemediator(rds, inventory),
                event("ModifyDBClusterLogExports")))
        .isEqualTo("LOG-01 reverted");
    assertThat(operations())
        .containsExactly(
            "DescribeDBClusters",
            "GetParametersByPath",
            "GetParameter",
            "ModifyDBCluster",
            "Publish");
  }

  @Test
  void aMemberIsPutBackByThree() throws Exception {
    RdsClient rds = wire.client(RdsClient.builder());
    var inventory = new RdsInventory(rds, wire.client(Ec2Client.builder()));
    wire.answer(
        "DescribeDBInstances",
        "<DescribeDBInstancesResponse><DescribeDBInstancesResult><DBInstances>%s</DBInstances></DescribeDBInstancesResult></DescribeDBInstancesResponse>"
            .formatted(member(true)));
    wire.answer(
        "ModifyDBInstance",
        "<ModifyDBInstanceResponse><ModifyDBInstanceResult>%s</ModifyDBInstanceResult></ModifyDBInstanceResponse>"
            .formatted(member(false)));
    publishes();
    ObjectNode event = event("ModifyDBInstance");
    ((ObjectNode) event.at("/detail/requestParameters")).remove("autoMinorVersionUpgrade");

    assertThat(handle(Family.RDS, inventory, new RdsRemediator(rds, inventory), event))
        .isEqualTo("NET-09 reverted");
    assertThat(operations())
        .containsExactly(
            "DescribeDBInstances",
            "GetParametersByPath",
            "GetParameter",
            "ModifyDBInstance",
            "Publish");
  }

  /// The answer to the change does not tell the values, so they are read again; the family of a
  /// group never changes and is read once a process.
  @Test
  void aParameterGroupIsPutBackByFourAfterItsFamilyIsKnown() throws Exception {
    RdsClient rds = wire.client(RdsClient.builder());
    var inventory = new RdsInventory(rds, wire.client(Ec2Client.builder()));
    var remediator = new RdsRemediator(rds, inventory);
    wire.answer(
        "DescribeDBClusterParameterGroups",
        """
        <DescribeDBClusterParameterGroupsResponse><DescribeDBClusterParameterGroupsResult>
        <DBClusterParameterGroups><DBClusterParameterGroup><DBParameterGroupFamily>aurora-postgresql16</DBParameterGroupFamily>
        </DBClusterParameterGroup></DBClusterParameterGroups>
        </DescribeDBClusterParameterGroupsResult></DescribeDBClusterParameterGroupsResponse>
        """);
    for (int times = 0; times < 2; times++) {
      wire.answer("DescribeDBClusterParameters", parameters("0"));
      wire.answer(
          "ModifyDBClusterParameterGroup",
          "<ModifyDBClusterParameterGroupResponse><ModifyDBClusterParameterGroupResult/></ModifyDBClusterParameterGroupResponse>");
      wire.answer("DescribeDBClusterParameters", parameters("1"));
      publishes();
    }
    ObjectNode event = event("ModifyDBClusterParameterGroup");
    handle(Family.RDS, inventory, remediator, event);
    int first = operations().size();

    assertThat(first).isEqualTo(7);
    assertThat(handle(Family.RDS, inventory, remediator, event)).isEqualTo("TLS-02 reverted");
    assertThat(operations().subList(first, operations().size()))
        .containsExactly(
            "DescribeDBClusterParameters",
            "ModifyDBClusterParameterGroup",
            "DescribeDBClusterParameters",
            "Publish");
  }

  @Test
  void aDeletionIsToldWithoutAReadOfTheResource() throws Exception {
    RdsClient rds = wire.client(RdsClient.builder());
    var inventory = new RdsInventory(rds, wire.client(Ec2Client.builder()));
    publishes();

    assertThat(
            handle(
                Family.RDS, inventory, new RdsRemediator(rds, inventory), event("DeleteDBCluster")))
        .isEqualTo("RESIL-02 alerted");
    assertThat(operations()).containsExactly("GetParametersByPath", "Publish");
  }

  @Test
  void theDeletionOfAnotherEnginesClusterCostsNothing() throws Exception {
    RdsClient rds = wire.client(RdsClient.builder());
    var inventory = new RdsInventory(rds, wire.client(Ec2Client.builder()));
    ObjectNode event = event("DeleteDBCluster");
    ((ObjectNode) event.at("/detail/responseElements")).put("engine", "neptune");

    assertThat(handle(Family.RDS, inventory, new RdsRemediator(rds, inventory), event)).isEmpty();
    assertThat(operations()).isEmpty();
  }

  @Test
  void twoAttributesOfAClusterArePutBackByThreeToo() throws Exception {
    RdsClient rds = wire.client(RdsClient.builder());
    var inventory = new RdsInventory(rds, wire.client(Ec2Client.builder()));
    wire.answer("DescribeDBClusters", clusters(false).replace(">35<", ">1<"));
    wire.answer(
        "ModifyDBCluster",
        "<ModifyDBClusterResponse><ModifyDBClusterResult>%s</ModifyDBClusterResult></ModifyDBClusterResponse>"
            .formatted(cluster(true).replace(">35<", ">7<")));
    wire.answer(
        "PublishBatch", "<PublishBatchResponse><PublishBatchResult/></PublishBatchResponse>");

    assertThat(
            handle(
                Family.RDS, inventory, new RdsRemediator(rds, inventory), event("ModifyDBCluster")))
        .isEqualTo("RESIL-01 reverted, RESIL-03 reverted");
    assertThat(operations())
        .containsExactly(
            "DescribeDBClusters",
            "GetParametersByPath",
            "GetParameter",
            "ModifyDBCluster",
            "PublishBatch");
  }

  @Test
  void aCompliantClusterCostsOneRead() throws Exception {
    RdsClient rds = wire.client(RdsClient.builder());
    var inventory = new RdsInventory(rds, wire.client(Ec2Client.builder()));
    wire.answer("DescribeDBClusters", clusters(true));
    ObjectNode event = event("ModifyDBCluster");
    ((ObjectNode) event.at("/detail/requestParameters"))
        .removeAll()
        .put("dBClusterIdentifier", "orders")
        .put("backupRetentionPeriod", 35);

    assertThat(handle(Family.RDS, inventory, new RdsRemediator(rds, inventory), event)).isEmpty();
    assertThat(operations()).containsExactly("DescribeDBClusters");
  }

  /// The attributes do not tell the engine, which never changes: it is read once a snapshot.
  @Test
  void aSnapshotIsPutBackByThreeAfterItsEngineIsKnown() throws Exception {
    RdsClient rds = wire.client(RdsClient.builder());
    var inventory = new RdsInventory(rds, wire.client(Ec2Client.builder()));
    var remediator = new RdsRemediator(rds, inventory);
    for (int times = 0; times < 2; times++) {
      wire.answer("DescribeDBClusterSnapshotAttributes", attributes("Describe", "all"));
      wire.answer("ModifyDBClusterSnapshotAttribute", attributes("Modify", ""));
      publishes();
    }
    wire.answer(
        "DescribeDBClusterSnapshots",
        """
        <DescribeDBClusterSnapshotsResponse><DescribeDBClusterSnapshotsResult><DBClusterSnapshots>
        <DBClusterSnapshot><DBClusterSnapshotIdentifier>orders-before-migration</DBClusterSnapshotIdentifier>
        <Engine>aurora-postgresql</Engine></DBClusterSnapshot></DBClusterSnapshots>
        </DescribeDBClusterSnapshotsResult></DescribeDBClusterSnapshotsResponse>
        """);
    ObjectNode event = event("ModifyDBClusterSnapshotAttribute");
    handle(Family.RDS, inventory, remediator, event);
    int first = operations().size();

    assertThat(first).isEqualTo(6);
    assertThat(handle(Family.RDS, inventory, remediator, event)).isEqualTo("DATA-01 reverted");
    assertThat(operations().subList(first, operations().size()))
        .containsExactly(
            "DescribeDBClusterSnapshotAttributes", "ModifyDBClusterSnapshotAttribute", "Publish");
  }

  /// How far it could be reached is asked after it was put back and read back.
  @Test
  void aGroupIsPutBackByFiveAndItsNameAndClustersAreAskedForOnceAProcess() throws Exception {
    Ec2Client ec2 = wire.client(Ec2Client.builder());
    var inventory =
        new NetworkInventory(
            ec2, wire.client(RdsClient.builder()), ledger, Presets.named(Presets.RECOMMENDED));
    var remediator = new NetworkRemediator(ec2, inventory);
    wire.answer("DescribeNetworkInterfaces", interfaces("<item/>"));
    wire.answer("DescribeDBClusters", clusters(true));
    wire.answer(
        "DescribeSecurityGroups",
        "<DescribeSecurityGroupsResponse><securityGroupInfo><item><groupId>%s</groupId><groupName>orders</groupName></item></securityGroupInfo></DescribeSecurityGroupsResponse>"
            .formatted(GROUP));
    for (int times = 0; times < 2; times++) {
      wire.answer("DescribeSecurityGroupRules", rules("0.0.0.0/0"));
      wire.answer(
          "RevokeSecurityGroupIngress",
          "<RevokeSecurityGroupIngressResponse><return>true</return></RevokeSecurityGroupIngressResponse>");
      wire.answer("DescribeSecurityGroupRules", rules("10.0.0.0/8"));
      wire.answer("DescribeNetworkInterfaces", interfaces("<item><subnetId>s</subnetId></item>"));
      publishes();
    }
    ObjectNode event = event("AuthorizeSecurityGroupIngress");
    handle(Family.NETWORK, inventory, remediator, event);
    int first = operations().size();

    assertThat(first).isEqualTo(10);
    assertThat(handle(Family.NETWORK, inventory, remediator, event)).isEqualTo("NET-01 reverted");
    assertThat(operations().subList(first, operations().size()))
        .containsExactly(
            "DescribeSecurityGroupRules",
            "RevokeSecurityGroupIngress",
            "DescribeSecurityGroupRules",
            "DescribeNetworkInterfaces",
            "Publish");
  }

  @Test
  void aGroupThatNoDatabaseUsesCostsTwoAndOnceOnePageOfTheClusters() throws Exception {
    Ec2Client ec2 = wire.client(Ec2Client.builder());
    var inventory =
        new NetworkInventory(
            ec2, wire.client(RdsClient.builder()), ledger, Presets.named(Presets.RECOMMENDED));
    wire.answer("DescribeSecurityGroupRules", rules("0.0.0.0/0"));
    wire.answer("DescribeNetworkInterfaces", interfaces(""));
    wire.answer(
        "DescribeDBClusters",
        "<DescribeDBClustersResponse><DescribeDBClustersResult><DBClusters/></DescribeDBClustersResult></DescribeDBClustersResponse>");

    assertThat(
            handle(
                Family.NETWORK,
                inventory,
                new NetworkRemediator(ec2, inventory),
                event("AuthorizeSecurityGroupIngress")))
        .isEmpty();
    assertThat(operations())
        .containsExactly(
            "DescribeSecurityGroupRules", "DescribeNetworkInterfaces", "DescribeDBClusters");
  }

  private static String interfaces(String items) {
    return "<DescribeNetworkInterfacesResponse><networkInterfaceSet>%s</networkInterfaceSet></DescribeNetworkInterfacesResponse>"
        .formatted(items);
  }

  @Test
  void aRoleIsPutBackBySix() throws Exception {
    IamClient iam = wire.client(IamClient.builder());
    var inventory = new IamInventory(iam);
    wire.answer("GetRole", ROLE);
    wire.answer("ListAttachedRolePolicies", attached("AmazonRDSFullAccess"));
    wire.answer("DetachRolePolicy", "<DetachRolePolicyResponse/>");
    wire.answer("GetRole", ROLE);
    wire.answer("ListAttachedRolePolicies", attached("ReadOnlyAccess"));
    publishes();

    assertThat(
            handle(
                Family.IAM,
                inventory,
                new IamRemediator(iam, inventory),
                event("AttachRolePolicy")))
        .isEqualTo("IAM-03 reverted");
    assertThat(operations())
        .containsExactly(
            "GetRole",
            "ListAttachedRolePolicies",
            "GetParametersByPath",
            "GetParameter",
            "DetachRolePolicy",
            "GetRole",
            "ListAttachedRolePolicies",
            "Publish");
  }

  private String handle(
      Family family, Inventory inventory, Remediator remediator, ObjectNode envelope)
      throws Exception {
    ((ObjectNode) envelope.path("detail")).put("eventID", UUID.randomUUID().toString());
    ChangeEvent event = EventReader.read(envelope).event();
    var guardrail =
        new Guardrail(
            family,
            Presets.named(Presets.RECOMMENDED),
            inventory,
            remediator,
            ledger,
            new SnsAlerts(wire.client(SnsClient.builder()), "arn:aws:sns:us-east-1:1:topic"),
            new Surroundings(
                () -> NOW,
                () -> UUID.randomUUID().toString(),
                pause,
                exemptions,
                Optional.empty()));
    List<Handled> handled = guardrail.handle(new Trigger.Change(event, 0, NOW));
    return String.join(
        ", ", handled.stream().map(h -> h.control() + " " + h.outcome().label()).toList());
  }

  private List<String> operations() {
    return wire.calls().stream()
        .map(call -> call.split(" ", 2)[0].replaceFirst("^.*[.=]", ""))
        .toList();
  }

  private static ObjectNode event(String name) throws Exception {
    Path file = Path.of(System.getProperty("projectRoot"), "events", name + ".json");
    JsonNode read = Json.MAPPER.readTree(Files.readString(file));
    return (ObjectNode) read;
  }

  private void publishes() {
    wire.answer(
        "Publish",
        "<PublishResponse><PublishResult><MessageId>1</MessageId></PublishResult></PublishResponse>");
  }

  private static String clusters(boolean protectedNow) {
    return "<DescribeDBClustersResponse><DescribeDBClustersResult><DBClusters>%s</DBClusters></DescribeDBClustersResult></DescribeDBClustersResponse>"
        .formatted(cluster(protectedNow));
  }

  private static String cluster(boolean protectedNow) {
    return """
    <DBCluster><DBClusterIdentifier>orders</DBClusterIdentifier>
    <DbClusterResourceId>cluster-ABC</DbClusterResourceId><Engine>aurora-postgresql</Engine>
    <Status>available</Status><Port>5432</Port><BackupRetentionPeriod>35</BackupRetentionPeriod>
    <IAMDatabaseAuthenticationEnabled>true</IAMDatabaseAuthenticationEnabled>
    <CopyTagsToSnapshot>true</CopyTagsToSnapshot><HttpEndpointEnabled>false</HttpEndpointEnabled>
    <EnabledCloudwatchLogsExports><member>postgresql</member></EnabledCloudwatchLogsExports>
    <DeletionProtection>%s</DeletionProtection><VpcSecurityGroups><VpcSecurityGroupMembership>
    <VpcSecurityGroupId>%s</VpcSecurityGroupId></VpcSecurityGroupMembership></VpcSecurityGroups>
    </DBCluster>
    """
        .formatted(protectedNow, GROUP);
  }

  private static String member(boolean open) {
    return """
    <DBInstance><DBInstanceIdentifier>orders-1</DBInstanceIdentifier><Engine>aurora-postgresql</Engine>
    <DBInstanceStatus>available</DBInstanceStatus><PubliclyAccessible>%s</PubliclyAccessible>
    <AutoMinorVersionUpgrade>true</AutoMinorVersionUpgrade></DBInstance>
    """
        .formatted(open);
  }

  private static String parameters(String forceSsl) {
    String parameter =
        "<Parameter><ParameterName>%s</ParameterName><ParameterValue>%s</ParameterValue></Parameter>";
    return "<DescribeDBClusterParametersResponse><DescribeDBClusterParametersResult><Parameters>"
        + parameter.formatted("rds.force_ssl", forceSsl)
        + parameter.formatted("log_connections", "1")
        + parameter.formatted("log_disconnections", "1")
        + parameter.formatted("rds.restrict_password_commands", "1")
        + "</Parameters></DescribeDBClusterParametersResult></DescribeDBClusterParametersResponse>";
  }

  private static String attributes(String verb, String shared) {
    String operation =
        verb.equals("Modify")
            ? "ModifyDBClusterSnapshotAttribute"
            : "DescribeDBClusterSnapshotAttributes";
    String value = shared.isEmpty() ? "" : "<AttributeValue>" + shared + "</AttributeValue>";
    return """
    <%1$sResponse><%1$sResult><DBClusterSnapshotAttributesResult>
    <DBClusterSnapshotIdentifier>orders-before-migration</DBClusterSnapshotIdentifier>
    <DBClusterSnapshotAttributes><DBClusterSnapshotAttribute><AttributeName>restore</AttributeName>
    <AttributeValues>%2$s</AttributeValues></DBClusterSnapshotAttribute>
    </DBClusterSnapshotAttributes></DBClusterSnapshotAttributesResult></%1$sResult></%1$sResponse>
    """
        .formatted(operation, value);
  }

  private static String rules(String source) {
    return """
    <DescribeSecurityGroupRulesResponse><securityGroupRuleSet><item>
    <securityGroupRuleId>%s</securityGroupRuleId><groupId>%s</groupId><isEgress>false</isEgress>
    <ipProtocol>tcp</ipProtocol><fromPort>5432</fromPort><toPort>5432</toPort>
    <cidrIpv4>%s</cidrIpv4></item></securityGroupRuleSet></DescribeSecurityGroupRulesResponse>
    """
        .formatted(source.equals("0.0.0.0/0") ? RULE : "sgr-1", GROUP, source);
  }

  private static final String ROLE =
      "<GetRoleResponse><GetRoleResult><Role><RoleId>AROA1</RoleId></Role></GetRoleResult>"
          + "</GetRoleResponse>";

  private static String attached(String policy) {
    return """
    <ListAttachedRolePoliciesResponse><ListAttachedRolePoliciesResult><AttachedPolicies><member>
    <PolicyName>%1$s</PolicyName><PolicyArn>arn:aws:iam::aws:policy/%1$s</PolicyArn></member>
    </AttachedPolicies><IsTruncated>false</IsTruncated></ListAttachedRolePoliciesResult>
    </ListAttachedRolePoliciesResponse>
    """
        .formatted(policy);
  }
}
