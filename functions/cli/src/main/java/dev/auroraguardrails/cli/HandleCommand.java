package dev.auroraguardrails.cli;

import dev.auroraguardrails.baseline.Baseline;
import dev.auroraguardrails.baseline.BaselineFile.BadBaseline;
import dev.auroraguardrails.engine.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
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
  @Mixin private BaselineOption baseline = new BaselineOption();

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
      read = baseline.read();
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
}
