package dev.auroraguardrails.port;

import dev.auroraguardrails.model.Resource;
import dev.auroraguardrails.model.Resource.DbCluster.Used;
import dev.auroraguardrails.model.ResourceId;
import java.util.Optional;
import java.util.Set;

/// Reads the present state of resources.
public interface Inventory {

  /// @param id the resource
  /// @param parts what within it the caller needs in full (policy ARNs of a principal, and
  ///     what IamPrincipal names); what is cheap to read is read anyway
  /// @return the state, or empty when the resource does not exist
  /// @throws RuntimeException when it cannot be read; the event is then tried again
  Optional<Resource> read(ResourceId id, Set<String> parts);

  /// Reads what DB clusters use; asked only of an inventory that reads clusters.
  ///
  /// @param securityGroups empty where they are not asked for
  /// @param parameterGroups empty where they are not asked for
  /// @return what was asked for, without what does not exist
  /// @throws RuntimeException when it cannot be read; the event is then tried again
  default Used used(
      Optional<Set<ResourceId>> securityGroups, Optional<Set<ResourceId>> parameterGroups) {
    throw new IllegalStateException("reads no DB clusters: " + getClass().getName());
  }
}
