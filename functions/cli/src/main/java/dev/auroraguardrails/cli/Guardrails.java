package dev.auroraguardrails.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/// The command line.
@Command(
    name = "guardrails",
    mixinStandardHelpOptions = true,
    version = "guardrails 0.1.0",
    description = "Guards Amazon Aurora: judges changes and puts back what they broke.",
    subcommands = {
      SweepCommand.class,
      LoginAuditCommand.class,
      LoginsCommand.class,
      HandleCommand.class,
      ExemptCommand.class,
      ExemptionsCommand.class,
      ExplainCommand.class,
      ExplainPolicyCommand.class,
      IncidentsCommand.class,
      PauseCommand.class,
      ReplayCommand.class,
      ResumeCommand.class,
      UndoCommand.class
    })
public final class Guardrails {
  private Guardrails() {}

  /// @param arguments as the shell gives them
  public static void main(String[] arguments) {
    System.exit(
        new CommandLine(new Guardrails())
            .setCaseInsensitiveEnumValuesAllowed(true)
            .setExecutionExceptionHandler(
                (failure, command, parsed) -> {
                  command.getErr().println("guardrails: " + Trouble.sentence(failure));
                  return 1;
                })
            .execute(arguments));
  }
}
