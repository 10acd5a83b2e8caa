package dev.auroraguardrails.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.auroraguardrails.aws.AwsWire;
import dev.auroraguardrails.aws.ExemptionParameters;
import dev.auroraguardrails.engine.Json;
import dev.auroraguardrails.model.TemporaryExemption;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.sts.StsClient;

/// What `exempt` writes is what the functions read.
class ExemptCommandTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  private static final String ANN = "arn:aws:iam::111122223333:user/ann";

  private final AwsWire wire = new AwsWire();
  private final ExemptionNote note =
      new ExemptionNote(
          wire.client(SsmClient.builder()),
          wire.client(StsClient.builder()),
          ExemptionParameters.PATH);

  @Test
  void whatIsWrittenIsReadAsSuchAndOverwritesNothing() throws Exception {
    wire.answer(
        "GetCallerIdentity",
        "<GetCallerIdentityResponse><GetCallerIdentityResult><Arn>"
            + ANN
            + "</Arn></GetCallerIdentityResult></GetCallerIdentityResponse>");
    wire.answer("PutParameter", "{}");
    TemporaryExemption written =
        note.write("ex-1", "NET-01", "*sg-1", "removal", NOON, Duration.ofHours(2));

    JsonNode sent = Json.MAPPER.readTree(wire.calls().get(1).split(" ", 2)[1]);
    assertThat(sent.path("Name").asText()).isEqualTo("/aurora-guardrails/exemptions/ex-1");
    assertThat(sent.path("Overwrite").asBoolean(true)).isFalse();
    wire.answer(
        "GetParametersByPath",
        Json.write(
            Map.of(
                "Parameters",
                List.of(Map.of("Name", sent.path("Name"), "Value", sent.path("Value"))))));
    assertThat(note.list().all()).containsExactly(written);
    assertThat(written.by()).isEqualTo(ANN);
    assertThat(written.until()).isEqualTo(NOON.plusSeconds(7200));
  }

  @Test
  void anExemptionIsEndedByItsId() {
    wire.answer("DeleteParameter", "{}");
    wire.answer("DeleteParameter", 400, "{\"__type\":\"ParameterNotFound\"}");

    assertThat(note.end("ex-1")).isTrue();
    assertThat(note.end("ex-1")).isFalse();
    assertThat(wire.calls().getFirst())
        .isEqualTo("AmazonSSM.DeleteParameter {\"Name\":\"/aurora-guardrails/exemptions/ex-1\"}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          NET-01 *sg-1 --for 2h                | --reason
          NET-01 --for 2h --reason x           | RESOURCE
          NET-99 *sg-1 --for 2h --reason x     | there is no control NET-99
          NET-01 sg-1 --for 2h --reason x      | '*:sg-1'
          NET-01 *sg-1 --reason x              | at most 30d
          NET-01 *sg-1 --for 31d --reason x    | at most 30d
          NET-01 *sg-1 --for soon --reason x   | expected a duration
          """)
  void aMistakeWritesNothingAndIsNamed(String words, String said) {
    var errors = new StringWriter();
    int exit =
        new CommandLine(new ExemptCommand())
            .setErr(new PrintWriter(errors))
            .execute(words.split(" "));

    assertThat(exit).isEqualTo(2);
    assertThat(errors.toString()).contains(said);
  }

  @Test
  void noEscapeSequenceOfANoteReachesTheTerminal() {
    var hostile = new TemporaryExemption("ex-1", "NET-01", "*", "\u001b[31mred\n", ANN, NOON, NOON);
    assertThat(ExemptionText.line(hostile, NOON))
        .contains("ended")
        .contains("?[31mred?")
        .doesNotContainPattern("\\p{C}");
  }
}
