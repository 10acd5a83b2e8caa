package dev.auroraguardrails.aws;

import static dev.auroraguardrails.aws.Values.attribute;
import static dev.auroraguardrails.aws.Values.number;
import static dev.auroraguardrails.aws.Values.text;
import static dev.auroraguardrails.aws.Values.time;

import dev.auroraguardrails.aws.Keys.Kind;
import dev.auroraguardrails.aws.Table.Write;
import dev.auroraguardrails.engine.Json;
import dev.auroraguardrails.model.ClusterUse;
import dev.auroraguardrails.model.Resource;
import dev.auroraguardrails.model.ResourceId;
import dev.auroraguardrails.port.Ledger.LastGood;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Last known good states, and which clusters use which security group.
record MemoryItems(Table table, Keys keys) {

  <R extends Resource> Optional<LastGood<R>> lastGood(String immutableId, Class<R> type) {
    Map<String, AttributeValue> item = table.get(keys.of(Kind.GOOD, immutableId));
    if (item.isEmpty() || !attribute(item, "kind").s().equals(type.getSimpleName())) {
      return Optional.empty();
    }
    R state = Json.read(attribute(item, "good").s(), type);
    return Optional.of(new LastGood<>(state, time(attribute(item, "asOf"))));
  }

  void remember(Resource resource, Instant asOf) {
    Write write =
        table.put(
            Map.of(
                Table.KEY,
                text(keys.of(Kind.GOOD, resource.immutableId())),
                "kind",
                text(resource.getClass().getSimpleName()),
                "good",
                text(Json.write(resource)),
                "asOf",
                time(asOf)),
            "attribute_not_exists(pk) OR asOf < :asOf",
            Map.of(":asOf", time(asOf)));
    if (write instanceof Write.Made made && made.item().isEmpty()) {
      count(1);
    }
  }

  void forget(String immutableId) {
    if (table.delete(keys.of(Kind.GOOD, immutableId))) {
      count(-1);
    }
  }

  /// A crash between the two writes leaves it one off, which a share of many bears.
  int known() {
    Map<String, AttributeValue> item = table.get(keys.of(Kind.KNOWN, "good"));
    return item.isEmpty() ? 0 : Math.max(0, Integer.parseInt(attribute(item, "goodStates").n()));
  }

  private void count(int more) {
    table.update(
        keys.of(Kind.KNOWN, "good"), "ADD goodStates :more", Map.of(":more", number(more)));
  }

  Set<ClusterUse> clustersUsing(ResourceId securityGroup) {
    Map<String, AttributeValue> item = table.get(keys.of(Kind.USE, securityGroup.arn()));
    return item.isEmpty()
        ? Set.of()
        : Set.of(Json.read(attribute(item, "clusters").s(), ClusterUse[].class));
  }

  void rememberUse(ResourceId securityGroup, Set<ClusterUse> clusters) {
    table.put(
        Map.of(
            Table.KEY,
            text(keys.of(Kind.USE, securityGroup.arn())),
            "clusters",
            text(Json.write(clusters))));
  }
}
