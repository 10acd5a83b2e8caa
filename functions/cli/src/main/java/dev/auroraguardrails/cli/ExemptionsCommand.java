package dev.auroraguardrails.cli;

import dev.auroraguardrails.aws.ExemptionParameters;
import dev.auroraguardrails.engine.Json;
import dev.auroraguardrails.model.TemporaryExemptions;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Shows what is allowed for a while.
@Command(
    name = "exemptions",
    mixinStandardHelpOptions = true,
    description = {
      "Lists the temporary exemptions, those that have ended too, and what was meant as one and"
          + " exempts nothing.",
      "Needs ssm:GetParametersByPath on the path."
    })
final class ExemptionsCommand implements Callable<Integer> {
  @Option(names = "--json", description = "one line of JSON for each")
  private boolean json;

  @Option(
      names = "--path",
      paramLabel = "PATH",
      defaultValue = ExemptionParameters.PATH,
      description = "below which the SSM parameters are; default: ${DEFAULT-VALUE}")
  private String path = ExemptionParameters.PATH;

  @Mixin private AwsOptions aws = new AwsOptions();

  @Override
  public Integer call() {
    aws.apply();
    var out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    show(ExemptionNote.below(path).list(), Instant.now(), out);
    return 0;
  }

  private void show(TemporaryExemptions found, Instant now, PrintStream out) {
    found.all().forEach(one -> out.println(json ? Json.write(one) : ExemptionText.line(one, now)));
    found
        .malformed()
        .forEach(
            one ->
                System.err.println(
                    "guardrails: %s exempts nothing: %s"
                        .formatted(Terminal.plain(one.name()), Terminal.plain(one.why()))));
  }
}
