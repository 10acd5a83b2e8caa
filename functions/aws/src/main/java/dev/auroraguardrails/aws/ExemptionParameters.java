package dev.auroraguardrails.aws;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.auroraguardrails.engine.Json;
import dev.auroraguardrails.model.TemporaryExemption;
import dev.auroraguardrails.model.TemporaryExemptions;
import dev.auroraguardrails.model.TemporaryExemptions.Malformed;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.GetParametersByPathResponse;
import software.amazon.awssdk.services.ssm.model.Parameter;

/// The exemptions that `guardrails exempt` writes as SSM parameters: read when something was found
/// and then believed for 30 seconds. Where they cannot be read there are none, and the guard goes
/// on: whoever can hide them must not be able to exempt. That is not believed for long.
public final class ExemptionParameters implements Supplier<TemporaryExemptions> {
  /// The path below which each has its parameter.
  public static final String PATH = "/aurora-guardrails/exemptions";

  private static final Duration BELIEVED = Duration.ofSeconds(30);

  private final SsmClient ssm;
  private final String path;
  private final InstantSource clock;
  private @Nullable TemporaryExemptions known;
  private Instant until = Instant.MIN;

  public ExemptionParameters(SsmClient ssm, String path, InstantSource clock) {
    this.ssm = ssm;
    this.path = path;
    this.clock = clock;
  }

  @Override
  public synchronized TemporaryExemptions get() {
    Instant now = clock.instant();
    TemporaryExemptions last = known;
    if (last != null && now.isBefore(until)) {
      return last;
    }
    try {
      TemporaryExemptions read = read();
      known = read;
      until = now.plus(BELIEVED);
      return read;
    } catch (SdkException unreadable) {
      known = null;
      return TemporaryExemptions.NONE;
    }
  }

  /// Believes nothing any more that was read.
  synchronized void forget() {
    known = null;
  }

  /// Reads them all, past what is believed.
  ///
  /// @throws SdkException when they cannot be read
  public TemporaryExemptions read() {
    List<TemporaryExemption> all = new ArrayList<>();
    List<Malformed> malformed = new ArrayList<>();
    for (GetParametersByPathResponse page : ssm.getParametersByPathPaginator(r -> r.path(path))) {
      for (Parameter one : page.parameters()) {
        try {
          all.add(parse(one));
        } catch (JsonProcessingException | DateTimeException | IllegalArgumentException broken) {
          String version = one.version() + "@" + one.lastModifiedDate();
          malformed.add(new Malformed(one.name(), version, why(broken)));
        }
      }
    }
    return new TemporaryExemptions(all, malformed);
  }

  private static TemporaryExemption parse(Parameter one) throws JsonProcessingException {
    JsonNode json = Json.MAPPER.readTree(one.value());
    return new TemporaryExemption(
        one.name().substring(one.name().lastIndexOf('/') + 1),
        text(json, "control"),
        text(json, "resource"),
        text(json, "reason"),
        text(json, "by"),
        Instant.parse(text(json, "since")),
        Instant.parse(text(json, "until")));
  }

  private static String text(JsonNode json, String name) {
    JsonNode value = json.path(name);
    if (!value.isTextual() || value.asText().isBlank()) {
      throw new IllegalArgumentException("it has no text as " + name);
    }
    return value.asText();
  }

  private static String why(Exception broken) {
    return switch (broken) {
      case JsonProcessingException notJson -> "it is not JSON";
      case DateTimeException noTime -> "since and until must be times like 2026-03-01T12:00:00Z";
      default -> String.valueOf(broken.getMessage());
    };
  }
}
