package dev.auroraguardrails.login;

import static org.assertj.core.api.Assertions.assertThat;

import dev.auroraguardrails.login.MysqlFacts.Account;
import dev.auroraguardrails.login.MysqlFacts.PlainSession;
import dev.auroraguardrails.login.PostgresFacts.Membership;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Judgements of MySQL that need no database.
class MysqlJudgementTest {
  private static final Map<String, String> GOOD =
      Map.of(
          "require_secure_transport", "ON",
          "tls_version", "TLSv1.2,TLSv1.3",
          "server_audit_logging", "ON",
          "server_audit_events", "CONNECT,QUERY_DCL",
          "server_audit_incl_users", "",
          "server_audit_excl_users", "rdsadmin",
          "local_infile", "OFF");

  @Test
  void goodSettingsAndAccountsOfIamAreLeftAlone() {
    assertThat(judge(GOOD, List.of(), byIam("good", "10.0.0.1"))).isEmpty();
  }

  @Test
  void aSettingThatIsNotThereIsNoPass() {
    assertThat(judge(Map.of(), List.of()))
        .extracting(LoginFinding::subject)
        .containsExactlyElementsOf(MysqlSettings.ALL.stream().map(WantedSetting::name).toList());
  }

  @Test
  void anAuditThatLeavesUsersOrGrantsOutIsWeak() {
    for (Map.Entry<String, String> worse :
        Map.of(
                "server_audit_events", "CONNECT,QUERY_DDL",
                "server_audit_incl_users", "app",
                "server_audit_excl_users", "rdsadmin,eve",
                "tls_version", "TLSv1,TLSv1.2")
            .entrySet()) {
      var settings = new java.util.HashMap<>(GOOD);
      settings.put(worse.getKey(), worse.getValue());
      assertThat(judge(settings, List.of()))
          .extracting(LoginFinding::subject)
          .containsExactly(worse.getKey());
    }
  }

  @Test
  void aRoleThatEverybodyHoldsMakesEverybodyMighty() {
    var settings = new java.util.HashMap<>(GOOD);
    settings.put("mandatory_roles", "'admins'@'%', readers");
    var admins = new Membership("`rds_superuser_role`@`%`", "`admins`@`%`", true);

    assertThat(judge(settings, List.of(admins)))
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.subject()).isEqualTo("everybody");
              assertThat(finding.evidence()).contains("mandatory role 'admins'@'%'");
            });
    settings.put("mandatory_roles", "readers");
    assertThat(judge(settings, List.of(admins))).isEmpty();
  }

  @Test
  void anAccountOfTheMastersNameFromElsewhereIsNotTheMaster() {
    var role = "`rds_superuser_role`@`%`";
    assertThat(
            judge(
                GOOD,
                List.of(
                    new Membership(role, "`admin`@`%`", true),
                    new Membership(role, "`admin`@`10.0.0.1`", true),
                    new Membership(role, "`dba`@`10.0.0.2`", true)),
                byIam("admin", "%"),
                byIam("admin", "10.0.0.1"),
                byIam("dba", "10.0.0.2")))
        .extracting(LoginFinding::subject)
        .containsExactly("admin@10.0.0.1");
  }

  @Test
  void aPasswordWithoutALifetimeHasTheServersDefault() {
    var account =
        new Account(
            new AccountName("app", "10.0.0.1"),
            "caching_sha2_password",
            false,
            "ANY",
            false,
            Optional.empty(),
            Set.of());
    assertThat(judge(GOOD, List.of(), account))
        .extracting(LoginFinding::check)
        .contains("no-expiry");
    var settings = new java.util.HashMap<>(GOOD);
    settings.put("default_password_lifetime", "90");
    assertThat(judge(settings, List.of(), account))
        .extracting(LoginFinding::check)
        .containsExactly("password-login");
  }

  @Test
  void sessionsThatAreNotShownAreNoPass() {
    var facts =
        new MysqlFacts("aurora_guard@%", List.of(), GOOD, List.of(), Optional.empty(), List.of());
    assertThat(MysqlJudge.judge(cluster(), facts, expected()))
        .singleElement()
        .matches(LoginFinding::isUnread);
  }

  private static Account byIam(String user, String host) {
    return new Account(
        new AccountName(user, host),
        "AWSAuthenticationPlugin",
        false,
        "ANY",
        false,
        Optional.empty(),
        Set.of());
  }

  private static List<LoginFinding> judge(
      Map<String, String> settings, List<Membership> roles, Account... accounts) {
    var session = new PlainSession("rdsadmin", "10.0.0.1", 1);
    return MysqlJudge.judge(
            cluster(),
            new MysqlFacts(
                "aurora_guard@%",
                List.of(accounts), settings, roles, Optional.of(List.of(session)), List.of()),
            expected())
        .stream()
        .filter(finding -> !finding.subject().equals("rdsadmin"))
        .toList();
  }

  private static Expected expected() {
    return new Expected(Set.of("dba@10.0.0.2"), false);
  }

  private static LoginCluster cluster() {
    return new LoginCluster(
        "orders-db",
        "cluster-ABC",
        "aurora-mysql",
        "available",
        "localhost",
        1,
        Optional.of("admin"),
        true,
        false);
  }
}
