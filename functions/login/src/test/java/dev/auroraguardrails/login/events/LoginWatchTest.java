package dev.auroraguardrails.login.events;

import static org.assertj.core.api.Assertions.assertThat;

import dev.auroraguardrails.aws.Wire;
import dev.auroraguardrails.login.CaBundle;
import dev.auroraguardrails.login.Expected;
import dev.auroraguardrails.login.LoginAudit;
import dev.auroraguardrails.login.LoginClusters;
import dev.auroraguardrails.login.TestAurora;
import dev.auroraguardrails.model.Alert;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.rds.RdsClient;

/// From a line of a log over a real database to what is told.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@EnabledOnOs(value = OS.LINUX, architectures = "amd64", disabledReason = "no server for others")
class LoginWatchTest {
  private static final String LINE = "2026-03-02 14:08:11 UTC:10.0.0.5(51234):alice@shop:[77]:";
  private static final String GRANT =
      LINE + "LOG:  AUDIT: SESSION,1,1,ROLE,GRANT ROLE,,,GRANT rds_superuser TO mallory,<none>";

  private final TestTable table = new TestTable();
  private final List<Alert> told = new ArrayList<>();
  private Instant now = Instant.parse("2026-03-02T14:08:20Z");

  private @Nullable TestAurora started;

  @BeforeEach
  void forgetsWhatWasTold() {
    told.clear();
  }

  @BeforeAll
  void start(@TempDir Path folder) throws Exception {
    started = TestAurora.start("17", folder);
    aurora()
        .server()
        .run(
            "postgres",
            "CREATE ROLE rds_iam NOLOGIN",
            "CREATE ROLE rds_superuser NOLOGIN",
            "CREATE ROLE aurora_guard LOGIN",
            "GRANT rds_iam TO aurora_guard",
            "GRANT pg_read_all_stats TO aurora_guard");
  }

  @AfterAll
  void stop() throws Exception {
    aurora().close();
  }

  @Test
  void namesTheNewUserAndGrantAndNotTheWholeListAndOnlyOnce() throws Exception {
    String cluster = "cluster-NAMES";
    heed(cluster, "postgresql", GRANT);
    assertThat(told)
        .singleElement()
        .extracting(Alert::evidence)
        .asString()
        .startsWith("GRANT ROLE was logged; no earlier state of its logins is known");
    told.clear();

    aurora()
        .server()
        .run("postgres", "CREATE ROLE eve LOGIN PASSWORD 'hunter2'", "GRANT rds_superuser TO eve");
    heed(cluster, "postgresql", GRANT);

    assertThat(told)
        .extracting(alert -> alert.control().id() + " " + alert.evidence())
        .hasSize(2)
        .anyMatch(said -> said.startsWith("LOGIN-11 user eve is new: logs in by password"))
        .anyMatch(
            said ->
                said.startsWith(
                    "LOGIN-11 eve holds rds_superuser, new; eve is a member of rds_superuser"));
    assertThat(told)
        .allMatch(alert -> alert.event().actor().equals("alice (by the log)"))
        .allMatch(
            alert ->
                alert.resource().equals("arn:aws:rds:eu-central-1:123456789012:cluster:orders"))
        .anyMatch(alert -> alert.fix().contains("REVOKE \"rds_superuser\" FROM \"eve\";"));
    assertThat(told.toString()).doesNotContain("mallory").doesNotContain("GRANT rds_superuser TO");
    noSecrets();
    told.clear();

    heed(cluster, "postgresql", GRANT);
    assertThat(told).isEmpty();

    aurora().server().run("postgres", "REVOKE rds_superuser FROM eve");
    heed(cluster, "postgresql", GRANT);
    told.clear();
    aurora().server().run("postgres", "GRANT rds_superuser TO eve");
    heed(cluster, "postgresql", GRANT);
    assertThat(told).anyMatch(alert -> alert.evidence().startsWith("eve holds rds_superuser, new"));
    told.clear();
    aurora().server().run("postgres", "DROP ROLE eve");
    heed(cluster, "postgresql", GRANT);
    assertThat(told).extracting(Alert::evidence).doesNotContain("eve holds rds_superuser, new");
  }

  @Test
  void aForgedLineSaysNothing() throws Exception {
    String cluster = "cluster-FORGED";
    watch(cluster, aurora().door().port(), "").look("orders");
    told.clear();

    heed(cluster, "postgresql", GRANT);

    assertThat(told).isEmpty();
  }

  @Test
  void whatCannotBeAskedIsToldAsNotConfirmedOnceAnHour() throws Exception {
    String cluster = "cluster-GONE";
    int closed;
    try (var door = new java.net.ServerSocket(0)) {
      closed = door.getLocalPort();
    }
    for (int i = 0; i < 3; i++) {
      watch(cluster, closed, "").heed(batch("postgresql", GRANT));
    }

    assertThat(told).hasSize(1);
    assertThat(told.getFirst().evidence())
        .isEqualTo("GRANT ROLE was logged; it could not be confirmed in the database");
    assertThat(told.getFirst().reason()).contains("no connection came about");
    now = now.plusSeconds(3600);
    watch(cluster, closed, "").heed(batch("postgresql", GRANT));
    assertThat(told).hasSize(2);
  }

  @Test
  void aBurstOfRefusalsIsToldOnceOverBatches() throws Exception {
    String refused = LINE + "FATAL:  password authentication failed for user \"alice\"";
    String cluster = "cluster-BURST";
    heed(cluster, "postgresql", repeated(9, refused));
    assertThat(told).isEmpty();
    heed(cluster, "postgresql", repeated(1, refused));
    heed(cluster, "postgresql", repeated(30, refused));

    assertThat(told)
        .singleElement()
        .extracting(Alert::evidence)
        .isEqualTo("10 or more logins as alice were refused within 5 minutes");
    assertThat(told.getFirst().control().id()).isEqualTo("LOGIN-10");
  }

  @Test
  void refusalsOfVeryManyAreToldAtOnce() throws Exception {
    String refused = LINE + "FATAL:  password authentication failed for user \"alice\"";
    String[] lines = new String[150];
    for (int i = 0; i < lines.length; i++) {
      lines[i] = refused.replace("alice@", "user" + i + "@");
    }
    heed("cluster-SPRAY", "postgresql", lines);
    heed("cluster-SPRAY", "postgresql", lines);

    assertThat(told)
        .singleElement()
        .extracting(Alert::evidence)
        .isEqualTo("logins of 150 different users or addresses were refused at once");
  }

  @Test
  void aLoginOfTheMasterUserFromElsewhereIsAskedFor() throws Exception {
    String login = LINE.replace("alice", "postgres") + "LOG:  connection authorized: user=postgres";
    String cluster = "cluster-MASTER";

    watch(cluster, aurora().door().port(), "10.0.0.0/8").heed(batch("postgresql", login));
    assertThat(told).isEmpty();
    watch(cluster, aurora().door().port(), "192.0.2.0/24").heed(batch("postgresql", login));
    watch(cluster, aurora().door().port(), "192.0.2.0/24").heed(batch("postgresql", login));

    assertThat(told)
        .singleElement()
        .extracting(Alert::evidence)
        .isEqualTo("the master user postgres logged in from 10.0.0.5, which is not expected");
    assertThat(told.getFirst().reason())
        .isEqualTo("by the log alone: no such session is there any more");
  }

  private void heed(String cluster, String log, String... lines) throws Exception {
    watch(cluster, aurora().door().port(), "").heed(batch(log, lines));
  }

  private static LogBatch batch(String log, String... lines) throws IOException {
    return LogBatch.read(TestBatch.of("orders", log, lines)).orElseThrow();
  }

  private LoginWatch watch(String cluster, int port, String hosts) throws Exception {
    var wire = new Wire();
    wire.answers(
        """
        <DBClusters><DBCluster><DBClusterIdentifier>orders</DBClusterIdentifier>
        <DbClusterResourceId>%s</DbClusterResourceId><Engine>aurora-postgresql</Engine>
        <MasterUsername>postgres</MasterUsername>
        <IAMDatabaseAuthenticationEnabled>true</IAMDatabaseAuthenticationEnabled>
        <Status>available</Status><Endpoint>localhost</Endpoint><Port>%d</Port>
        </DBCluster></DBClusters>
        """
            .formatted(cluster, port));
    CaBundle bundle = CaBundle.open(aurora().authority().bundle(), aurora().authority().sha256());
    var audit =
        new LoginAudit(
            "aurora_guard", bundle, new Expected(Set.of(), false), false, TestAurora.tokens());
    return new LoginWatch(
        new LoginClusters(wire.client(RdsClient.builder())),
        audit,
        new LoginMemory(table.client(), "ledger"),
        told::add,
        new LoginAlerts("123456789012", "eu-central-1"),
        Addresses.of(hosts),
        Optional.empty(),
        () -> now);
  }

  private static String[] repeated(int times, String line) {
    return Collections.nCopies(times, line).toArray(String[]::new);
  }

  /// Neither told nor kept; what is kept is compressed, so it is unpacked first.
  private void noSecrets() throws IOException {
    var all = new StringBuilder(told.toString());
    var binary = Pattern.compile("\"B\":\"([^\"]+)\"").matcher(table.kept());
    while (binary.find()) {
      try (var gzip =
          new java.util.zip.GZIPInputStream(
              new java.io.ByteArrayInputStream(Base64.getDecoder().decode(binary.group(1))))) {
        all.append(new String(gzip.readAllBytes(), StandardCharsets.UTF_8));
      }
    }
    assertThat(all.toString())
        .contains("eve")
        .doesNotContain("hunter2")
        .doesNotContain("SCRAM-SHA-256")
        .doesNotContain("md5");
  }

  private TestAurora aurora() {
    TestAurora aurora = started;
    if (aurora == null) {
      throw new AssertionError("not started");
    }
    return aurora;
  }
}
