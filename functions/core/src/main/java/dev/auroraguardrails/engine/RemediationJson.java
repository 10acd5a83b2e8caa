package dev.auroraguardrails.engine;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.jsontype.NamedType;
import dev.auroraguardrails.model.ClusterSetting;
import dev.auroraguardrails.model.Remediation;
import java.io.UncheckedIOException;
import java.util.List;

/// Remediations as the ledger keeps them, each with its record's name as `call`.
public final class RemediationJson {
  private static final ObjectMapper MAPPER =
      named(ClusterSetting.class, named(Remediation.class, Json.MAPPER.copy()));

  private RemediationJson() {}

  public static String write(List<Remediation> remediations) {
    try {
      return MAPPER.writeValueAsString(remediations.toArray(Remediation[]::new));
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException("cannot be written as JSON: " + remediations, e);
    }
  }

  /// @throws UncheckedIOException when the text is not the JSON of remediations that this version
  ///     knows
  public static List<Remediation> read(String json) {
    try {
      return List.of(MAPPER.readValue(json, Remediation[].class));
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException("not the JSON of remediations", e);
    }
  }

  private static ObjectMapper named(Class<?> sealed, ObjectMapper mapper) {
    for (Class<?> one : sealed.getPermittedSubclasses()) {
      mapper.registerSubtypes(new NamedType(one, one.getSimpleName()));
    }
    return mapper.addMixIn(sealed, Named.class);
  }

  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "call")
  private interface Named {}
}
