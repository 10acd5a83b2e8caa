package dev.auroraguardrails.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.auroraguardrails.model.Alert;
import dev.auroraguardrails.port.Samples;
import java.io.IOException;
import java.io.InputStream;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class AlertJsonTest {

  @Test
  void anAlertHasExactlyTheSchemasProperties() throws IOException {
    try (InputStream schema = Alert.class.getResourceAsStream("/alert.schema.json")) {
      same(Json.MAPPER.readTree(schema), Json.MAPPER.valueToTree(Samples.openPort()), "alert");
    }
  }

  @Test
  void anAlertIsReadBackAsItWasWritten() {
    Alert alert = Samples.openPort();
    assertThat(Json.read(Json.write(alert), Alert.class)).isEqualTo(alert);
  }

  private static void same(JsonNode schema, JsonNode json, String where) {
    JsonNode properties = schema.path("properties");
    assertThat(names(json)).as(where).isEqualTo(names(properties));
    for (String name : names(properties)) {
      assertThat(properties.get(name).has("description")).as(where + "." + name).isTrue();
      if (properties.get(name).has("properties")) {
        same(properties.get(name), json.get(name), where + "." + name);
      }
    }
  }

  private static Set<String> names(JsonNode node) {
    var names = new TreeSet<String>();
    node.fieldNames().forEachRemaining(names::add);
    return names;
  }
}
