package dev.auroraguardrails.tamper;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.auroraguardrails.engine.Json;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.ParameterNotFoundException;

/// Says what a parameter of the guard says by now: CloudTrail hides the value that was written.
/// Only what the guard itself would read of it is told.
final class Settings {
  private final SsmClient ssm;

  Settings(SsmClient ssm) {
    this.ssm = ssm;
  }

  String say(String name) {
    try {
      JsonNode json = Json.MAPPER.readTree(ssm.getParameter(r -> r.name(name)).parameter().value());
      if (json.path("paused").isBoolean()) {
        return json.path("paused").asBoolean()
            ? "the guard puts nothing back%s: %s".formatted(until(json), text(json, "reason"))
            : "the guard puts things back again";
      }
      if (json.hasNonNull("control")) {
        return "%s is allowed on %s%s: %s"
            .formatted(
                text(json, "control"), text(json, "resource"), until(json), text(json, "reason"));
      }
    } catch (ParameterNotFoundException gone) {
      return "it does not exist";
    } catch (JsonProcessingException broken) {
      return "it cannot be read as one of the guard's";
    }
    return "it cannot be read as one of the guard's";
  }

  private static String until(JsonNode json) {
    return json.hasNonNull("until") ? " until " + text(json, "until") : "";
  }

  private static String text(JsonNode json, String name) {
    return json.path(name).asText("?");
  }
}
