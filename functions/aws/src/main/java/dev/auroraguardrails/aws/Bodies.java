package dev.auroraguardrails.aws;

import dev.auroraguardrails.model.Trigger;
import java.util.Optional;

/// Reads the bodies of queue messages.
@FunctionalInterface
public interface Bodies {

  /// Reads one body.
  ///
  /// @return what it tells of; empty when it is none of the guard's business
  /// @throws ForgedMessage when neither AWS nor the guard can have sent it
  /// @throws UnreadableBody when it cannot be understood: it belongs in the dead-letter queue
  Optional<Trigger> read(String body) throws UnreadableBody;
}
