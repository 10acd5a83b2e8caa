package dev.auroraguardrails.cli;

import dev.auroraguardrails.baseline.Baseline;
import dev.auroraguardrails.baseline.Baseline.Mode;
import dev.auroraguardrails.baseline.BaselineFile;
import dev.auroraguardrails.baseline.BaselineFile.BadBaseline;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// Looks at a baseline before it is deployed.
@Command(
    name = "baseline",
    mixinStandardHelpOptions = true,
    description = "Looks at a baseline before it is deployed; makes no AWS call.")
final class BaselineCommand {
  private BaselineCommand() {}

  @Command(
      name = "check",
      mixinStandardHelpOptions = true,
      description = {
        "Says the line and the reason of the first mistake, or what the baseline would do.",
        "Exit codes: 0 it is good; 1 it has a mistake, or cannot be read."
      })
  static int check(
      @Parameters(
              paramLabel = "FILE",
              arity = "0..1",
              defaultValue = "baseline.yaml",
              description = "the baseline; default: ${DEFAULT-VALUE}")
          Path file)
      throws IOException {
    var out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    var err = new PrintStream(System.err, true, StandardCharsets.UTF_8);
    return check(file, out, err);
  }

  static int check(Path file, PrintStream out, PrintStream err) throws IOException {
    try (var text = Files.newBufferedReader(file)) {
      out.println(summary(file, BaselineFile.read(file.toString(), text)));
      return 0;
    } catch (BadBaseline mistake) {
      err.println("guardrails: " + Terminal.plain(String.valueOf(mistake.getMessage())));
      return 1;
    } catch (NoSuchFileException missing) {
      err.println("guardrails: there is no file " + Terminal.plain(file.toString()));
      return 1;
    }
  }

  private static String summary(Path file, Baseline baseline) {
    return "%s is good: preset %s; puts back %s; only tells %d controls; leaves out %s; %d exemptions"
        .formatted(
            Terminal.plain(file.toString()),
            baseline.preset(),
            list(baseline, Mode.REVERT),
            ids(baseline, Mode.ALERT).size(),
            list(baseline, Mode.OFF),
            baseline.exemptions().size());
  }

  private static String list(Baseline baseline, Mode mode) {
    List<String> ids = ids(baseline, mode);
    return ids.isEmpty() ? "nothing" : String.join(" ", ids);
  }

  private static List<String> ids(Baseline baseline, Mode mode) {
    return baseline.modes().entrySet().stream()
        .filter(entry -> entry.getValue() == mode)
        .map(Map.Entry::getKey)
        .toList();
  }
}
