package dev.auroraguardrails.cli;

import dev.auroraguardrails.aws.PauseParameter;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// Stops the guard from putting anything back.
@Command(
    name = "pause",
    mixinStandardHelpOptions = true,
    description = {
      "Stops the guard from putting anything back, within 30 seconds and without a deployment. It"
          + " tells all the same.",
      "Needs ssm:PutParameter on the parameter."
    })
final class PauseCommand implements Callable<Integer> {
  @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "why, for alerts")
  private String reason = "";

  @Option(
      names = "--for",
      paramLabel = "DURATION",
      description = "for how long: 90m, 2h, 1d; default: until 'guardrails resume'")
  private String duration = "";

  @Option(
      names = "--parameter",
      paramLabel = "NAME",
      defaultValue = PauseParameter.NAME,
      description = "the SSM parameter; default: ${DEFAULT-VALUE}")
  private String parameter = PauseParameter.NAME;

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private CommandSpec spec;

  @Override
  public Integer call() {
    Instant now = Instant.now();
    var more = new LinkedHashMap<String, String>();
    more.put("reason", reason);
    if (!duration.isEmpty()) {
      more.put("until", now.plus(parsed(duration)).toString());
    }
    System.out.println(PauseNote.at(parameter).write(true, now, more));
    return 0;
  }

  private Duration parsed(String text) {
    String upper = text.toUpperCase(Locale.ROOT);
    try {
      Duration read = Duration.parse(upper.endsWith("D") ? "P" + upper : "PT" + upper);
      if (read.isPositive()) {
        return read;
      }
    } catch (DateTimeException unknown) {
      // Answered below, like a duration that is no time at all.
    }
    throw new ParameterException(
        spec.commandLine(), "expected a duration like 90m, 2h or 1d, got '" + text + "'");
  }
}
