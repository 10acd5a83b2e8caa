package dev.auroraguardrails.cli;

import dev.auroraguardrails.aws.Clients;
import dev.auroraguardrails.baseline.Baseline;
import dev.auroraguardrails.baseline.BaselineFile.BadBaseline;
import dev.auroraguardrails.control.Controls;
import dev.auroraguardrails.model.Severity;
import dev.auroraguardrails.sweep.Report;
import dev.auroraguardrails.sweep.Scope;
import dev.auroraguardrails.sweep.Surveyed;
import dev.auroraguardrails.sweep.Sweep;
import dev.auroraguardrails.sweeper.RegionSurvey;
import dev.auroraguardrails.sweeper.report.ReportForm;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.sts.StsClient;

/// Shows how an account's Aurora stands.
@Command(
    name = "sweep",
    mixinStandardHelpOptions = true,
    description = {
      "Reads all Aurora resources of a Region, the security groups that they use, and the account's"
          + " IAM principals, with your own credentials, and shows what violates the baseline."
          + " Changes nothing.",
      "Exit codes: 0 done; 1 a finding of the severity that --fail-on names, or worse; 2 a mistake"
          + " in the command or the baseline; 3 with --fail-on: something could not be read."
    })
final class SweepCommand implements Callable<Integer> {
  @Mixin private BaselineOption baseline = new BaselineOption();

  @Mixin private AwsOptions aws = new AwsOptions();

  @Option(
      names = "--output",
      paramLabel = "FORM",
      description = "${COMPLETION-CANDIDATES}; default: table")
  private Form output = Form.table;

  @Option(names = "--to", paramLabel = "FILE", description = "write there, not to standard output")
  private @Nullable Path to;

  @Option(
      names = "--fail-on",
      paramLabel = "SEVERITY",
      description = "critical, high, medium or low: exit with 1 at a finding that is as bad")
  private @Nullable Severity failOn;

  @Option(
      names = "--control",
      paramLabel = "ID",
      split = ",",
      description = "only these controls: NET-01,RESIL-03")
  private Set<String> controls = Set.of();

  @Option(
      names = "--cluster",
      paramLabel = "NAME",
      split = ",",
      description = "only what belongs to these clusters; * and ? stand for any characters")
  private List<String> clusters = List.of();

  /// The values of an option.
  @SuppressWarnings("MemberName")
  enum Form {
    table,
    html,
    json,
    csv,
    sarif,
    ocsf
  }

  @Override
  public Integer call() throws IOException {
    Baseline held;
    try {
      held = baseline.read();
    } catch (BadBaseline mistake) {
      System.err.println("guardrails: " + mistake.getMessage());
      return 2;
    }
    Optional<String> unknown = unknownControl();
    if (unknown.isPresent()) {
      System.err.println(
          "guardrails: there is no control %s; there are %s"
              .formatted(unknown.get(), String.join(", ", allControls())));
      return 2;
    }
    aws.apply();
    Surveyed surveyed = survey();
    var sweep = new Sweep(held, Sweep.Memory.NONE);
    Report report =
        sweep.report(surveyed, new Scope(controls, clusters), InstantSource.system().instant());
    write(report);
    return code(report);
  }

  private static Surveyed survey() {
    String account = Clients.build(StsClient.builder()).getCallerIdentity().account();
    RdsClient rds = Clients.build(RdsClient.builder());
    String region = rds.serviceClientConfiguration().region().id();
    var survey =
        new RegionSurvey(
            rds,
            Clients.build(Ec2Client.builder()),
            Clients.buildGlobal(IamClient.builder()),
            InstantSource.system());
    try (var progress = new Progress()) {
      return survey.read(account, region, progress);
    }
  }

  private void write(Report report) throws IOException {
    String text =
        output == Form.table
            ? ReportTable.of(report, to == null)
            : ReportForm.valueOf(output.name().toUpperCase(Locale.ROOT)).write(report);
    if (to == null) {
      var out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
      out.print(text);
      out.flush();
    } else {
      Files.writeString(to, text);
      System.err.println("guardrails: wrote " + to);
    }
  }

  private int code(Report report) {
    Severity least = failOn;
    if (least == null) {
      return 0;
    }
    boolean bad =
        report.findings().stream()
            .filter(item -> !item.decision().equals("exempt"))
            .anyMatch(item -> item.severity().compareTo(least) <= 0);
    if (bad) {
      return 1;
    }
    return report.unread().isEmpty() ? 0 : 3;
  }

  private Optional<String> unknownControl() {
    return controls.stream().filter(id -> !allControls().contains(id)).findFirst();
  }

  private static Set<String> allControls() {
    var ids = new TreeSet<String>();
    Controls.ALL.forEach(control -> ids.add(Controls.infoOf(control).id()));
    return ids;
  }
}
