package dev.auroraguardrails.engine;

import dev.auroraguardrails.model.ChangeEvent;
import dev.auroraguardrails.model.ResourceId;
import java.util.List;
import java.util.Optional;

/// An event that was read, and its row in the watched-call table.
///
/// @param event the call
/// @param watched the row; empty when the call is not watched or did not succeed
public record ReadEvent(ChangeEvent event, Optional<WatchedCall> watched) {

  /// The family that the call belongs to, by its source.
  public String family() {
    return watched.map(WatchedCall::family).orElse(WatchedCalls.family(event.source()));
  }

  /// The ids or ARNs of what the call was made on, as the event writes them; of a denied call what
  /// its error message names.
  public List<String> targets() {
    return Targets.named(event);
  }

  /// The resources to read, of the kinds that a control can judge; none unless the call changed
  /// something.
  public List<ResourceId> resourceIds() {
    return Targets.resources(event);
  }
}
