package dev.auroraguardrails.adjacent;

import static dev.auroraguardrails.adjacent.Beside.cluster;
import static dev.auroraguardrails.adjacent.Beside.encryptedBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.auroraguardrails.engine.InMemoryLedger;
import dev.auroraguardrails.model.ClusterUse;
import dev.auroraguardrails.model.Resource.EncryptionKey;
import dev.auroraguardrails.model.ResourceId;
import dev.auroraguardrails.model.ResourceId.Kind;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AdjacentInventoryTest {
  private final Beside aws = new Beside();
  private final InMemoryLedger ledger = new InMemoryLedger();
  private final AdjacentInventory inventory = new AdjacentInventory(aws.clients, ledger);

  @Test
  void readsAKeyAndWhoDependsOnIt() {
    aws.key("PendingDeletion", ",\"DeletionDate\":1.7754912E9")
        .clusters(cluster("orders", "1234abcd"), cluster("sessions", "other"));

    EncryptionKey key = key();

    assertThat(key.state()).isEqualTo(EncryptionKey.PENDING_DELETION);
    assertThat(key.deletion()).contains(Instant.ofEpochSecond(1_775_491_200));
    assertThat(key.usedBy()).containsExactly("orders");
    assertThat(key.cutOff()).isEmpty();
    assertThat(aws.calls().getFirst())
        .isEqualTo("TrentService.DescribeKey {\"KeyId\":\"1234abcd\"}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<KmsKeyId>ARN</KmsKeyId>",
        "<MasterUserSecret><KmsKeyId>ARN</KmsKeyId></MasterUserSecret>",
        "<ActivityStreamKmsKeyId>ARN</ActivityStreamKmsKeyId>",
        "<PerformanceInsightsKMSKeyId>ARN</PerformanceInsightsKMSKeyId>"
      })
  void whateverAClusterNeedsItForCounts(String use) {
    aws.key("Disabled", "")
        .clusters(
            cluster("orders", "aurora-mysql", "available", use.replace("ARN", Beside.KEY.arn())));

    assertThat(key().usedBy()).containsExactly("orders");
  }

  @Test
  void aClusterThatLostItIsKnown() {
    aws.key("Disabled", "")
        .clusters(
            cluster(
                "orders",
                "aurora-mysql",
                "inaccessible-encryption-credentials-recoverable",
                encryptedBy("1234abcd")));

    assertThat(key().cutOff()).containsExactly("orders");
  }

  @Test
  void anotherEngineIsLeftAlone() {
    aws.key("Disabled", "")
        .clusters(cluster("documents", "docdb", "available", encryptedBy("1234abcd")));

    assertThat(key().isGuarded()).isFalse();
  }

  @Test
  void aKeyThatAwsManagesIsNobodysToBreak() {
    aws.key("Enabled", ",\"KeyManager\":\"AWS\"");

    assertThat(key().isGuarded()).isFalse();
    assertThat(aws.operations()).containsExactly("DescribeKey");
  }

  @Test
  void whatTheLedgerKnowsIsConfirmedByOneCallHoweverManyClustersThereAre() {
    ledger.rememberUse(Beside.KEY, Set.of(new ClusterUse("orders", 0)));
    aws.key("Disabled", "").clusters(cluster("orders", "1234abcd"));

    assertThat(key().usedBy()).containsExactly("orders");
    assertThat(aws.calls().getLast())
        .isEqualTo(
            "Action=DescribeDBClusters Filters.Filter.1.Name=db-cluster-id"
                + " Filters.Filter.1.Values.Value.1=orders");
  }

  @Test
  void aClusterThatIsGoneSinceDependsOnNothingAnyMore() {
    ledger.rememberUse(Beside.KEY, Set.of(new ClusterUse("orders", 0)));
    aws.key("PendingDeletion", "").clusters().clusters(cluster("sessions", "other"));

    assertThat(key().isGuarded()).isFalse();
    assertThat(aws.operations())
        .containsExactly("DescribeKey", "DescribeDBClusters", "DescribeDBClusters");
  }

  @Test
  void whatWasFoundIsRemembered() {
    aws.key("Disabled", "").clusters(cluster("orders", "1234abcd"));
    key();

    assertThat(ledger.clustersUsing(Beside.KEY)).containsExactly(new ClusterUse("orders", 0));
  }

  @Test
  void aKeyThatDoesNotExistIsGone() {
    aws.fails("DescribeKey", 400, "NotFoundException");

    assertThat(inventory.read(Beside.KEY, Set.of())).isEmpty();
  }

  @Test
  void anotherFamilysResourceIsNotRead() {
    var role = new ResourceId(Kind.ROLE, "111122223333", "us-east-1", "dev");

    assertThatThrownBy(() -> inventory.read(role, Set.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private EncryptionKey key() {
    return (EncryptionKey) inventory.read(Beside.KEY, Set.of()).orElseThrow();
  }
}
