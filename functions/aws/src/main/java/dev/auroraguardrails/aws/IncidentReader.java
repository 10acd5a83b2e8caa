package dev.auroraguardrails.aws;

import static dev.auroraguardrails.aws.Values.attribute;
import static dev.auroraguardrails.aws.Values.expiry;
import static dev.auroraguardrails.aws.Values.text;

import dev.auroraguardrails.aws.Keys.Kind;
import dev.auroraguardrails.model.Family;
import dev.auroraguardrails.port.Ledger.Incident;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;

/// The incidents of all families, for a person who asks: it reads only, by `dynamodb:GetItem` and
/// `dynamodb:Scan` on the table.
public final class IncidentReader {
  private final DynamoDbClient client;
  private final String table;

  /// @param table the ledger's name
  public IncidentReader(DynamoDbClient client, String table) {
    this.client = client;
    this.table = table;
  }

  /// What a search found.
  ///
  /// @param incidents the newest first
  /// @param unreadable the ids of those that this version cannot read
  /// @param readUnits what DynamoDB counted for it
  public record Search(List<Known> incidents, List<String> unreadable, double readUnits) {}

  /// An incident with its id.
  public record Known(String id, Incident incident) {}

  /// Looks one up, by one read for each family: its id does not say whose it is.
  ///
  /// @throws UncheckedIOException when this version cannot read it
  public Optional<Known> incident(String id) {
    return Stream.concat(Arrays.stream(Family.values()).map(Family::label), Stream.of(Keys.TAMPER))
        .flatMap(
            label ->
                new IncidentItems(new Table(client, table), new Keys(label)).incident(id).stream())
        .map(incident -> new Known(id, incident))
        .findFirst();
  }

  /// Reads the whole table, since no index leads to incidents by their time.
  ///
  /// @param since the earliest time at which an incident was last touched
  public Search since(Instant since) {
    var request =
        ScanRequest.builder()
            .tableName(table)
            .filterExpression("contains(pk, :kind) AND expires >= :expires")
            .expressionAttributeValues(
                Map.of(
                    ":kind", text("#" + Kind.INCIDENT + "#"),
                    ":expires", expiry(since, IncidentItems.KEPT)))
            .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL)
            .build();
    List<Known> found = new ArrayList<>();
    List<String> unreadable = new ArrayList<>();
    double units = 0;
    for (ScanResponse page : client.scanPaginator(request)) {
      units += page.consumedCapacity() == null ? 0 : page.consumedCapacity().capacityUnits();
      for (Map<String, AttributeValue> item : page.items()) {
        read(item, found, unreadable);
      }
    }
    found.sort(
        Comparator.comparing((Known known) -> known.incident().alert().at())
            .reversed()
            .thenComparing(Known::id));
    return new Search(found, unreadable, units);
  }

  private static void read(
      Map<String, AttributeValue> item, List<Known> found, List<String> unreadable) {
    String key = attribute(item, Table.KEY).s();
    String id = key.substring(key.indexOf('#', key.indexOf('#') + 1) + 1);
    try {
      found.add(new Known(id, IncidentItems.read(item)));
    } catch (UncheckedIOException | NullPointerException ofAnotherVersion) {
      unreadable.add(id);
    }
  }
}
