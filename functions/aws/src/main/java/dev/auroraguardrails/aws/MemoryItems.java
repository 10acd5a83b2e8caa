package dev.auroraguardrails.aws;

import static dev.auroraguardrails.aws.Values.attribute;
import static dev.auroraguardrails.aws.Values.text;
import static dev.auroraguardrails.aws.Values.time;

import dev.auroraguardrails.aws.Keys.Kind;
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
  }

  void forget(String immutableId) {
    table.delete(keys.of(Kind.GOOD, immutableId));
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
