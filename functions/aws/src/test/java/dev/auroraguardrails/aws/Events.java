package dev.auroraguardrails.aws;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.auroraguardrails.model.Actor;
import dev.auroraguardrails.model.ChangeEvent;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/// Reads envelopes as far as these tests need them: `{"id": …}`; the id `none` is none of the
/// guard's business, the id `forged` is refused.
final class Events {
  private Events() {}

  static Optional<ChangeEvent> read(JsonNode envelope) throws UnreadableBody {
    if (!envelope.has("id")) {
      throw new UnreadableBody("wanted an id");
    }
    if (envelope.path("id").asText().equals("forged")) {
      throw new ForgedMessage("its envelope is not of the account");
    }
    return Optional.of(event(envelope.path("id").asText()))
        .filter(e -> !e.eventId().equals("none"));
  }

  private static ChangeEvent event(String id) {
    return new ChangeEvent(
        id,
        "rds.amazonaws.com",
        "ModifyDBCluster",
        ChangeEvent.Kind.MUTATING,
        ChangeEvent.Result.OK,
        Optional.empty(),
        Instant.EPOCH,
        "111122223333",
        "eu-central-1",
        new Actor("Root", Optional.empty(), Optional.empty()),
        "198.51.100.7",
        "test",
        "r-1",
        MissingNode.getInstance(),
        MissingNode.getInstance(),
        Map.of());
  }
}
