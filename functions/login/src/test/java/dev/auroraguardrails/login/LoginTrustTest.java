package dev.auroraguardrails.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.auroraguardrails.login.CaBundle.BadBundle;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// Who is let in, and whom the audit trusts.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@EnabledOnOs(value = OS.LINUX, architectures = "amd64", disabledReason = "no server for others")
class LoginTrustTest {
  private @Nullable TestAurora started;

  @BeforeAll
  void start(@TempDir Path folder) throws Exception {
    started = TestAurora.start("17", folder);
    aurora().server().run("postgres", "CREATE ROLE aurora_guard LOGIN");
  }

  @AfterAll
  void stop() throws Exception {
    aurora().close();
  }

  private TestAurora aurora() {
    TestAurora aurora = started;
    if (aurora == null) {
      throw new AssertionError("not started");
    }
    return aurora;
  }

  @Test
  void aTokenOfThisMomentIsLetInAndSessionsThatItMayNotSeeAreNoPass() throws Exception {
    List<LoginFinding> unread =
        aurora().audit().findings().stream().filter(LoginFinding::isUnread).toList();

    assertThat(unread).hasSize(1);
    assertThat(unread.getFirst().evidence())
        .isEqualTo("user aurora_guard does not see the sessions of others");
    assertThat(unread.getFirst().advice())
        .contains("GRANT \"pg_read_all_stats\" TO \"aurora_guard\";");
    assertThat(aurora().door().refusals()).isEmpty();
  }

  @Test
  void aClosedDatabaseDoesNotHideTheCluster() throws Exception {
    aurora().server().run("template1", "REVOKE CONNECT ON DATABASE postgres FROM PUBLIC");
    try {
      assertThat(aurora().audit().findings())
          .anyMatch(finding -> finding.check().equals(Check.WEAK_SETTING.id()))
          .anyMatch(
              finding -> finding.isUnread() && finding.database().equals(Optional.of("postgres")));
    } finally {
      aurora().server().run("template1", "GRANT CONNECT ON DATABASE postgres TO PUBLIC");
    }
  }

  @Test
  void aTokenForAnotherHostIsRefused() throws Exception {
    try (AuroraDoor door = aurora().anotherDoor(aurora().localhost())) {
      door.letsIn(TestAurora.check("other:" + door.port()));
      assertThat(refusal(door)).contains("refused the login").contains("rds-db:connect");
      assertThat(door.refusals()).containsExactly("wrong host localhost:" + door.port());
    }
  }

  @Test
  void aTokenForAnotherUserIsRefused() throws Exception {
    try (AuroraDoor door = aurora().anotherDoor(aurora().localhost());
        CaBundle bundle =
            CaBundle.open(aurora().authority().bundle(), aurora().authority().sha256())) {
      door.letsIn(TestAurora.check("localhost:" + door.port()));
      var login =
          new PostgresLogin(
              TestAurora.cluster(door.port()),
              "postgres",
              bundle.path(),
              () ->
                  TestAurora.tokens()
                      .generateAuthenticationToken(
                          r -> r.hostname("localhost").port(door.port()).username("aurora_guard")));
      assertThatThrownBy(() -> login.open("postgres")).hasMessageContaining("PAM");
      assertThat(door.refusals()).containsExactly("wrong user or action");
    }
  }

  @Test
  void aTokenOfQuarterAnHourAgoIsRefused() throws Exception {
    try (AuroraDoor door = aurora().anotherDoor(aurora().localhost())) {
      door.letsIn(TestAurora.check("localhost:" + door.port()));
      door.isAheadBySeconds(890);
      assertThat(audit(door)).noneMatch(LoginTrustTest::isRefusal);
      door.isAheadBySeconds(901);
      assertThat(refusal(door)).contains("refused the login");
      assertThat(door.refusals()).containsExactly("expired");
    }
  }

  @Test
  void plainTextIsNotLetIn() throws Exception {
    try (AuroraDoor door = aurora().anotherDoor(aurora().localhost())) {
      String url =
          "jdbc:postgresql://localhost:%d/postgres?sslmode=disable&gssEncMode=disable"
              .formatted(door.port());
      assertThatThrownBy(() -> DriverManager.getConnection(url, "aurora_guard", "x"))
          .hasMessageContaining("PAM");
      assertThat(door.refusals()).containsExactly("plain text");
    }
  }

  @Test
  void noTokenGoesToAServerWithoutTls() throws Exception {
    try (AuroraDoor door = aurora().anotherDoor(null)) {
      assertThat(refusal(door)).isNotEmpty();
      assertThat(door.refusals()).isEmpty();
    }
  }

  @Test
  void noTokenGoesToAServerOfAnotherName() throws Exception {
    try (AuroraDoor door = aurora().anotherDoor(aurora().authority().server("elsewhere"))) {
      assertThat(refusal(door)).contains("its TLS was not trusted");
      assertThat(door.refusals()).isEmpty();
    }
  }

  @Test
  void noTokenGoesToAServerOfAnotherAuthority(@TempDir Path folder) throws Exception {
    var stranger = TestAuthority.in(folder).server("localhost");
    try (AuroraDoor door = aurora().anotherDoor(stranger)) {
      assertThat(refusal(door)).contains("its TLS was not trusted");
      assertThat(door.refusals()).isEmpty();
    }
  }

  @Test
  void nobodyThereIsAFinding() throws Exception {
    AuroraDoor door = aurora().anotherDoor(null);
    door.close();
    assertThat(refusal(door)).contains("no connection came about");
  }

  @Test
  void aBundleThatIsMissingOrAnotherIsNotUsed(@TempDir Path folder) throws Exception {
    Path bundle = aurora().authority().bundle();
    String digest = aurora().authority().sha256();
    assertThatThrownBy(() -> CaBundle.open(folder.resolve("none.pem"), digest))
        .isInstanceOf(BadBundle.class)
        .hasMessageContaining("cannot be read");
    assertThatThrownBy(() -> CaBundle.open(bundle, digest.replaceAll("^.", "z")))
        .isInstanceOf(BadBundle.class)
        .hasMessageContaining("64 hexadecimal digits");
    Path changed = Files.writeString(folder.resolve("changed.pem"), Files.readString(bundle) + " ");
    assertThatThrownBy(() -> CaBundle.open(changed, digest))
        .isInstanceOf(BadBundle.class)
        .hasMessageContaining("wanted " + digest);
  }

  private List<LoginFinding> audit(AuroraDoor door) throws Exception {
    return aurora().audit(TestAurora.cluster(door.port()), "aurora_guard").findings();
  }

  private String refusal(AuroraDoor door) throws Exception {
    List<LoginFinding> findings = audit(door);
    assertThat(findings).hasSize(1).allMatch(LoginFinding::isUnread);
    return findings.getFirst().evidence();
  }

  private static boolean isRefusal(LoginFinding finding) {
    return finding.isUnread() && !finding.subject().equals("sessions");
  }
}
