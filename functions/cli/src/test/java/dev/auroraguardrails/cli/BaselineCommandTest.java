package dev.auroraguardrails.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a person is told of a baseline before it is deployed.
class BaselineCommandTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @TempDir private Path folder = Path.of("");

  @Test
  void aGoodOneIsSummedUp() throws IOException {
    assertThat(check("controls: {RESIL-01: {mode: revert}, NET-03: {mode: off}}")).isZero();
    assertThat(out.toString(StandardCharsets.UTF_8))
        .contains("is good: preset observe; puts back RESIL-01; only tells")
        .containsPattern("leaves out .*NET-03.*; 0 exemptions");
    assertThat(err.size()).isZero();
  }

  @Test
  void aMistakeIsToldWithItsLineAndReason() throws IOException {
    assertThat(check("preset: observe\ncontrols:\n  RESIL-03: {minimumDays: 99}\n")).isEqualTo(1);
    assertThat(err.toString(StandardCharsets.UTF_8))
        .contains("baseline.yaml line 3: expected a number from 1 to 35, got '99'");
    assertThat(out.size()).isZero();
  }

  @Test
  void aFileThatIsNotThereIsSaidToBeSo() throws IOException {
    int code = BaselineCommand.check(folder.resolve("none.yaml"), stream(out), stream(err));

    assertThat(code).isEqualTo(1);
    assertThat(err.toString(StandardCharsets.UTF_8)).contains("there is no file");
  }

  private int check(String yaml) throws IOException {
    Path file = Files.writeString(folder.resolve("baseline.yaml"), yaml);
    return BaselineCommand.check(file, stream(out), stream(err));
  }

  private static PrintStream stream(ByteArrayOutputStream bytes) {
    return new PrintStream(bytes, true, StandardCharsets.UTF_8);
  }
}
