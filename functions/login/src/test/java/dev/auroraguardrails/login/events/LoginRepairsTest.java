package dev.auroraguardrails.login.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.auroraguardrails.aws.Wire;
import dev.auroraguardrails.login.CaBundle;
import dev.auroraguardrails.login.Expected;
import dev.auroraguardrails.login.LoginAudit;
import dev.auroraguardrails.login.LoginClusters;
import dev.auroraguardrails.login.LoginFixer;
import dev.auroraguardrails.login.MysqlDoor;
import dev.auroraguardrails.login.SqlFix;
import dev.auroraguardrails.login.TestAurora;
import dev.auroraguardrails.login.TestAuthority;
import dev.auroraguardrails.login.TestMysql;
import dev.auroraguardrails.model.Alert;
import dev.auroraguardrails.model.Pause;
import java.nio.file.Path;
import java.security.KeyStore;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.rds.RdsClient;

/// What is put back inside real databases, what is left alone, and the way back.
@EnabledOnOs(value = OS.LINUX, architectures = "amd64", disabledReason = "no server for others")
class LoginRepairsTest {
  private static final Set<SqlFix.Kind> ALL = EnumSet.allOf(SqlFix.Kind.class);

  @TempDir Path folder = Path.of(".");

  private final TestTable table = new TestTable();
  private final List<Alert> told = new ArrayList<>();
  private Pause pause = Pause.never();
  private Instant now = Instant.parse("2026-03-02T14:08:20Z");
  private boolean silent;
  private String engine = "aurora-postgresql";
  private int port;

  @ParameterizedTest
  @ValueSource(strings = {"13", "17"})
  void aNewGrantOfPowerIsTakenAwayAndWhatStoodBeforeIsLeftAlone(String version) throws Exception {
    try (var aurora = TestAurora.start(version, folder)) {
      port = aurora.door().port();
      aurora
          .server()
          .run(
              "postgres",
              "CREATE ROLE rds_iam NOLOGIN",
              "CREATE ROLE rds_superuser NOLOGIN",
              "CREATE ROLE readers NOLOGIN",
              "CREATE ROLE aurora_guard LOGIN",
              "GRANT rds_iam, pg_read_all_stats TO aurora_guard",
              "CREATE ROLE aurora_guard_fix LOGIN",
              "GRANT rds_superuser TO aurora_guard_fix WITH ADMIN OPTION",
              "GRANT postgres TO aurora_guard_fix",
              "CREATE ROLE bob LOGIN",
              "GRANT rds_superuser TO bob",
              "CREATE ROLE eve LOGIN");
      watch(ALL).look("orders");
      told.clear();

      aurora
          .server()
          .run("postgres", "GRANT rds_superuser TO eve WITH ADMIN OPTION", "GRANT readers TO eve");
      watch(Set.of(SqlFix.Kind.LOCK_ACCOUNT)).look("orders");
      assertThat(told).extracting(Alert::outcome).containsOnly("alerted");
      assertThat(members(aurora)).contains("eve rds_superuser true");
      told.clear();

      aurora.server().run("postgres", "REVOKE rds_superuser FROM eve");
      watch(ALL).look("orders");
      told.clear();
      pause = new Pause.Unreadable("no right");
      aurora.server().run("postgres", "GRANT rds_superuser TO eve WITH ADMIN OPTION");
      watch(ALL).look("orders");
      assertThat(members(aurora)).contains("eve rds_superuser true");
      assertThat(told)
          .anyMatch(alert -> alert.reason().contains("not put back: whether the guard is paused"));
      told.clear();
      aurora.server().run("postgres", "REVOKE rds_superuser FROM eve");
      watch(ALL).look("orders");
      told.clear();

      pause = Pause.never();
      aurora.server().run("postgres", "GRANT rds_superuser TO eve WITH ADMIN OPTION");
      watch(ALL).look("orders");

      Alert reverted = reverted();
      assertThat(reverted.evidence()).startsWith("eve holds rds_superuser, new");
      assertThat(reverted.control().id()).isEqualTo("LOGIN-11");
      assertThat(reverted.decision()).isEqualTo("revert");
      assertThat(members(aurora))
          .doesNotContain("eve rds_superuser true")
          .contains("eve readers false", "bob rds_superuser false");
      told.clear();
      watch(ALL).look("orders");
      assertThat(told).isEmpty();

      aurora.server().run("postgres", reverted.undo().toArray(String[]::new));
      assertThat(members(aurora)).contains("eve rds_superuser true");
    }
  }

  @Test
  void whatALookPutBackBeforeItDiedIsToldByALaterOne() throws Exception {
    try (var aurora = TestAurora.start("13", folder)) {
      port = aurora.door().port();
      aurora
          .server()
          .run(
              "postgres",
              "CREATE ROLE rds_iam NOLOGIN",
              "CREATE ROLE rds_superuser NOLOGIN",
              "CREATE ROLE aurora_guard LOGIN",
              "GRANT rds_iam, pg_read_all_stats TO aurora_guard",
              "CREATE ROLE aurora_guard_fix LOGIN",
              "GRANT rds_superuser TO aurora_guard_fix WITH ADMIN OPTION",
              "CREATE ROLE eve LOGIN");
      watch(ALL).look("orders");
      told.clear();
      aurora.server().run("postgres", "GRANT rds_superuser TO eve");
      silent = true;
      assertThatThrownBy(() -> watch(ALL).look("orders")).hasMessage("the topic is not there");
      assertThat(members(aurora)).doesNotContain("eve rds_superuser false");
      silent = false;

      watch(ALL).look("orders");
      assertThat(told).isEmpty();
      now = now.plusSeconds(301);
      watch(ALL).look("orders");

      assertThat(reverted().undo()).containsExactly("GRANT \"rds_superuser\" TO \"eve\"");
      told.clear();
      watch(ALL).look("orders");
      assertThat(told).isEmpty();
    }
  }

  @Test
  void aSettingThatHidesIsTakenAwayOrGivenItsEarlierForm() throws Exception {
    try (var aurora = TestAurora.start("17", folder)) {
      port = aurora.door().port();
      aurora
          .server()
          .run(
              "postgres",
              "CREATE ROLE rds_iam NOLOGIN",
              "CREATE ROLE rds_superuser NOLOGIN",
              "CREATE ROLE aurora_guard LOGIN",
              "GRANT rds_iam, pg_read_all_stats TO aurora_guard",
              "CREATE ROLE aurora_guard_fix LOGIN SUPERUSER",
              "CREATE ROLE \"e'v\"\"e\" LOGIN");
      watch(ALL).look("orders");
      told.clear();

      aurora.server().run("postgres", "ALTER ROLE \"e'v\"\"e\" SET log_min_messages = 'panic'");
      watch(ALL).look("orders");

      Alert reverted = reverted();
      assertThat(reverted.done()).containsExactly("ALTER ROLE \"e'v\"\"e\" RESET log_min_messages");
      assertThat(asked(aurora, "SELECT count(*) FROM pg_db_role_setting")).containsExactly("0");
      aurora.server().run("postgres", reverted.undo().toArray(String[]::new));
      assertThat(asked(aurora, "SELECT setconfig::text FROM pg_db_role_setting"))
          .containsExactly("{log_min_messages=panic}");
    }
  }

  @Test
  void accountsOfMysqlAreLockedDroppedOrHeldToTlsAndEachHasItsWayBack() throws Exception {
    engine = "aurora-mysql";
    KeyStore localhost = TestAuthority.shared().server("localhost");
    try (TestMysql server = TestMysql.start("8.0.39", localhost, folder);
        var door =
            new MysqlDoor(server.port(), TestAuthority.context(localhost), trusting(localhost))) {
      door.letsIn(TestAurora.check("localhost:" + door.port()));
      port = door.port();
      server.run(
          "CREATE USER aurora_guard IDENTIFIED BY 'RDS' REQUIRE SSL",
          "GRANT SELECT ON mysql.user TO aurora_guard",
          "GRANT SELECT ON mysql.role_edges TO aurora_guard",
          "GRANT SELECT ON mysql.global_grants TO aurora_guard",
          "GRANT SELECT ON performance_schema.threads TO aurora_guard",
          "CREATE USER aurora_guard_fix IDENTIFIED BY 'RDS' REQUIRE SSL",
          "GRANT ALL ON *.* TO aurora_guard_fix WITH GRANT OPTION",
          "CREATE ROLE rds_superuser_role",
          "GRANT rds_superuser_role TO aurora_guard_fix WITH ADMIN OPTION",
          "CREATE USER calm@'10.0.0.1' IDENTIFIED BY 'RDS' REQUIRE SSL",
          "CREATE USER old@'10.0.0.2' IDENTIFIED BY '' REQUIRE SSL",
          "CREATE USER eve@'10.0.0.3' IDENTIFIED BY 'RDS' REQUIRE SSL");
      watch(ALL).look("orders");
      told.clear();

      server.run("CREATE USER open@'10.0.0.4' IDENTIFIED BY '' REQUIRE SSL");
      watch(ALL).look("orders");
      roundTrip(server, "ALTER USER `open`@`10.0.0.4` ACCOUNT LOCK", "open");

      server.run("DROP USER open@'10.0.0.4'", "CREATE USER ''@'10.0.%'");
      watch(ALL).look("orders");
      roundTrip(server, "DROP USER ``@`10.0.%`", "");

      server.run("DROP USER ''@'10.0.%'", "ALTER USER calm@'10.0.0.1' REQUIRE NONE");
      watch(ALL).look("orders");
      roundTrip(server, "ALTER USER `calm`@`10.0.0.1` REQUIRE SSL", "calm");

      server.run("ALTER USER calm@'10.0.0.1' REQUIRE SSL");
      watch(ALL).look("orders");
      told.clear();
      server.run("GRANT rds_superuser_role TO eve@'10.0.0.3'");
      watch(ALL).look("orders");
      assertThat(told)
          .anyMatch(alert -> alert.reason().contains("3 fixes within an hour were made already"));
      assertThat(asked(server, "SELECT account_locked FROM mysql.user WHERE User = 'old'"))
          .containsExactly("N");
    }
  }

  private void roundTrip(TestMysql server, String does, String user) throws Exception {
    String query =
        "SELECT concat_ws(' ', Host, account_locked, ssl_type) FROM mysql.user WHERE User = '%s'"
            .formatted(user);
    Alert reverted = reverted();
    List<String> after = asked(server, query);
    assertThat(reverted.done()).containsExactly(does);
    told.clear();
    server.run(reverted.undo().toArray(String[]::new));
    assertThat(asked(server, query)).isNotEqualTo(after).hasSize(1);
    watch(Set.of()).look("orders");
    told.clear();
  }

  private Alert reverted() {
    List<Alert> reverted =
        told.stream().filter(alert -> alert.outcome().equals("reverted")).toList();
    assertThat(reverted).as(told.toString()).hasSize(1);
    return reverted.getFirst();
  }

  private static List<String> members(TestAurora aurora) throws Exception {
    return asked(
        aurora,
        "SELECT pg_get_userbyid(member) || ' ' || pg_get_userbyid(roleid) || ' ' || admin_option"
            + " FROM pg_auth_members");
  }

  private static List<String> asked(TestAurora aurora, String sql) throws Exception {
    try (Connection connection = aurora.server().open("postgres")) {
      return asked(connection, sql);
    }
  }

  private static List<String> asked(TestMysql server, String sql) throws Exception {
    try (Connection connection = server.open()) {
      return asked(connection, sql);
    }
  }

  private static List<String> asked(Connection connection, String sql) throws Exception {
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      var found = new ArrayList<String>();
      while (result.next()) {
        found.add(result.getString(1));
      }
      return found;
    }
  }

  private static SSLContext trusting(KeyStore localhost) throws Exception {
    var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(localhost);
    var context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    return context;
  }

  private LoginWatch watch(Set<SqlFix.Kind> kinds) throws Exception {
    var wire = new Wire();
    wire.answers(
        """
        <DBClusters><DBCluster><DBClusterIdentifier>orders</DBClusterIdentifier>
        <DbClusterResourceId>cluster-ABC</DbClusterResourceId><Engine>%s</Engine>
        <MasterUsername>postgres</MasterUsername>
        <IAMDatabaseAuthenticationEnabled>true</IAMDatabaseAuthenticationEnabled>
        <Status>available</Status><Endpoint>localhost</Endpoint><Port>%d</Port>
        </DBCluster></DBClusters>
        """
            .formatted(engine, port));
    TestAuthority authority = TestAuthority.shared();
    CaBundle bundle = CaBundle.open(authority.bundle(), authority.sha256());
    var memory = new LoginMemory(table.client(), "ledger");
    var fixer = new LoginFixer("aurora_guard_fix", bundle, kinds, TestAurora.tokens());
    return new LoginWatch(
        new LoginClusters(wire.client(RdsClient.builder())),
        new LoginAudit(
            "aurora_guard", bundle, new Expected(Set.of(), false), false, TestAurora.tokens()),
        memory,
        alert -> {
          if (silent) {
            throw new IllegalStateException("the topic is not there");
          }
          told.add(alert);
        },
        new LoginAlerts("123456789012", "eu-central-1"),
        Addresses.of(""),
        Optional.of(new LoginRepairs(fixer, memory, () -> pause)),
        () -> now);
  }
}
