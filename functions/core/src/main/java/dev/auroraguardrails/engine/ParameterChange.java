package dev.auroraguardrails.engine;

import com.fasterxml.jackson.databind.JsonNode;
import dev.auroraguardrails.model.ChangeEvent;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// What a call asked of a parameter group's values.
final class ParameterChange {
  private static final String RESET = "ResetDBClusterParameterGroup";

  private ParameterChange() {}

  static boolean resetsAll(ChangeEvent change) {
    JsonNode all = change.changed().get("resetAllParameters");
    return change.name().equals(RESET) && all != null && all.asBoolean();
  }

  /// The values by the parameters' names; empty for one that was reset to its default.
  static Map<String, Optional<String>> values(ChangeEvent change) {
    var values = new TreeMap<String, Optional<String>>();
    JsonNode parameters = change.changed().get("parameters");
    if (parameters == null) {
      return values;
    }
    boolean resets = change.name().equals(RESET);
    for (JsonNode parameter : Fields.list(parameters)) {
      Optional<String> value = Optional.of(Fields.get(parameter, "parameterValue").asText());
      Fields.text(parameter, "parameterName")
          .ifPresent(name -> values.put(name, value.filter(set -> !resets)));
    }
    return values;
  }
}
