package dev.auroraguardrails.cli;

import dev.auroraguardrails.aws.Clients;
import dev.auroraguardrails.baseline.Baseline;
import dev.auroraguardrails.baseline.BaselineFile.BadBaseline;
import dev.auroraguardrails.engine.Json;
import dev.auroraguardrails.replay.LogSource;
import dev.auroraguardrails.replay.Replay;
import dev.auroraguardrails.replay.ReplayReport;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import software.amazon.awssdk.services.s3.S3Client;

/// Plays the past to the guard.
@Command(
    name = "replay",
    mixinStandardHelpOptions = true,
    description = {
      "Says what the guard would have done about the calls in CloudTrail's log files: by control,"
          + " principal and week, who would have caused the most alerts, and what the records alone"
          + " do not tell. Reads no state and changes nothing.",
      "PATH is a log file (.json, .json.gz), a folder of them as CloudTrail lays them out, or"
          + " s3://BUCKET/PREFIX (s3:ListBucket, s3:GetObject with your own credentials)."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:all was read",
      "1:AWS refused, or something else broke off",
      "2:a mistake in the command or the baseline",
      "3:some files could not be read; they are named"
    })
final class ReplayCommand implements Callable<Integer> {
  private static final String S3 = "s3://";

  @Parameters(paramLabel = "PATH", arity = "1..*", description = "logs, folders or s3://…")
  private List<String> paths = List.of();

  @Mixin private BaselineOption baseline = new BaselineOption();

  @Mixin private AwsOptions aws = new AwsOptions();

  @Option(names = "--json", description = "one JSON object instead of tables")
  private boolean json;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "files read at a time; default: one for each core")
  private int threads = Runtime.getRuntime().availableProcessors();

  @Override
  public Integer call() throws IOException, InterruptedException {
    Baseline held;
    List<LogSource> sources;
    try {
      held = baseline.read();
      sources = sources();
    } catch (BadBaseline | IllegalArgumentException mistake) {
      System.err.println("guardrails: " + mistake.getMessage());
      return 2;
    }
    ReplayReport report;
    try (var progress = new ReplayProgress()) {
      report = new Replay(held, progress).of(sources, Math.max(1, threads));
      if (!json) {
        System.err.printf(
            "guardrails: %,d records in %.1f s, %,d a second%n",
            report.calls().records(), progress.seconds(), progress.perSecond());
      }
    }
    var out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
    out.print(json ? Json.write(report) + "\n" : ReplayTable.of(report));
    out.flush();
    return report.calls().filesUnread() == 0 ? 0 : 3;
  }

  private List<LogSource> sources() {
    var sources = new ArrayList<LogSource>();
    for (String path : paths) {
      sources.add(path.startsWith(S3) ? bucket(path) : local(Path.of(path)));
    }
    return sources;
  }

  private static LogSource local(Path path) {
    if (!Files.exists(path)) {
      throw new IllegalArgumentException(
          "there is no " + path + "; give log files, folders of them, or s3://BUCKET/PREFIX");
    }
    return new LogSource.Local(path);
  }

  private LogSource bucket(String path) {
    URI uri = URI.create(path);
    if (uri.getAuthority() == null) {
      throw new IllegalArgumentException("wanted s3://BUCKET/PREFIX, got " + path);
    }
    aws.apply();
    S3Client s3 = Clients.build(S3Client.builder().crossRegionAccessEnabled(true));
    return new LogSource.Bucket(s3, uri.getAuthority(), uri.getPath().replaceFirst("^/", ""));
  }
}
