package dev.auroraguardrails.adjacent;

import static dev.auroraguardrails.adjacent.Beside.SECRET;
import static dev.auroraguardrails.adjacent.Beside.cluster;
import static dev.auroraguardrails.adjacent.Beside.proxy;
import static org.assertj.core.api.Assertions.assertThat;

import dev.auroraguardrails.model.Given;
import dev.auroraguardrails.model.Resource.DatabaseSecret;
import dev.auroraguardrails.model.Resource.DatabaseSecret.Rotation;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Which secrets are the databases', and what of them is read: never what is in them.
class DatabaseSecretsTest {
  private static final String MANAGED =
      ",'Tags':[{'Key':'aws:rds:primaryDBClusterArn','Value':'arn:aws:rds:x'}]";

  private final Beside aws = new Beside();

  @Test
  void oneThatAProxyOfAuroraLogsInWith() {
    aws.answers("DescribeSecret", "{'Name':'orders-app'}")
        .proxies(proxy("other", "arn:other"), proxy("shop", SECRET.arn()))
        .targets("TRACKED_CLUSTER", "orders")
        .clusters(cluster("orders", "k"))
        .answers("GetResourcePolicy", "{'ResourcePolicy':'{}'}");

    DatabaseSecret secret = read();

    assertThat(secret.usedBy()).containsExactly("proxy shop");
    assertThat(secret.policy()).contains("{}");
    assertThat(aws.calls().getFirst())
        .isEqualTo("secretsmanager.DescribeSecret {\"SecretId\":\"" + SECRET.arn() + "\"}");
  }

  @Test
  void aProxyOfAnotherEngineIsLeftAlone() {
    aws.answers("DescribeSecret", "{'Name':'orders-app'}")
        .proxies(proxy("shop", SECRET.arn()))
        .targets("TRACKED_CLUSTER", "plain")
        .clusters(cluster("plain", "mysql", "available", ""));

    assertThat(read().isGuarded()).isFalse();
  }

  @Test
  void aProxyOfAnInstanceIsLeftAlone() {
    aws.answers("DescribeSecret", "{'Name':'orders-app'}")
        .proxies(proxy("shop", SECRET.arn()))
        .targets("RDS_INSTANCE", "plain");

    assertThat(read().isGuarded()).isFalse();
  }

  @Test
  void oneThatRdsMadeForAClustersMasterUser() {
    aws.answers("DescribeSecret", "{'Name':'rds!cluster-1'" + MANAGED + "}")
        .clusters(
            cluster(
                "orders",
                "aurora-mysql",
                "available",
                "<MasterUserSecret><SecretArn>" + SECRET.arn() + "</SecretArn></MasterUserSecret>"))
        .answers("GetResourcePolicy", "{}");

    assertThat(read().usedBy()).containsExactly("cluster orders");
    assertThat(aws.operations())
        .containsExactly("DescribeSecret", "DescribeDBClusters", "GetResourcePolicy");
  }

  @Test
  void oneWhoseClusterHasAnotherByNowIsLeftAlone() {
    aws.answers("DescribeSecret", "{'Name':'rds!cluster-1'" + MANAGED + "}")
        .clusters(cluster("orders", "aurora-mysql", "available", ""));

    assertThat(read().isGuarded()).isFalse();
  }

  @Test
  void oneThatTheBaselineNames() {
    aws.answers("DescribeSecret", "{'Name':'prod/orders/app'}").answers("GetResourcePolicy", "{}");

    assertThat(read("databaseSecrets: ['prod/*']").usedBy()).containsExactly("the baseline's list");
    assertThat(aws.operations()).containsExactly("DescribeSecret", "GetResourcePolicy");
  }

  @Test
  void howItIsRotated() {
    aws.answers(
            "DescribeSecret",
            "{'Name':'a','RotationEnabled':true,'RotationLambdaARN':'arn:f',"
                + "'RotationRules':{'AutomaticallyAfterDays':7,'Duration':'3h'}}")
        .answers("GetResourcePolicy", "{}");

    assertThat(read("databaseSecrets: [a]").rotation())
        .contains(
            new Rotation(
                Optional.of("arn:f"), Optional.of(7L), Optional.empty(), Optional.of("3h")));
  }

  @Test
  void ofOneThatIsMarkedForDeletionThePolicyCannotBeAsked() {
    aws.answers("DescribeSecret", "{'Name':'a','DeletedDate':1.7754912E9}");

    assertThat(read("databaseSecrets: [a]").deletion()).isPresent();
    assertThat(aws.operations()).containsExactly("DescribeSecret");
  }

  @Test
  void oneThatIsGoneIsKnownAsLongAsSomebodyDependsOnIt() {
    aws.fails("DescribeSecret", 400, "ResourceNotFoundException");

    assertThat(read("databaseSecrets: [orders-app]").gone()).isTrue();
  }

  @Test
  void anotherThatIsGoneIsNobodys() {
    aws.fails("DescribeSecret", 400, "ResourceNotFoundException").proxies();

    assertThat(new DatabaseSecrets(aws.clients, Given.recommended()).read(SECRET)).isEmpty();
  }

  private DatabaseSecret read(String... baseline) {
    return new DatabaseSecrets(aws.clients, Given.recommended(baseline)).read(SECRET).orElseThrow();
  }
}
