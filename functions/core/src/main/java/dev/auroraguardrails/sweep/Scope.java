package dev.auroraguardrails.sweep;

import dev.auroraguardrails.model.Glob;
import dev.auroraguardrails.model.Resource;
import java.util.List;
import java.util.Set;

/// What a sweep is narrowed to; empty narrows nothing.
///
/// @param controls control ids
/// @param clusters names of DB clusters, with `*` and `?`; a group counts with each cluster that
///     uses it, what belongs to no cluster (IAM, snapshots) does not count then
public record Scope(Set<String> controls, List<String> clusters) {
  public static final Scope ALL = new Scope(Set.of(), List.of());

  public Scope {
    controls = Set.copyOf(controls);
    clusters = List.copyOf(clusters);
  }

  boolean hasControl(String id) {
    return controls.isEmpty() || controls.contains(id);
  }

  boolean has(Resource resource) {
    return clusters.isEmpty()
        || Clusters.of(resource).stream()
            .anyMatch(name -> clusters.stream().anyMatch(glob -> Glob.matches(glob, name)));
  }
}
