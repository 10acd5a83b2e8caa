package dev.auroraguardrails.cli;

import dev.auroraguardrails.aws.PauseParameter;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

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
      converter = DurationConverter.class,
      description = "for how long: 90m, 2h, 1d; default: until 'guardrails resume'")
  private @Nullable Duration duration;

  @Option(
      names = "--parameter",
      paramLabel = "NAME",
      defaultValue = PauseParameter.NAME,
      description = "the SSM parameter; default: ${DEFAULT-VALUE}")
  private String parameter = PauseParameter.NAME;

  @Override
  public Integer call() {
    Instant now = Instant.now();
    var more = new LinkedHashMap<String, String>();
    more.put("reason", reason);
    if (duration != null) {
      more.put("until", now.plus(duration).toString());
    }
    System.out.println(PauseNote.at(parameter).write(true, now, more));
    return 0;
  }
}
