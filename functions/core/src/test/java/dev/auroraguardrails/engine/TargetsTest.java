package dev.auroraguardrails.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.auroraguardrails.model.ResourceId;
import dev.auroraguardrails.model.ResourceId.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TargetsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          rds | ModifyDBCluster | dBClusterIdentifier | Orders | DB_CLUSTER | orders
          rds | ModifyDBCluster | dbClusterIdentifier | orders | DB_CLUSTER | orders
          rds | EnableHttpEndpoint | resourceArn | arn:aws:rds:us-east-1:1:cluster:Orders | \
          DB_CLUSTER | orders
          rds | AddTagsToResource | resourceName | \
          arn:aws:rds:us-east-1:1:cluster-snapshot:rds:orders-1 | DB_CLUSTER_SNAPSHOT | \
          rds:orders-1
          rds | DeleteDBClusterSnapshot | dBClusterSnapshotIdentifier | rds:orders-1 | \
          DB_CLUSTER_SNAPSHOT | rds:orders-1
          rds | ModifyDBInstance | dBInstanceIdentifier | Orders-1 | DB_INSTANCE | orders-1
          rds | ResetDBClusterParameterGroup | dBClusterParameterGroupName | Hardened | \
          DB_CLUSTER_PARAMETER_GROUP | hardened
          rds | DeleteGlobalCluster | globalClusterIdentifier | world | GLOBAL_CLUSTER | world
          ec2 | AuthorizeSecurityGroupIngress | groupId | sg-1 | SECURITY_GROUP | sg-1
          iam | AttachRolePolicy | roleName | Dev | ROLE | Dev
          iam | PutUserPolicy | userName | bob | USER | bob
          iam | PutGroupPolicy | groupName | ops | GROUP | ops
          """)
  void theResourceIsFoundAndReducedToItsName(
      String service, String name, String member, String written, Kind kind, String resource) {
    ReadEvent read =
        Events.read(Events.call(service, name, "{'" + member + "':'" + written + "'}"));

    assertThat(read.targets()).containsExactly(written);
    assertThat(read.resourceIds())
        .containsExactly(new ResourceId(kind, "123456789012", "us-east-1", resource));
  }

  @Test
  void aRenamedClusterIsLookedForByBothNames() {
    var call =
        Events.call(
            "rds",
            "ModifyDBCluster",
            "{'dBClusterIdentifier':'orders','newDBClusterIdentifier':'hidden'}");

    assertThat(Events.read(call).resourceIds())
        .extracting(ResourceId::name)
        .containsExactly("orders", "hidden");
  }

  @Test
  void whatNoControlCanJudgeIsNamedOnly() {
    var call = Events.call("sns", "DeleteTopic", "{'topicArn':'alias/db'}");

    assertThat(Events.read(call).targets()).containsExactly("alias/db");
    assertThat(Events.read(call).resourceIds()).isEmpty();
  }

  @Test
  void aDeniedCallIsOnWhatItsMessageNames() {
    var call = Events.call("rds", "DeleteDBCluster", "null");
    call.put("errorCode", "AccessDenied")
        .put(
            "errorMessage",
            "User: arn:aws:iam::1:user/bob is not authorized to perform: rds:DeleteDBCluster on"
                + " resource: arn:aws:rds:us-east-1:1:cluster:orders because of a policy");

    assertThat(Events.read(call).targets())
        .containsExactly("arn:aws:rds:us-east-1:1:cluster:orders");

    call.put("errorMessage", "Cross-account pass role is not allowed.");
    assertThat(Events.read(call).targets()).isEmpty();
  }

  @Test
  void aCallThatIsNotWatchedIsOnNothingToBeRead() {
    var call = Events.call("rds", "StartDBCluster", "{'dBClusterIdentifier':'orders'}");

    assertThat(Events.read(call).targets()).isEmpty();
  }
}
