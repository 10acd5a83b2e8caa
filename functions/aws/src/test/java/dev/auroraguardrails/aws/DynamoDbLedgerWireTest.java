package dev.auroraguardrails.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.auroraguardrails.model.Family;
import dev.auroraguardrails.model.ResourceId;
import dev.auroraguardrails.port.AccountBrake;
import dev.auroraguardrails.port.Samples;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/// What the ledger sends; that it keeps its promises is tested against a database elsewhere.
class DynamoDbLedgerWireTest {
  private static final ResourceId ORDERS =
      new ResourceId(ResourceId.Kind.DB_CLUSTER, "111122223333", "eu-central-1", "orders");

  private final AwsWire wire = new AwsWire();
  private final DynamoDbLedger ledger =
      new DynamoDbLedger(wire.client(DynamoDbClient.builder()), "ledger", Family.RDS);

  @Test
  void everyKeyBeginsWithTheFamily() {
    wire.answer("UpdateItem", "{}");
    wire.answer("GetItem", "{}");
    ledger.lease(ORDERS, "me", Samples.NOON, Samples.NOON.plusSeconds(60));
    ledger.incident("i");

    assertThat(wire.calls().get(0))
        .startsWith("DynamoDB_20120810.UpdateItem ")
        .contains("{\"S\":\"rds#LEASE#arn:aws:rds:eu-central-1:111122223333:cluster:orders\"}");
    assertThat(wire.calls().get(1))
        .contains("{\"S\":\"rds#INCIDENT#i\"}")
        .contains("\"ConsistentRead\":true");
  }

  @Test
  void aRevertIsForgottenAfterADay() {
    wire.answer("UpdateItem", "{\"Attributes\":{\"reverts\":{\"L\":[]}}}");
    ledger.reverted("RES-01", ORDERS, "i", Instant.ofEpochSecond(1_000_000));
    assertThat(wire.calls().getFirst())
        .contains("\":expires\":{\"N\":\"1086400\"}")
        .contains("{\"N\":\"1000000.000000000\"}");
  }

  @Test
  void theFamiliesShareTheAccountsBrake() {
    wire.answer("GetItem", "{}");
    wire.answer("PutItem", "{}");
    ledger.accountBrake();
    assertThat(ledger.replaceAccountBrake(AccountBrake.FREE)).isTrue();

    assertThat(wire.calls())
        .allSatisfy(call -> assertThat(call).contains("{\"S\":\"brake#account\"}"));
  }
}
