package dev.auroraguardrails.cli;

import dev.auroraguardrails.baseline.Baseline;
import dev.auroraguardrails.baseline.BaselineFile.BadBaseline;
import dev.auroraguardrails.control.Controls;
import dev.auroraguardrails.engine.Json;
import dev.auroraguardrails.model.Severity;
import dev.auroraguardrails.sweep.Report;
import dev.auroraguardrails.sweep.Scope;
import dev.auroraguardrails.sweep.Surveyed;
import dev.auroraguardrails.sweep.Sweep;
import dev.auroraguardrails.sweeper.report.ReportForm;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
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

/// Shows how an account's Aurora stands.
@Command(
    name = "sweep",
    mixinStandardHelpOptions = true,
    description = {
      "Reads all Aurora resources of a Region, the security groups that they use, and the account's"
          + " IAM principals, with your own credentials, and shows what violates the baseline."
          + " Changes nothing, but with --fix: then it shows the calls that put right what the"
          + " baseline puts back, asks, makes them and reads the state back."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:done",
      "1:a finding of the severity that --fail-on names, or worse; with --fix: not all is right",
      "2:a mistake in the command or the baseline; with --fix: nobody said yes",
      "3:with --fail-on: something could not be read"
    })
final class SweepCommand implements Callable<Integer> {
  /// How long a cluster that is busy is waited for.
  private static final Duration PATIENCE = Duration.ofMinutes(3);

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
    table("txt"),
    html("html"),
    json("json"),
    csv("csv"),
    sarif("sarif"),
    ocsf("ocsf.json");

    private final String ending;

    Form(String ending) {
      this.ending = ending;
    }
  }

  @Option(
      names = "--regions",
      paramLabel = "REGION",
      split = ",",
      description = "several Regions, one report each: eu-central-1,us-east-1")
  private List<String> regions = List.of();

  @Option(
      names = "--against",
      paramLabel = "FILE",
      description = "an earlier report (--output json): says what is new since then, and what gone")
  private @Nullable Path against;

  @Option(names = "--fix", description = "put right what the baseline puts back, after asking")
  private boolean fix;

  @Option(names = "--dry-run", description = "with --fix: show the calls and make none")
  private boolean dryRun;

  @Option(names = "--yes", description = "with --fix: do not ask")
  private boolean yes;

  @Override
  public Integer call() throws IOException {
    Baseline held;
    Optional<Report> before;
    try {
      held = baseline.read();
      check();
      before = against == null ? Optional.empty() : Optional.of(earlier(against));
    } catch (BadBaseline | IllegalArgumentException mistake) {
      System.err.println("guardrails: " + mistake.getMessage());
      return 2;
    }
    aws.apply();
    var sweep = new Sweep(held, Sweep.Memory.NONE);
    var reports = new ArrayList<Report>();
    boolean principals = true;
    for (SweptRegion where : SweptRegion.of(regions)) {
      Surveyed surveyed = survey(where, principals);
      principals = false;
      Report report =
          sweep.report(
              surveyed,
              new Scope(controls, clusters),
              where.allowed(),
              InstantSource.system().instant());
      if (before.isPresent()) {
        try {
          report = report.since(before.get());
        } catch (IllegalArgumentException incomparable) {
          System.err.println("guardrails: " + incomparable.getMessage());
          return 2;
        }
      }
      if (fix) {
        return fix(held, surveyed, report);
      }
      reports.add(report);
    }
    for (Report report : reports) {
      write(report, reports.size() > 1);
    }
    return reports.stream().mapToInt(this::code).filter(code -> code > 0).min().orElse(0);
  }

  /// @throws IllegalArgumentException saying what is wrong
  private void check() {
    unknownControl()
        .ifPresent(
            id -> {
              throw new IllegalArgumentException(
                  "there is no control %s; there are %s"
                      .formatted(id, String.join(", ", allControls())));
            });
    if (regions.size() > 1 && (fix || against != null)) {
      throw new IllegalArgumentException(
          "--fix and --against are for one Region at a time; give --region");
    }
    if (regions.size() > 1 && output != Form.table && (to == null || !Files.isDirectory(to))) {
      throw new IllegalArgumentException(
          "several Regions are several reports; give a folder that is there by --to");
    }
    if (fix && (output != Form.table || to != null)) {
      throw new IllegalArgumentException("--fix prints its plan; leave out --output and --to");
    }
    if ((dryRun || yes) && !fix) {
      throw new IllegalArgumentException("--dry-run and --yes are for --fix");
    }
  }

  private static Report earlier(Path file) throws IOException {
    try {
      return Json.read(Files.readString(file), Report.class);
    } catch (NoSuchFileException missing) {
      throw new IllegalArgumentException("there is no " + file, missing);
    } catch (UncheckedIOException broken) {
      throw new IllegalArgumentException(
          file + " is no report; make one by --output json --to FILE", broken);
    }
  }

  private static Surveyed survey(SweptRegion where, boolean principals) {
    try (var progress = new Progress()) {
      return where.survey().read(where.account(), where.region(), principals, progress);
    }
  }

  private int fix(Baseline held, Surveyed surveyed, Report report) {
    var out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    System.setProperty("aws.region", report.region());
    var fixing = new Fixing(surveyed, report, LocalGuard.ofAPerson(held, PATIENCE), out);
    if (!fixing.shows() || dryRun) {
      return 0;
    }
    out.println();
    if (!yes && !Consent.to("Put it right?")) {
      System.err.println("guardrails: nothing was done");
      return 2;
    }
    return fixing.carriesOut() ? 0 : 1;
  }

  private void write(Report report, boolean several) throws IOException {
    String text =
        output == Form.table
            ? ReportTable.of(report, to == null)
            : ReportForm.valueOf(output.name().toUpperCase(Locale.ROOT)).write(report);
    if (to == null) {
      var out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
      out.print(text);
      out.flush();
      return;
    }
    Path file =
        several
            ? to.resolve("%s-%s.%s".formatted(report.account(), report.region(), output.ending))
            : to;
    Files.writeString(file, text);
    System.err.println("guardrails: wrote " + file);
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
