package dev.auroraguardrails.rds;

import dev.auroraguardrails.model.Engines;
import dev.auroraguardrails.model.Resource.DbClusterParameterGroup;
import dev.auroraguardrails.model.ResourceId;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.rds.model.DbParameterGroupNotFoundException;

/// Reads DB cluster parameter groups. Only the values that somebody set are asked for: the other
/// hundreds have the family's default.
final class ParameterGroups {
  private static final String SET_BY_HAND = "user";

  private final RdsClient rds;
  private final Map<String, String> families = new ConcurrentHashMap<>();

  ParameterGroups(RdsClient rds) {
    this.rds = rds;
  }

  Optional<DbClusterParameterGroup> read(ResourceId id) {
    try {
      Optional<String> family =
          Optional.ofNullable(families.get(id.arn())).or(() -> readFamily(id));
      return family.map(
          name ->
              new DbClusterParameterGroup(
                  id, name, Engines.ofFamily(name).isPresent() ? values(id) : Map.of()));
    } catch (DbParameterGroupNotFoundException e) {
      families.remove(id.arn());
      return Optional.empty();
    }
  }

  /// Only an Aurora family is remembered: a group's name can be used again after it is deleted, and
  /// then a remembered foreign family would hide an Aurora group.
  private Optional<String> readFamily(ResourceId id) {
    Optional<String> family =
        rds
            .describeDBClusterParameterGroups(r -> r.dbClusterParameterGroupName(id.name()))
            .dbClusterParameterGroups()
            .stream()
            .findFirst()
            .map(group -> Optional.ofNullable(group.dbParameterGroupFamily()).orElse("unknown"));
    family
        .filter(name -> Engines.ofFamily(name).isPresent())
        .ifPresent(name -> families.put(id.arn(), name));
    return family;
  }

  private Map<String, String> values(ResourceId id) {
    var values = new TreeMap<String, String>();
    rds
        .describeDBClusterParametersPaginator(
            r -> r.dbClusterParameterGroupName(id.name()).source(SET_BY_HAND))
        .parameters()
        .stream()
        .filter(parameter -> parameter.parameterValue() != null)
        .forEach(p -> values.put(p.parameterName(), p.parameterValue()));
    return values;
  }
}
