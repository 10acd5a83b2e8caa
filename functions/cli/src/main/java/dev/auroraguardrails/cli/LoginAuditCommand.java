package dev.auroraguardrails.cli;

import dev.auroraguardrails.aws.Clients;
import dev.auroraguardrails.engine.Json;
import dev.auroraguardrails.login.CaBundle;
import dev.auroraguardrails.login.CaBundle.BadBundle;
import dev.auroraguardrails.login.Expected;
import dev.auroraguardrails.login.LoginAudit;
import dev.auroraguardrails.login.LoginCluster;
import dev.auroraguardrails.login.LoginClusters;
import dev.auroraguardrails.login.LoginReport;
import dev.auroraguardrails.model.Severity;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import software.amazon.awssdk.services.rds.RdsClient;

/// Shows how the logins of clusters stand.
@Command(
    name = "login-audit",
    mixinStandardHelpOptions = true,
    description = {
      "Logs in to Aurora clusters by IAM, with your own credentials and over verified"
          + " TLS, reads users, grants, settings and sessions in read-only transactions, and shows"
          + " what is weak, with the SQL that would put it right. Changes nothing.",
      "Exit codes: 0 done; 1 a finding of the severity that --fail-on names, or worse; 2 a mistake"
          + " in the command or the CA bundle; 3 with --fail-on: something could not be read."
    })
final class LoginAuditCommand implements Callable<Integer> {
  @Mixin private AwsOptions aws = new AwsOptions();

  @Parameters(paramLabel = "CLUSTER", arity = "0..*", description = "identifiers of clusters")
  private List<String> clusters = List.of();

  @Option(names = "--all", description = "all Aurora clusters of the Region")
  private boolean all;

  @Option(
      names = "--user",
      paramLabel = "NAME",
      description = "the database user to log in as; default: ${DEFAULT-VALUE}")
  private String user = "aurora_guard";

  @Option(
      names = "--ca-bundle",
      paramLabel = "FILE",
      required = true,
      description = "the CA certificates of Amazon RDS, as PEM")
  private Path caBundle = Path.of("");

  @Option(
      names = "--ca-sha256",
      paramLabel = "HEX",
      required = true,
      description = "the SHA-256 of that file; with another, nothing is connected to")
  private String caSha256 = "";

  @Option(
      names = "--expect",
      paramLabel = "USER",
      split = ",",
      description =
          "users that may administer, of MySQL user@host unless from any; the master user may"
              + " anyway")
  private Set<String> expected = Set.of();

  @Option(names = "--passwords", description = "logins by password are as wanted as those by IAM")
  private boolean passwords;

  @Option(names = "--wake", description = "also read clusters that a login could wake")
  private boolean wake;

  @Option(
      names = "--output",
      paramLabel = "FORM",
      description = "${COMPLETION-CANDIDATES}; default: table")
  private Form output = Form.table;

  @Option(
      names = "--fail-on",
      paramLabel = "SEVERITY",
      description = "critical, high, medium or low: exit with 1 at a finding that is as bad")
  private @Nullable Severity failOn;

  /// The values of an option.
  @SuppressWarnings("MemberName")
  enum Form {
    table,
    json
  }

  @Override
  public Integer call() {
    if (all == !clusters.isEmpty()) {
      System.err.println("guardrails: name clusters, or give --all");
      return 2;
    }
    aws.apply();
    try (CaBundle bundle = CaBundle.open(caBundle, caSha256)) {
      List<LoginReport> reports = audit(bundle);
      var out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
      out.print(output == Form.json ? Json.write(reports) + "\n" : LoginTable.of(reports));
      out.flush();
      return code(reports);
    } catch (BadBundle mistake) {
      System.err.println("guardrails: " + mistake.getMessage());
      return 2;
    }
  }

  private List<LoginReport> audit(CaBundle bundle) {
    var reports = new ArrayList<LoginReport>();
    try (RdsClient rds = Clients.build(RdsClient.builder());
        var progress = new Progress()) {
      var audit =
          new LoginAudit(user, bundle, new Expected(expected, passwords), wake, rds.utilities());
      for (LoginCluster cluster : new LoginClusters(rds).find(clusters)) {
        reports.add(audit.audit(cluster));
        progress.accept(cluster.name());
      }
    }
    return reports;
  }

  private int code(List<LoginReport> reports) {
    Severity least = failOn;
    if (least == null) {
      return 0;
    }
    boolean bad =
        reports.stream()
            .flatMap(report -> report.findings().stream())
            .filter(finding -> !finding.isUnread())
            .anyMatch(finding -> finding.severity().compareTo(least) <= 0);
    if (bad) {
      return 1;
    }
    return reports.stream().anyMatch(LoginReport::isPartial) ? 3 : 0;
  }
}
