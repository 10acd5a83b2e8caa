package dev.auroraguardrails.adjacent;

import static dev.auroraguardrails.adjacent.Beside.cluster;
import static dev.auroraguardrails.adjacent.Beside.encryptedBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.auroraguardrails.baseline.Presets;
import dev.auroraguardrails.engine.InMemoryLedger;
import dev.auroraguardrails.model.ClusterUse;
import dev.auroraguardrails.model.Resource.EncryptionKey;
import dev.auroraguardrails.model.Resource.EncryptionKey.KeyGrant;
import dev.auroraguardrails.model.ResourceId;
import dev.auroraguardrails.model.ResourceId.Kind;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AdjacentInventoryTest {
  private final Beside aws = new Beside();
  private final InMemoryLedger ledger = new InMemoryLedger();
  private final AdjacentInventory inventory =
      new AdjacentInventory(aws.clients, ledger, Presets.named(Presets.RECOMMENDED));

  @Test
  void readsAKeyAndWhoDependsOnIt() {
    aws.key("PendingDeletion", ",\"DeletionDate\":1.7754912E9")
        .clusters(cluster("orders", "1234abcd"), cluster("sessions", "other"))
        .keyPolicy("{\"Version\":\"2012-10-17\"}");

    EncryptionKey key = key();

    assertThat(key.state()).isEqualTo(EncryptionKey.PENDING_DELETION);
    assertThat(key.deletion()).contains(Instant.ofEpochSecond(1_775_491_200));
    assertThat(key.usedBy()).containsExactly("orders");
    assertThat(key.cutOff()).isEmpty();
    assertThat(key.policy()).contains("{\"Version\":\"2012-10-17\"}");
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
            cluster("orders", "aurora-mysql", "available", use.replace("ARN", Beside.KEY.arn())))
        .keyPolicy("{}");

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
                encryptedBy("1234abcd")))
        .keyPolicy("{}");

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
    aws.keyInUse("Disabled");

    assertThat(key().usedBy()).containsExactly("orders");
    assertThat(aws.calls())
        .contains(
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
    aws.keyInUse("Disabled");
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

  @Test
  void aGrantToAServiceOrToOursCostsTwoCalls() {
    aws.answers("ListGrants", grant("rds.eu-central-1.amazonaws.com")).key("Enabled", "");

    assertThat(granted().isGuarded()).isFalse();
    assertThat(aws.operations()).containsExactly("ListGrants", "DescribeKey");
  }

  @Test
  void whoDependsOnTheKeyIsAskedWhereAStrangerGotAGrant() {
    aws.answers("ListGrants", grant("arn:aws:iam::999999999999:role/reader")).keyInUse("Enabled");

    assertThat(granted().usedBy()).containsExactly("orders");
    assertThat(granted("g-1").grantee()).isEqualTo("arn:aws:iam::999999999999:role/reader");
  }

  @Test
  void aGrantThatIsGoneIsNotThere() {
    aws.fails("ListGrants", 400, "NotFoundException").key("Enabled", "");

    assertThat(granted().grants()).isEmpty();
  }

  private @Nullable EncryptionKey last;

  private EncryptionKey granted() {
    if (last == null) {
      last =
          (EncryptionKey)
              inventory.read(Beside.KEY, Set.of(EncryptionKey.grantPart("g-1"))).orElseThrow();
    }
    return last;
  }

  private KeyGrant granted(String id) {
    return java.util.Objects.requireNonNull(granted().grants().get(id));
  }

  private static String grant(String grantee) {
    return "{'Grants':[{'GrantId':'g-1','GranteePrincipal':'"
        + grantee
        + "','Operations':['Decrypt']}]}";
  }

  private EncryptionKey key() {
    return (EncryptionKey) inventory.read(Beside.KEY, Set.of()).orElseThrow();
  }
}
