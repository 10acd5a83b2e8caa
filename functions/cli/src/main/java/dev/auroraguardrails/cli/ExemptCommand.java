package dev.auroraguardrails.cli;

import dev.auroraguardrails.aws.ExemptionParameters;
import dev.auroraguardrails.control.Controls;
import dev.auroraguardrails.model.TemporaryExemption;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Allows a violation for a while.
@Command(
    name = "exempt",
    mixinStandardHelpOptions = true,
    description = {
      "Has the guard leave a control's violation on a resource alone for a while, within 30 seconds"
          + " and without a deployment; it tells of each use and who allowed it. What is meant to"
          + " last belongs into the baseline.",
      "Needs ssm:PutParameter below the path, and ssm:DeleteParameter for --end."
    })
final class ExemptCommand implements Callable<Integer> {
  @Parameters(index = "0", arity = "0..1", paramLabel = "CONTROL", description = "such as RESIL-01")
  private String control = "";

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "RESOURCE",
      description = "its ARN; * and ? stand for any characters: '*:cluster:orders'")
  private String resource = "";

  @Option(
      names = "--for",
      paramLabel = "DURATION",
      converter = DurationConverter.class,
      description = "for how long: 90m, 2h, 1d; at most 30d")
  private @Nullable Duration length;

  @Option(names = "--reason", paramLabel = "TEXT", description = "why, for alerts")
  private String reason = "";

  @Option(names = "--end", paramLabel = "ID", description = "end this one now")
  private String end = "";

  @Option(
      names = "--path",
      paramLabel = "PATH",
      defaultValue = ExemptionParameters.PATH,
      description = "below which the SSM parameters are; default: ${DEFAULT-VALUE}")
  private String path = ExemptionParameters.PATH;

  @Mixin private AwsOptions aws = new AwsOptions();

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private CommandSpec spec;

  @Override
  public Integer call() {
    Duration checked = end.isEmpty() ? checked() : Duration.ZERO;
    aws.apply();
    var out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    return run(ExemptionNote.below(path), checked, Instant.now(), out);
  }

  private int run(ExemptionNote note, Duration length, Instant now, PrintStream out) {
    if (!end.isEmpty()) {
      boolean was = note.end(end);
      out.println(was ? end + " has ended" : "there is no exemption " + Terminal.plain(end));
      return was ? 0 : 1;
    }
    TemporaryExemption written = note.write(newId(), control, resource, reason, now, length);
    out.println(ExemptionText.line(written, now));
    out.println("To end it: guardrails exempt --end " + written.id());
    return 0;
  }

  static String newId() {
    return "ex-" + UUID.randomUUID().toString().substring(0, 8);
  }

  private Duration checked() {
    if (control.isEmpty() || resource.isEmpty() || reason.isBlank()) {
      throw mistake("wanted CONTROL, RESOURCE, --for and --reason; or --end ID");
    }
    if (Controls.ALL.stream().noneMatch(one -> Controls.infoOf(one).id().equals(control))) {
      throw mistake("there is no control " + control);
    }
    if (!resource.startsWith("arn:") && !resource.startsWith("*")) {
      throw mistake("wanted an ARN or a pattern of one, like '*:%s'".formatted(resource));
    }
    if (length == null || length.compareTo(Duration.ofDays(30)) > 0) {
      throw mistake("wanted --for with at most 30d; what is to last belongs into the baseline");
    }
    return length;
  }

  private ParameterException mistake(String text) {
    return new ParameterException(spec.commandLine(), text);
  }
}
