package dev.auroraguardrails.baseline;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.auroraguardrails.control.Controls;
import dev.auroraguardrails.engine.Json;
import dev.auroraguardrails.model.ControlInfo;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;

/// The JSON Schema of `baseline.yaml`, for editors: the settings as `baseline-settings.json` has
/// them, with every control and the modes that it can have. {@link BaselineFile} stays the judge.
public final class BaselineSchema {
  private BaselineSchema() {}

  /// @return the schema, as it is published in `baseline.schema.json`
  public static String write() {
    ObjectNode schema = settings();
    ObjectNode controls = schema.withObject("/properties/controls/properties");
    ArrayNode ids = schema.withObject("/$defs/control").putArray("enum");
    for (var control : Controls.ALL) {
      ControlInfo info = Controls.infoOf(control);
      ids.add(info.id());
      ObjectNode one =
          controls.path(info.id()) instanceof ObjectNode known
              ? known
              : controls.putObject(info.id());
      one.put("type", "object");
      one.put("description", info.title());
      one.put("additionalProperties", false);
      ObjectNode mode = one.withObject("/properties").putObject("mode");
      ArrayNode modes = mode.putArray("enum");
      if (BaselineFile.mayRevert(info.act())) {
        modes.add("revert");
      }
      modes.add("alert").add("off");
    }
    return schema.toPrettyString() + "\n";
  }

  private static ObjectNode settings() {
    try (InputStream in =
        Objects.requireNonNull(
            BaselineSchema.class.getResourceAsStream("baseline-settings.json"),
            "baseline-settings.json")) {
      JsonNode json = Json.MAPPER.readTree(in);
      return (ObjectNode) json;
    } catch (IOException e) {
      throw new UncheckedIOException("baseline-settings.json", e);
    }
  }
}
