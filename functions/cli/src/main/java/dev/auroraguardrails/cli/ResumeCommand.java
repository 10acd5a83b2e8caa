package dev.auroraguardrails.cli;

import dev.auroraguardrails.aws.PauseParameter;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Lets the guard go on.
@Command(
    name = "resume",
    mixinStandardHelpOptions = true,
    description = {
      "Ends a pause, and releases the account's brake where it engaged before now, within 30"
          + " seconds.",
      "Needs ssm:PutParameter on the parameter."
    })
final class ResumeCommand implements Callable<Integer> {
  @Option(
      names = "--parameter",
      paramLabel = "NAME",
      defaultValue = PauseParameter.NAME,
      description = "the SSM parameter; default: ${DEFAULT-VALUE}")
  private String parameter = PauseParameter.NAME;

  @Override
  public Integer call() {
    System.out.println(PauseNote.at(parameter).write(false, Instant.now(), Map.of()));
    return 0;
  }
}
