package dev.auroraguardrails.aws;

import com.fasterxml.jackson.databind.JsonNode;
import dev.auroraguardrails.engine.Json;
import dev.auroraguardrails.model.Pause;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.Parameter;
import software.amazon.awssdk.services.ssm.model.ParameterNotFoundException;

/// Whether the guard is paused, by the SSM parameter that `guardrails pause` and `resume` write:
/// read when it is needed and then believed for 30 seconds. That there is no parameter is believed
/// as long, since it is the usual case; that it could not be read is not believed at all.
public final class PauseParameter implements Supplier<Pause> {
  /// The parameter's usual name.
  public static final String NAME = "/aurora-guardrails/pause";

  private static final Duration BELIEVED = Duration.ofSeconds(30);

  private final SsmClient ssm;
  private final String name;
  private final InstantSource clock;
  private @Nullable Pause known;
  private Instant until = Instant.MIN;

  public PauseParameter(SsmClient ssm, String name, InstantSource clock) {
    this.ssm = ssm;
    this.name = name;
    this.clock = clock;
  }

  @Override
  public synchronized Pause get() {
    Instant now = clock.instant();
    Pause last = known;
    if (last != null && now.isBefore(until)) {
      return last;
    }
    Pause read = read();
    known = read instanceof Pause.Unreadable ? null : read;
    until = now.plus(BELIEVED);
    return read;
  }

  /// Believes nothing any more that was read.
  synchronized void forget() {
    known = null;
  }

  private Pause read() {
    try {
      Parameter found = ssm.getParameter(r -> r.name(name)).parameter();
      return parse(found.value(), Optional.ofNullable(found.lastModifiedDate()));
    } catch (ParameterNotFoundException never) {
      return Pause.never();
    } catch (SdkException failed) {
      return new Pause.Unreadable(failed.getClass().getSimpleName());
    }
  }

  /// @param value `{"paused": true, "reason": …, "by": …, "since": …, "until": …}` or
  ///     `{"paused": false, "by": …, "since": …}`
  /// @param written when SSM took it, which counts for a resume: the clock of whoever wrote it may
  ///     be wrong, and then would not release a brake, or would release one that engages later
  static Pause parse(String value, Optional<Instant> written) {
    try {
      JsonNode json = Json.MAPPER.readTree(value);
      if (!json.path("paused").isBoolean()) {
        return new Pause.Unreadable("its value is none of guardrails pause or resume");
      }
      Instant since = Instant.parse(json.path("since").asText());
      return json.path("paused").asBoolean()
          ? new Pause.Paused(
              json.path("reason").asText(), json.path("by").asText(), since, until(json))
          : new Pause.Running(Optional.of(written.orElse(since)));
    } catch (com.fasterxml.jackson.core.JsonProcessingException | DateTimeException broken) {
      return new Pause.Unreadable("its value is none of guardrails pause or resume");
    }
  }

  private static Optional<Instant> until(JsonNode json) {
    return json.hasNonNull("until")
        ? Optional.of(Instant.parse(json.path("until").asText()))
        : Optional.empty();
  }
}
