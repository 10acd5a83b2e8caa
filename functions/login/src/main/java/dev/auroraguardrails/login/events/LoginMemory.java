package dev.auroraguardrails.login.events;

import dev.auroraguardrails.engine.Json;
import dev.auroraguardrails.login.LoginRow;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;

/// The ledger's items about logins, under keys that begin with `login#`. Rows are kept compressed,
/// since an item holds 400 KB.
final class LoginMemory {
  private static final Duration KEPT = Duration.ofDays(2);

  private final DynamoDbClient client;
  private final String table;

  /// @param table the ledger's: a string key `pk`, TTL on `expires`
  LoginMemory(DynamoDbClient client, String table) {
    this.client = client;
    this.table = table;
  }

  /// @param cluster the resource id, which no later cluster of the name has
  Known known(String cluster) {
    Map<String, AttributeValue> item =
        client.getItem(r -> r.tableName(table).key(good(cluster)).consistentRead(true)).item();
    if (item.isEmpty()) {
      return Known.NOTHING;
    }
    return new Known(
        List.of(Json.read(text(item, "good"), LoginRow[].class)),
        Set.of(Json.read(text(item, "told"), String[].class)),
        List.of(Json.read(text(item, "pending"), Known.Pending[].class)),
        Optional.of(Instant.parse(value(item, "asOf").s())),
        Long.parseLong(value(item, "version").n()));
  }

  /// @param next what is to be known from now on, with the version that was read
  /// @return false when somebody else has written since
  boolean remember(String cluster, Known next) {
    try {
      client.putItem(
          r ->
              r.tableName(table)
                  .item(
                      Map.of(
                          "pk",
                          AttributeValue.fromS("login#GOOD#" + cluster),
                          "good",
                          packed(Json.write(next.good())),
                          "told",
                          packed(Json.write(next.told())),
                          "pending",
                          packed(Json.write(next.pending())),
                          "asOf",
                          AttributeValue.fromS(next.asOf().orElse(Instant.EPOCH).toString()),
                          "version",
                          AttributeValue.fromN(String.valueOf(next.version() + 1))))
                  .conditionExpression("attribute_not_exists(pk) OR version = :read")
                  .expressionAttributeValues(
                      Map.of(":read", AttributeValue.fromN(String.valueOf(next.version())))));
      return true;
    } catch (ConditionalCheckFailedException changed) {
      return false;
    }
  }

  /// Counts what happens in a span of time.
  ///
  /// @param what the same for what is counted together, the span in it
  /// @return how often it was before, and is now
  Count count(String what, int more, Instant at) {
    AttributeValue now =
        value(
            client
                .updateItem(
                    r ->
                        r.tableName(table)
                            .key(Map.of("pk", AttributeValue.fromS("login#COUNT#" + what)))
                            .updateExpression("ADD counted :more SET expires = :expires")
                            .expressionAttributeValues(
                                Map.of(
                                    ":more",
                                    AttributeValue.fromN(String.valueOf(more)),
                                    ":expires",
                                    AttributeValue.fromN(
                                        String.valueOf(at.plus(KEPT).getEpochSecond()))))
                            .returnValues(ReturnValue.UPDATED_NEW))
                .attributes(),
            "counted");
    int counted = Integer.parseInt(now.n());
    return new Count(counted - more, counted);
  }

  record Count(int before, int now) {
    boolean passes(int threshold) {
      return before < threshold && now >= threshold;
    }
  }

  private static Map<String, AttributeValue> good(String cluster) {
    return Map.of("pk", AttributeValue.fromS("login#GOOD#" + cluster));
  }

  private static AttributeValue packed(String text) {
    var bytes = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(bytes)) {
      gzip.write(text.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return AttributeValue.fromB(SdkBytes.fromByteArray(bytes.toByteArray()));
  }

  private static String text(Map<String, AttributeValue> item, String name) {
    try (var gzip = new GZIPInputStream(value(item, name).b().asInputStream())) {
      return new String(gzip.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static AttributeValue value(Map<String, AttributeValue> item, String name) {
    AttributeValue value = item.get(name);
    if (value == null) {
      throw new IllegalStateException("ledger item without " + name);
    }
    return value;
  }
}
