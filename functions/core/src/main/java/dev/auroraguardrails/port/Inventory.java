package dev.auroraguardrails.port;

import dev.auroraguardrails.model.Exposure;
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

  /// Tells whether what was found gets to a database from the internet. It is asked after what
  /// can be put back was put back, so that nothing has to wait for it.
  ///
  /// @param found the resource as it was when it was judged
  /// @param subjects what within it was found wrong
  /// @return the exposure; empty where that is no question of the network. What cannot be read is
  ///     unknown and never thrown
  default Optional<Exposure> exposure(Resource found, Set<String> subjects) {
    return Optional.empty();
  }
}
