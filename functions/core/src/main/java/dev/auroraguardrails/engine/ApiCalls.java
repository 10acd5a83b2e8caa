package dev.auroraguardrails.engine;

import dev.auroraguardrails.control.Controls;
import dev.auroraguardrails.model.ChangeEvent;
import dev.auroraguardrails.model.Resource.ApiCall;
import dev.auroraguardrails.model.ResourceId;
import java.util.Optional;

/// Calls that are judged by themselves: what they were made on is gone, or shows nothing of them.
final class ApiCalls {
  private ApiCalls() {}

  /// @return the call as a resource; empty where the state of what it was made on is judged
  static Optional<ApiCall> of(ResourceId id, ChangeEvent event) {
    return Controls.judgesTheCallItself(event.name())
        ? Optional.of(new ApiCall(id, event, Fields.text(event.response(), "engine")))
        : Optional.empty();
  }
}
