package dev.auroraguardrails.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.auroraguardrails.engine.Json;
import dev.auroraguardrails.model.Alert;
import dev.auroraguardrails.port.Samples;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class AlertSchemaTest {

  @Test
  void anAlertIsOfThePublishedForm() throws IOException {
    assertThat(errors(Json.write(Samples.openPort()))).isEmpty();
  }

  @Test
  void theSchemaTellsAnotherFormApart() throws IOException {
    String other = Json.write(Samples.openPort()).replace("\"CRITICAL\"", "\"DIRE\"");
    assertThat(errors(other))
        .singleElement()
        .satisfies(
            error ->
                assertThat(error.getInstanceLocation().toString()).isEqualTo("/control/severity"));
  }

  private static List<Error> errors(String alert) throws IOException {
    try (InputStream file =
        Objects.requireNonNull(Alert.class.getResourceAsStream("/alert.schema.json"))) {
      Schema schema =
          SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
              .getSchema(new String(file.readAllBytes(), StandardCharsets.UTF_8));
      return schema.validate(
          alert,
          InputFormat.JSON,
          context -> context.executionConfig(config -> config.formatAssertionsEnabled(true)));
    }
  }
}
