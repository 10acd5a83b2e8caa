package dev.auroraguardrails.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/// The command line.
@Command(
    name = "guardrails",
    mixinStandardHelpOptions = true,
    version = "guardrails 0.1.0",
    description = "Guards Amazon Aurora: judges changes and puts back what they broke.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:done",
      "1:it went wrong, or what was asked for was found (each command says so)",
      "2:a mistake in the command, the baseline or a file",
      "3:something could not be read"
    },
    subcommands = {
      SweepCommand.class,
      ControlsCommand.class,
      LoginAuditCommand.class,
      LoginsCommand.class,
      HandleCommand.class,
      DoctorCommand.class,
      BaselineCommand.class,
      ExemptCommand.class,
      ExemptionsCommand.class,
      ExplainCommand.class,
      ExplainPolicyCommand.class,
      IncidentsCommand.class,
      PauseCommand.class,
      ReplayCommand.class,
      ResumeCommand.class,
      StatusCommand.class,
      UndoCommand.class,
      CompletionCommand.class
    })
public final class Guardrails {
  private Guardrails() {}

  /// @param arguments as the shell gives them
  public static void main(String[] arguments) {
    System.exit(
        new CommandLine(command())
            .setCaseInsensitiveEnumValuesAllowed(true)
            .setExecutionExceptionHandler(
                (failure, command, parsed) -> {
                  command.getErr().println("guardrails: " + Trouble.sentence(failure));
                  return 1;
                })
            .execute(arguments));
  }

  static Object command() {
    return new Guardrails();
  }
}
