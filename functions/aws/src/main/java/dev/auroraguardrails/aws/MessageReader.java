package dev.auroraguardrails.aws;

import com.fasterxml.jackson.databind.JsonNode;
import dev.auroraguardrails.model.ChangeEvent;
import dev.auroraguardrails.model.Trigger;
import java.time.InstantSource;
import java.util.Optional;

/// Reads events from EventBridge and events that the guard sent again.
public final class MessageReader implements Bodies {
  private final Events events;
  private final InstantSource clock;

  /// Reads an EventBridge envelope.
  @FunctionalInterface
  public interface Events {
    /// Reads one envelope.
    ///
    /// @return the call; empty when the event is none of the guard's business
    Optional<ChangeEvent> read(JsonNode envelope) throws UnreadableBody;
  }

  public MessageReader(Events events, InstantSource clock) {
    this.events = events;
    this.clock = clock;
  }

  @Override
  public Optional<Trigger.Change> read(String body) throws UnreadableBody {
    Message message = Message.parse(body);
    return events
        .read(message.event())
        .map(
            event ->
                new Trigger.Change(
                    event, message.attempt(), message.firstSeen().orElseGet(clock::instant)));
  }
}
