package dev.auroraguardrails.login;

import static org.assertj.core.api.Assertions.assertThat;

import dev.auroraguardrails.login.PostgresFacts.Expiry;
import dev.auroraguardrails.login.PostgresFacts.Membership;
import dev.auroraguardrails.login.PostgresFacts.Role;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Judgements that need no database.
class PostgresJudgementTest {
  @Test
  void aGrantThatNobodyCanUseGivesNoPower() {
    assertThat(powers(new Membership("rds_superuser", "eve", true))).containsExactly("eve");
    assertThat(powers(new Membership("rds_superuser", "eve", false))).isEmpty();
  }

  @Test
  void theMasterUserAndExpectedOnesMayHoldPower() {
    assertThat(
            powers(
                new Membership("rds_superuser", "postgres", true),
                new Membership("rds_superuser", "dba", true)))
        .isEmpty();
  }

  @Test
  void whatSuperusersHoldByBeingThatIsSaidOnce() {
    assertThat(
            powers(
                new Membership("rds_password", "rds_superuser", true),
                new Membership("rds_superuser", "eve", true)))
        .containsExactly("eve");
  }

  @Test
  void grantsInACircleEnd() {
    assertThat(
            powers(
                new Membership("pg_read_all_data", "eve", true),
                new Membership("eve", "mallory", true),
                new Membership("mallory", "eve", true)))
        .containsExactly("eve");
  }

  @Test
  void anUnusableGrantOfRdsIamStillMakesTheLoginGoByIam() {
    assertThat(new Memberships(List.of(new Membership("rds_iam", "eve", false))).allOf("rds_iam"))
        .containsExactlyInAnyOrder("rds_iam", "eve");
  }

  @Test
  void onlyALowerSettingHides() {
    Map<String, String> cluster =
        Map.of("log_statement", "ddl", "pgaudit.log", "ddl, role", "log_connections", "on");

    assertThat(AuditSettings.hides("log_statement", "none", cluster)).isTrue();
    assertThat(AuditSettings.hides("log_statement", "all", cluster)).isFalse();
    assertThat(AuditSettings.hides("pgaudit.log", "all, -role", cluster)).isTrue();
    assertThat(AuditSettings.hides("pgaudit.log", "all, -read", cluster)).isFalse();
    assertThat(AuditSettings.hides("pgaudit.log", "none", Map.of())).isTrue();
    assertThat(AuditSettings.hides("log_connections", "off", cluster)).isTrue();
    assertThat(AuditSettings.hides("log_connections", "on", cluster)).isFalse();
    assertThat(AuditSettings.hides("log_min_messages", "panic", cluster)).isTrue();
    assertThat(AuditSettings.hides("log_min_messages", "error", cluster)).isFalse();
  }

  @Test
  void aSettingThatIsNotThereIsNoPass() {
    List<LoginFinding> findings =
        PostgresJudge.judge(TestAurora.cluster(1), facts(List.of()), expected());

    assertThat(findings)
        .filteredOn(finding -> finding.check().equals(Check.WEAK_SETTING.id()))
        .extracting(LoginFinding::subject)
        .contains("rds.force_ssl", "ssl", "pgaudit.log")
        .hasSize(WantedSetting.ALL.size());
  }

  private static List<String> powers(Membership... memberships) {
    return PostgresJudge.judge(TestAurora.cluster(1), facts(List.of(memberships)), expected())
        .stream()
        .filter(finding -> finding.control().equals("LOGIN-11"))
        .map(LoginFinding::subject)
        .toList();
  }

  private static Expected expected() {
    return new Expected(Set.of("dba"), false);
  }

  private static PostgresFacts facts(List<Membership> memberships) {
    List<Role> roles =
        List.of("postgres", "dba", "eve").stream()
            .map(name -> new Role(name, true, Set.of(), Expiry.NEVER))
            .toList();
    return new PostgresFacts(
        "aurora_guard",
        roles,
        memberships,
        List.of(),
        List.of(),
        Map.of(),
        Optional.of(List.of()),
        List.of(),
        List.of(),
        List.of());
  }
}
