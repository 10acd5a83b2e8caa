package dev.auroraguardrails.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The script in a real bash.
class CompletionCommandTest {
  private static final Path BASH = Path.of("/bin/bash");

  @TempDir Path folder = Path.of(".");

  @BeforeEach
  void thereIsABash() {
    assumeTrue(Files.isExecutable(BASH), "no /bin/bash");
  }

  @Test
  void commandsAreCompleted() throws Exception {
    assertThat(completed("guardrails", "sw")).containsExactly("sweep");
    assertThat(completed("guardrails", "ex"))
        .contains("exempt", "exemptions", "explain", "explain-policy");
  }

  @Test
  void optionsAndTheirValuesAreCompleted() throws Exception {
    assertThat(completed("guardrails", "sweep", "--fail")).containsExactly("--fail-on");
    assertThat(completed("guardrails", "sweep", "--output", "s")).containsExactly("sarif");
  }

  private List<String> completed(String... words) throws Exception {
    Ran script = Ran.of(Guardrails.command(), "completion", "bash");
    Path file = Files.writeString(folder.resolve("completion"), script.out());
    String asked =
        "compopt() { :; }; source '%s'; COMP_WORDS=(%s); COMP_CWORD=%d; _complete_guardrails; printf '%%s\\n' \"${COMPREPLY[@]}\""
            .formatted(file, String.join(" ", words), words.length - 1);
    Process bash =
        new ProcessBuilder(BASH.toString(), "--norc", "-c", asked)
            .redirectErrorStream(true)
            .start();
    String out = new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(bash.waitFor()).as(out).isZero();
    return out.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
  }
}
