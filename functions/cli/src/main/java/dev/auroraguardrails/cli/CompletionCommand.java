package dev.auroraguardrails.cli;

import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Writes what a shell needs to complete the commands and options.
@Command(
    name = "completion",
    mixinStandardHelpOptions = true,
    description = {
      "Prints a script that completes guardrails' commands and options. For this shell:",
      "  source <(guardrails completion bash)",
      "For good: add that line to ~/.bashrc, or to ~/.zshrc (with zsh)."
    })
final class CompletionCommand implements Callable<Integer> {
  /// The values of the parameter.
  @SuppressWarnings("MemberName")
  enum Shell {
    bash,
    zsh
  }

  @Spec private @Nullable CommandSpec spec;

  @Parameters(paramLabel = "bash|zsh", description = "the shell")
  private Shell shell = Shell.bash;

  @Override
  public Integer call() {
    CommandLine all = Objects.requireNonNull(spec).root().commandLine();
    // The script of picocli is bash's; in zsh it loads bashcompinit, which needs compinit.
    if (shell == Shell.zsh) {
      System.out.println("autoload -Uz compinit && compinit -C");
    }
    System.out.println(AutoComplete.bash("guardrails", all));
    return 0;
  }
}
