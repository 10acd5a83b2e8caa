package dev.auroraguardrails.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.auroraguardrails.aws.DynamoDbLedger;
import dev.auroraguardrails.aws.IncidentReader;
import dev.auroraguardrails.aws.IncidentReader.Known;
import dev.auroraguardrails.model.Family;
import dev.auroraguardrails.port.Ledger;
import dev.auroraguardrails.port.LedgerContract;
import dev.auroraguardrails.port.Samples;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/// The ledger's promises, against a database that evaluates the conditions.
@SuppressWarnings("NullAway.Init") // opened before all tests
class DynamoDbLedgerTest extends LedgerContract {
  private static LocalEndpoint endpoint;
  private static DynamoDbClient client;

  private String table = "";

  @BeforeAll
  static void open() {
    endpoint = LocalEndpoint.open();
    client =
        DynamoDbClient.builder()
            .endpointOverride(endpoint.uri())
            .region(Region.EU_CENTRAL_1)
            .credentialsProvider(
                StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
            .httpClient(Apache5HttpClient.create())
            .build();
  }

  @AfterAll
  static void close() {
    client.close();
    endpoint.close();
  }

  @Override
  protected Ledger emptyLedger() {
    table = "ledger-" + UUID.randomUUID();
    client.createTable(
        r ->
            r.tableName(table)
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .keySchema(
                    KeySchemaElement.builder().attributeName("pk").keyType(KeyType.HASH).build())
                .attributeDefinitions(
                    AttributeDefinition.builder()
                        .attributeName("pk")
                        .attributeType(ScalarAttributeType.S)
                        .build()));
    client.waiter().waitUntilTableExists(r -> r.tableName(table));
    return new DynamoDbLedger(client, table, Family.RDS);
  }

  @Test
  void whatTheGuardWroteIsFoundByItsIdAndByItsTime() {
    Ledger ledger = emptyLedger();
    ledger.done("inc-1", Samples.openPort());
    ledger.opens("m", Set.of("inc-1"), Samples.NOON);
    var reader = new IncidentReader(client, table);

    assertThat(reader.incident("inc-1").orElseThrow().incident().alert())
        .isEqualTo(Samples.openPort());
    assertThat(reader.incident("inc-2")).isEmpty();
    assertThat(reader.since(Samples.NOON).incidents())
        .extracting(Known::id)
        .containsExactly("inc-1");
    assertThat(reader.since(Samples.NOON.plusSeconds(1)).incidents()).isEmpty();
  }
}
