package dev.auroraguardrails.aws;

import com.fasterxml.jackson.databind.JsonNode;
import dev.auroraguardrails.model.ChangeEvent;
import dev.auroraguardrails.model.Trigger;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/// Reads events from EventBridge, what a sweep found, and either when the guard sent it again.
public final class MessageReader implements Bodies {
  private final Events events;
  private final Sweeps sweeps;
  private final InstantSource clock;

  /// Reads an EventBridge envelope.
  @FunctionalInterface
  public interface Events {
    /// Reads one envelope.
    ///
    /// @return the call; empty when the event is none of the guard's business
    Optional<ChangeEvent> read(JsonNode envelope) throws UnreadableBody;
  }

  /// Checks what a sweep sends.
  @FunctionalInterface
  interface Sweeps {
    void check(Trigger.Recheck recheck) throws UnreadableBody;
  }

  MessageReader(Events events, Sweeps sweeps, InstantSource clock) {
    this.events = events;
    this.sweeps = sweeps;
    this.clock = clock;
  }

  @Override
  public Optional<Trigger> read(String body) throws UnreadableBody {
    Message message = Message.parse(body);
    Instant firstSeen = message.firstSeen().orElseGet(clock::instant);
    if (message.recheck()) {
      var recheck = Rechecks.read(message.content(), message.attempt(), firstSeen);
      sweeps.check(recheck);
      return Optional.of(recheck);
    }
    return events
        .read(message.content())
        .map(event -> new Trigger.Change(event, message.attempt(), firstSeen));
  }
}
