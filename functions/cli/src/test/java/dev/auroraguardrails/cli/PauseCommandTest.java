package dev.auroraguardrails.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.auroraguardrails.aws.AwsWire;
import dev.auroraguardrails.aws.PauseParameter;
import dev.auroraguardrails.engine.Json;
import dev.auroraguardrails.model.Pause;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.sts.StsClient;

/// What `pause` and `resume` write is what the functions read.
class PauseCommandTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  private static final String ANN = "arn:aws:iam::111122223333:user/ann";

  private final AwsWire wire = new AwsWire();
  private final PauseNote note =
      new PauseNote(
          wire.client(SsmClient.builder()), wire.client(StsClient.builder()), PauseParameter.NAME);

  @Test
  void aPauseNamesItsCallerAndIsReadAsSuch() {
    String written =
        write(true, Map.of("reason", "migration", "until", NOON.plusSeconds(60).toString()));

    assertThat(read(written))
        .isEqualTo(new Pause.Paused("migration", ANN, NOON, Optional.of(NOON.plusSeconds(60))));
    assertThat(wire.calls().get(1))
        .startsWith("AmazonSSM.PutParameter ")
        .contains("\"Name\":\"/aurora-guardrails/pause\"")
        .contains("\"Overwrite\":true")
        .contains("\"Type\":\"String\"");
  }

  @Test
  void aResumeIsReadWithItsTime() {
    assertThat(read(write(false, Map.of()))).isEqualTo(new Pause.Running(Optional.of(NOON)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"soon", "2", "-1h", "0m", "1y"})
  void aDurationThatIsNoneWritesNothing(String duration) {
    var said = new StringWriter();
    int exit =
        new CommandLine(new PauseCommand())
            .setErr(new PrintWriter(said))
            .execute("--reason", "x", "--for=" + duration);

    assertThat(exit).isEqualTo(2);
    assertThat(said.toString()).contains("expected a duration like 90m, 2h or 1d");
  }

  @Test
  void aPauseNeedsAReason() {
    var said = new StringWriter();
    int exit = new CommandLine(new PauseCommand()).setErr(new PrintWriter(said)).execute();

    assertThat(exit).isEqualTo(2);
    assertThat(said.toString()).contains("--reason");
  }

  private String write(boolean paused, Map<String, String> more) {
    wire.answer(
        "GetCallerIdentity",
        "<GetCallerIdentityResponse><GetCallerIdentityResult><Arn>"
            + ANN
            + "</Arn></GetCallerIdentityResult></GetCallerIdentityResponse>");
    wire.answer("PutParameter", "{}");
    return note.write(paused, NOON, more);
  }

  private Pause read(String written) {
    wire.answer("GetParameter", Json.write(Map.of("Parameter", Map.of("Value", written))));
    return new PauseParameter(wire.client(SsmClient.builder()), PauseParameter.NAME, () -> NOON)
        .get();
  }
}
