package dev.auroraguardrails.login;

import dev.auroraguardrails.login.MysqlFacts.Account;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Judges what stands in an Aurora MySQL cluster: from the facts to what is wrong, without a clock
/// or a connection.
final class MysqlJudge {
  private final LoginCluster cluster;
  private final MysqlFacts facts;
  private final Expected expected;
  private final List<LoginFinding> findings = new ArrayList<>();

  private MysqlJudge(LoginCluster cluster, MysqlFacts facts, Expected expected) {
    this.cluster = cluster;
    this.facts = facts;
    this.expected = expected;
  }

  /// @return what is wrong, the worst first
  static List<LoginFinding> judge(LoginCluster cluster, MysqlFacts facts, Expected expected) {
    var judge = new MysqlJudge(cluster, facts, expected);
    facts.accounts().stream()
        .filter(account -> !account.locked() && !account.name().isInternal())
        .forEach(judge::account);
    judge.findings.addAll(MysqlPowerJudge.judge(cluster, facts, expected));
    judge.settings();
    judge.sessions();
    facts.unread().forEach(judge::unread);
    return judge.findings.stream().sorted(Comparator.comparing(LoginFinding::severity)).toList();
  }

  private void account(Account account) {
    String name = account.name().quoted();
    if (account.name().user().isEmpty()) {
      add(
          Check.ANONYMOUS,
          account,
          "anybody may log in as it, by whatever name%s"
              .formatted(account.emptySecret() ? " and without a password" : ""),
          "DROP USER %s;".formatted(name));
      return;
    }
    if (account.byPassword() && account.emptySecret()) {
      add(
          Check.NO_PASSWORD,
          account,
          "logs in without a password",
          "ALTER USER %s ACCOUNT LOCK;".formatted(name));
    }
    if (account.tls().isEmpty() && !MysqlSettings.demandTls(facts.settings())) {
      add(
          Check.NO_TLS_DEMAND,
          account,
          "may log in without TLS, which neither it nor the cluster demands",
          "ALTER USER %s REQUIRE SSL;".formatted(name));
    }
    if (!account.byPassword()) {
      return;
    }
    if (!expected.passwords()) {
      add(
          Check.PASSWORD_LOGIN,
          account,
          "logs in by password, not by IAM",
          "ALTER USER %s IDENTIFIED WITH AWSAuthenticationPlugin AS 'RDS';".formatted(name));
    }
    boolean never =
        account
            .lifetime()
            .map(days -> days == 0)
            .orElse(MysqlSettings.keepPasswords(facts.settings()));
    if (never) {
      add(
          Check.NO_EXPIRY,
          account,
          "its password never expires",
          "ALTER USER %s PASSWORD EXPIRE INTERVAL 90 DAY;".formatted(name));
    }
  }

  private void settings() {
    for (WantedSetting wanted : MysqlSettings.ALL) {
      wanted
          .wrong(facts.settings())
          .ifPresent(why -> add(Check.WEAK_SETTING, wanted.name(), why, Optional.empty()));
    }
  }

  private void sessions() {
    if (facts.sessions().isEmpty() && facts.unread().stream().noneMatch(MysqlJudge::isOfSessions)) {
      add(
          Check.COULD_NOT_BE_READ,
          "sessions",
          "performance_schema is off, so the server does not show which sessions go without TLS",
          Optional.empty());
    }
    facts.sessions().orElse(List.of()).stream()
        .filter(session -> !new AccountName(session.user(), "%").isInternal())
        .forEach(
            session ->
                add(
                    Check.PLAIN_SESSION,
                    session.user(),
                    "connected without TLS from %s (%d sessions)"
                        .formatted(session.address(), session.count()),
                    Optional.empty()));
  }

  private static boolean isOfSessions(MysqlFacts.Unread unread) {
    return unread.what().equals("performance_schema.threads");
  }

  private void unread(MysqlFacts.Unread unread) {
    int at = facts.reader().lastIndexOf('@');
    var reader = new AccountName(facts.reader().substring(0, at), facts.reader().substring(at + 1));
    add(
        Check.COULD_NOT_BE_READ,
        unread.what(),
        unread.why(),
        Optional.of("GRANT SELECT ON %s TO %s;".formatted(unread.what(), reader.quoted())));
  }

  private void add(Check check, Account account, String evidence, String advice) {
    add(check, account.name().toString(), evidence, Optional.of(advice));
  }

  private void add(Check check, String subject, String evidence, Optional<String> advice) {
    findings.add(
        LoginFinding.of(check, cluster.name(), Optional.empty(), subject, evidence, advice));
  }
}
