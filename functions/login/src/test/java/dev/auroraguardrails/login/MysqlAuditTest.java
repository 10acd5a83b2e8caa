package dev.auroraguardrails.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.sql.Connection;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// What the audit says of a real server of MySQL's protocol, through a door that checks its tokens:
/// MariaDB with MySQL's catalog laid over its own.
@EnabledOnOs(value = OS.LINUX, architectures = "amd64", disabledReason = "no server for others")
class MysqlAuditTest {
  private static final String[] SET_UP = {
    "CREATE USER aurora_guard IDENTIFIED BY 'RDS' REQUIRE SSL",
    "GRANT SELECT ON mysql.user TO aurora_guard",
    "GRANT SELECT ON performance_schema.threads TO aurora_guard"
  };

  private static final String[] SET_UP_3 = {
    "GRANT SELECT ON mysql.role_edges TO aurora_guard",
    "GRANT SELECT ON mysql.global_grants TO aurora_guard",
    "CREATE ROLE rds_superuser_role",
    "CREATE ROLE AWS_LOAD_S3_ACCESS",
    "CREATE ROLE admins",
    "CREATE ROLE operators",
    "GRANT CREATE USER ON *.* TO operators",
    "GRANT rds_superuser_role TO admins"
  };

  private static final String[] WEAK = {
    "CREATE USER admin IDENTIFIED BY 'hunter2' REQUIRE SSL PASSWORD EXPIRE INTERVAL 30 DAY",
    "GRANT ALL ON *.* TO admin",
    "CREATE USER dba@'10.0.0.9' IDENTIFIED BY 'RDS' REQUIRE SSL",
    "GRANT CREATE USER ON *.* TO dba@'10.0.0.9'",
    "CREATE USER dba IDENTIFIED BY 'RDS' REQUIRE SSL",
    "GRANT CREATE USER ON *.* TO dba",
    "CREATE USER good@'10.0.0.1' IDENTIFIED BY 'RDS' REQUIRE SSL",
    "CREATE USER ''@'%'",
    "CREATE USER open@'10.0.0.2' IDENTIFIED BY '' REQUIRE SSL",
    "CREATE USER shut@'10.0.0.2' IDENTIFIED BY '' ACCOUNT LOCK",
    "CREATE USER plain@'10.0.0.3' IDENTIFIED BY 'RDS'",
    "CREATE USER app@'10.0.0.4' IDENTIFIED BY 'hunter2' REQUIRE SSL PASSWORD EXPIRE NEVER",
    "CREATE USER dated@'10.0.0.5' IDENTIFIED BY 'hunter2' REQUIRE SSL"
        + " PASSWORD EXPIRE INTERVAL 90 DAY",
    "CREATE USER `odd``name`@'10.0.%' IDENTIFIED BY 'RDS' REQUIRE SSL",
    "GRANT PROCESS, FILE ON *.* TO `odd``name`@'10.0.%'",
    "CREATE USER rdsadmin@'10.6.6.6' IDENTIFIED BY 'RDS' REQUIRE SSL",
    "GRANT SUPER ON *.* TO rdsadmin@'10.6.6.6'"
  };

  private static final String[] WEAK_3 = {
    "CREATE USER eve@'10.0.0.6' IDENTIFIED BY 'RDS' REQUIRE SSL",
    "GRANT admins TO eve@'10.0.0.6'",
    "CREATE USER carol IDENTIFIED BY 'RDS' REQUIRE SSL",
    "GRANT operators TO carol",
    "GRANT AWS_LOAD_S3_ACCESS TO good@'10.0.0.1'",
    "INSERT INTO mysql.global_grants VALUES ('app', '10.0.0.4', 'ROLE_ADMIN')"
  };

  @TempDir Path folder = Path.of(".");

  private @Nullable KeyStore localhost;

  @Test
  void ofVersion3NamesWhatIsWeakLeavesTheRestAloneAndAdvisesWhatPutsItRight() throws Exception {
    try (TestMysql server = server("8.0.39");
        MysqlDoor door = door(server)) {
      server.run(SET_UP);
      server.run(SET_UP_3);
      server.run(WEAK);
      server.run(WEAK_3);
      List<LoginFinding> findings;
      server.run("CREATE USER walker@'127.0.0.1' IDENTIFIED BY 'RDS' REQUIRE NONE");
      try (Connection plain = server.open("walker", "RDS")) {
        findings = audit(door);
        assertThat(plain.isValid(1)).isTrue();
      }
      server.run("DROP USER walker@'127.0.0.1'");

      assertThat(door.refusals()).isEmpty();
      assertThat(said(findings, Check.ANONYMOUS))
          .containsExactly(
              "@%: anybody may log in as it, by whatever name and without a password"
                  + " | DROP USER ``@`%`;");
      assertThat(said(findings, Check.NO_PASSWORD))
          .containsExactly(
              "open@10.0.0.2: logs in without a password"
                  + " | ALTER USER `open`@`10.0.0.2` ACCOUNT LOCK;");
      assertThat(said(findings, Check.SUPERUSER_MEMBER))
          .containsExactly(
              "eve@10.0.0.6: is a member of rds_superuser_role by way of `admins`@`%`, which"
                  + " administers the whole cluster | REVOKE `admins` FROM `eve`@`10.0.0.6`;");
      assertThat(said(findings, Check.POWERFUL_MEMBER))
          .containsExactly(
              "carol@%: is a member of `operators`, which has CREATE USER on all databases"
                  + " | REVOKE `operators` FROM `carol`@`%`;");
      assertThat(said(findings, Check.ROLE_ATTRIBUTE))
          .containsExactly(
              "app@10.0.0.4: has ROLE_ADMIN on all databases"
                  + " | REVOKE ROLE_ADMIN ON *.* FROM `app`@`10.0.0.4`;",
              "dba@10.0.0.9: has CREATE USER on all databases"
                  + " | REVOKE CREATE USER ON *.* FROM `dba`@`10.0.0.9`;",
              "odd`name@10.0.%: has FILE, PROCESS on all databases"
                  + " | REVOKE FILE, PROCESS ON *.* FROM `odd``name`@`10.0.%`;",
              "rdsadmin@10.6.6.6: has SUPER on all databases"
                  + " | REVOKE SUPER ON *.* FROM `rdsadmin`@`10.6.6.6`;");
      assertThat(subjects(findings, Check.ANY_HOST))
          .containsExactly("carol@%", "dba@%", "odd`name@10.0.%");
      assertThat(subjects(findings, Check.NO_TLS_DEMAND))
          .containsExactly("plain@10.0.0.3", "walker@127.0.0.1");
      assertThat(subjects(findings, Check.PASSWORD_LOGIN))
          .containsExactly("admin@%", "app@10.0.0.4", "dated@10.0.0.5", "open@10.0.0.2");
      assertThat(subjects(findings, Check.NO_EXPIRY))
          .containsExactly("app@10.0.0.4", "open@10.0.0.2");
      assertThat(said(findings, Check.PLAIN_SESSION))
          .containsExactly("walker: connected without TLS from localhost (1 sessions)");
      assertThat(said(findings, Check.WAY_OUT))
          .containsExactly(
              "good@10.0.0.1: is a member of AWS_LOAD_S3_ACCESS, by which data can leave the"
                  + " database | REVOKE `AWS_LOAD_S3_ACCESS` FROM `good`@`10.0.0.1`;");
      assertThat(subjects(findings, Check.COULD_NOT_BE_READ)).isEmpty();
      assertThat(subjects(findings, Check.WEAK_SETTING))
          .contains("require_secure_transport", "server_audit_logging", "local_infile")
          .doesNotContain("tls_version");
      assertThat(findings.toString()).doesNotContain("hunter2").doesNotContain("X-Amz");
      assertThat(leftAfterAdvice(server, door, findings))
          .isEqualTo(Set.of(Check.WEAK_SETTING.id(), Check.PASSWORD_LOGIN.id()));
    }
  }

  @Test
  void ofVersion2KnowsNoRolesAndWhatItMayNotReadIsNoPass() throws Exception {
    try (TestMysql server = server("5.7.40");
        MysqlDoor door = door(server)) {
      server.run(SET_UP);
      server.run(WEAK);
      server.run("REVOKE SELECT ON performance_schema.threads FROM aurora_guard");

      List<LoginFinding> findings = audit(door);

      assertThat(subjects(findings, Check.ANONYMOUS)).containsExactly("@%");
      assertThat(subjects(findings, Check.ROLE_ATTRIBUTE))
          .containsExactly("dba@10.0.0.9", "odd`name@10.0.%", "rdsadmin@10.6.6.6");
      assertThat(said(findings, Check.COULD_NOT_BE_READ))
          .containsExactly(
              "performance_schema.threads: the user may not read performance_schema.threads"
                  + " | GRANT SELECT ON performance_schema.threads TO `aurora_guard`@`%`;");

      server.run("REVOKE SELECT ON mysql.user FROM aurora_guard");
      assertThat(said(audit(door), Check.COULD_NOT_BE_READ))
          .singleElement()
          .asString()
          .contains("may not read a catalog");
    }
  }

  @Test
  void aTokenIsGivenToNobodyElse() throws Exception {
    try (TestMysql server = server("8.0.39");
        MysqlDoor door = door(server)) {
      server.run(SET_UP);
      server.run(SET_UP_3);
      assertThat(audit(door)).noneMatch(LoginFinding::isUnread);

      door.isAheadBySeconds(901);
      assertThat(refusal(door)).contains("refused the login").contains("rds-db:connect");
      door.isAheadBySeconds(0);
      door.letsIn(TestAurora.check("other:" + door.port()));
      assertThat(refusal(door)).contains("refused the login");
      door.letsIn(TestAurora.check("localhost:" + door.port()));
      assertThat(door.refusals()).containsExactly("expired", "wrong host localhost:" + door.port());

      assertThatThrownBy(
              () ->
                  java.sql.DriverManager.getConnection(
                      "jdbc:mariadb://localhost:%d/?sslMode=disable".formatted(door.port()),
                      "aurora_guard",
                      "x"))
          .hasMessageContaining("Access denied");
      assertThat(door.refusals()).last().isEqualTo("plain text");
      try (var noTls = new MysqlDoor(server.port(), null, toServer())) {
        assertThat(refusal(noTls)).isNotEmpty();
        assertThat(noTls.refusals()).isEmpty();
      }
      KeyStore other = TestAuthority.shared().server("other");
      try (var another = new MysqlDoor(server.port(), TestAuthority.context(other), toServer())) {
        another.letsIn(TestAurora.check("localhost:" + another.port()));
        assertThat(refusal(another)).contains("its TLS was not trusted");
        assertThat(another.refusals()).isEmpty();
      }
      TestAuthority strange = TestAuthority.in(folder.resolve("strange"));
      try (var forged =
          new MysqlDoor(
              server.port(), TestAuthority.context(strange.server("localhost")), toServer())) {
        forged.letsIn(TestAurora.check("localhost:" + forged.port()));
        assertThat(refusal(forged)).contains("its TLS was not trusted");
        assertThat(forged.refusals()).isEmpty();
      }
      Path both = folder.resolve("both.pem");
      Files.writeString(
          both,
          Files.readString(strange.bundle()) + Files.readString(TestAuthority.shared().bundle()));
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(both));
      assertThat(audit(door, both, HexFormat.of().formatHex(digest)))
          .noneMatch(LoginFinding::isUnread);
    }
  }

  @Test
  void aClusterThatCannotBeReachedIsAFinding() throws Exception {
    MysqlDoor gone;
    try (var door = new MysqlDoor(1, null, SSLContext.getDefault())) {
      gone = door;
    }
    assertThat(refusal(gone)).contains("no connection came about");
  }

  private TestMysql server(String version) throws Exception {
    return TestMysql.start(version, localhost(), folder);
  }

  private KeyStore localhost() throws Exception {
    KeyStore made = localhost;
    if (made == null) {
      made = TestAuthority.shared().server("localhost");
      localhost = made;
    }
    return made;
  }

  private MysqlDoor door(TestMysql server) throws Exception {
    var door = new MysqlDoor(server.port(), TestAuthority.context(localhost()), toServer());
    return door.letsIn(TestAurora.check("localhost:" + door.port()));
  }

  private SSLContext toServer() throws Exception {
    var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(localhost());
    var context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    return context;
  }

  private static String refusal(MysqlDoor door) throws Exception {
    List<LoginFinding> findings = audit(door);
    assertThat(findings).singleElement().matches(LoginFinding::isUnread);
    return findings.getFirst().evidence();
  }

  private static List<LoginFinding> audit(MysqlDoor door) throws Exception {
    TestAuthority authority = TestAuthority.shared();
    return audit(door, authority.bundle(), authority.sha256());
  }

  private static List<LoginFinding> audit(MysqlDoor door, Path pem, String sha256)
      throws Exception {
    try (CaBundle bundle = CaBundle.open(pem, sha256)) {
      return new LoginAudit(
              "aurora_guard",
              bundle,
              new Expected(Set.of("dba"), false),
              false,
              TestAurora.tokens())
          .audit(cluster(door.port()))
          .findings();
    }
  }

  private static LoginCluster cluster(int port) {
    return new LoginCluster(
        "orders-db",
        "cluster-ABC",
        "aurora-mysql",
        "available",
        "localhost",
        port,
        Optional.of("admin"),
        true,
        false);
  }

  /// AWS's plugin is not there, and passwords are the server's own.
  private static Set<String> leftAfterAdvice(
      TestMysql server, MysqlDoor door, List<LoginFinding> findings) throws Exception {
    for (LoginFinding finding : findings) {
      String sql = finding.advice().orElse("");
      if (sql.contains("ROLE_ADMIN")) {
        server.run("DELETE FROM mysql.global_grants");
      } else if (!sql.isEmpty()
          && !sql.contains("AWSAuthenticationPlugin")
          && !finding.subject().startsWith("walker")) {
        server.run(sql);
      }
    }
    return audit(door).stream()
        .filter(finding -> !finding.subject().equals("dba@%"))
        .map(LoginFinding::check)
        .collect(Collectors.toSet());
  }

  private static List<String> subjects(List<LoginFinding> findings, Check check) {
    return findings.stream()
        .filter(finding -> finding.check().equals(check.id()))
        .map(LoginFinding::subject)
        .sorted()
        .toList();
  }

  private static List<String> said(List<LoginFinding> findings, Check check) {
    return findings.stream()
        .filter(finding -> finding.check().equals(check.id()))
        .map(
            finding ->
                "%s: %s%s"
                    .formatted(
                        finding.subject(),
                        finding.evidence(),
                        finding.advice().map(sql -> " | " + sql).orElse("")))
        .sorted()
        .toList();
  }
}
