package dev.auroraguardrails.cli;

import dev.auroraguardrails.baseline.Baseline;
import dev.auroraguardrails.baseline.BaselineFile;
import dev.auroraguardrails.baseline.BaselineFile.BadBaseline;
import dev.auroraguardrails.baseline.Presets;
import dev.auroraguardrails.engine.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Handles events as the functions would.
@Command(
    name = "handle",
    mixinStandardHelpOptions = true,
    description = {
      "Reads one EventBridge event per line on standard input, handles each as the functions would"
          + " against AWS_ENDPOINT_URL or the real account, and prints one JSON line for each:",
      "{\"eventId\", \"outcomes\": [{\"control\", \"resource\", \"decision\", \"outcome\","
          + " \"reason\"}], \"ms\", \"err\"}",
      "The ledger is in memory unless LEDGER_TABLE names a table; alerts go to TOPIC_ARN, else to"
          + " standard error."
    })
final class HandleCommand implements Callable<Integer> {
  @Option(
      names = "--baseline",
      paramLabel = "FILE|observe|recommended",
      description = "what to hold the account against; default: recommended")
  private String baseline = "";

  @Option(
      names = "--brakes",
      paramLabel = "on|off",
      description = "off: never stop reverting, for benchmarks; default: on")
  private Switch brakes = Switch.on;

  @Option(
      names = "--wait",
      paramLabel = "SECONDS",
      description = "how long a deferred event is tried again; default: 0")
  private int wait;

  @Option(
      names = "--pause-parameter",
      paramLabel = "NAME",
      description =
          "the SSM parameter that tells whether the guard is paused; default: PAUSE_PARAMETER, else"
              + " none: never paused")
  private String pauseParameter = LocalGuard.variable("PAUSE_PARAMETER").orElse("");

  /// The values of an option.
  @SuppressWarnings("MemberName")
  enum Switch {
    on,
    off
  }

  @Override
  public Integer call() throws IOException {
    Baseline read;
    try {
      read = baseline();
    } catch (BadBaseline mistake) {
      System.err.println("guardrails: " + mistake.getMessage());
      return 2;
    }
    var local =
        new LocalGuard(
            brakes == Switch.off ? read.withoutBrakes() : read,
            wait,
            Optional.of(pauseParameter).filter(name -> !name.isEmpty()));
    var out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
    var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      if (!line.isBlank()) {
        out.println(Json.write(local.answer(line)));
        out.flush();
      }
    }
    return 0;
  }

  private Baseline baseline() throws IOException, BadBaseline {
    if (baseline.isEmpty()) {
      System.err.println("guardrails: no --baseline given, so the preset 'recommended' is used");
      return Presets.named(Presets.RECOMMENDED);
    }
    Path file = Path.of(baseline);
    if (!Files.exists(file)) {
      return Presets.named(baseline);
    }
    try (var reader = Files.newBufferedReader(file)) {
      return BaselineFile.read(baseline, reader);
    }
  }
}
