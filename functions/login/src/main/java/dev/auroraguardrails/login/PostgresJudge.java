package dev.auroraguardrails.login;

import dev.auroraguardrails.login.PostgresFacts.Database;
import dev.auroraguardrails.login.PostgresFacts.Inside;
import dev.auroraguardrails.login.PostgresFacts.OwnSetting;
import dev.auroraguardrails.login.PostgresFacts.Unread;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/// Judges what stands in an Aurora PostgreSQL cluster: from the facts to what is wrong, without a
/// clock or a connection.
final class PostgresJudge {
  private final LoginCluster cluster;
  private final PostgresFacts facts;
  private final List<LoginFinding> findings = new ArrayList<>();

  private PostgresJudge(LoginCluster cluster, PostgresFacts facts) {
    this.cluster = cluster;
    this.facts = facts;
  }

  /// @return what is wrong, the worst first
  static List<LoginFinding> judge(LoginCluster cluster, PostgresFacts facts, Expected expected) {
    var judge = new PostgresJudge(cluster, facts);
    judge.findings.addAll(PostgresRoleJudge.judge(cluster, facts, expected));
    facts.databases().forEach(judge::database);
    facts.ownSettings().forEach(judge::ownSetting);
    judge.settings();
    judge.sessions();
    var insides = new PostgresInsideJudge(cluster.name(), PostgresRoleJudge.mightyOwners(facts));
    for (Inside inside : facts.inside()) {
      judge.findings.addAll(insides.judge(inside));
    }
    facts.unread().forEach(judge::unread);
    return judge.findings.stream().sorted(Comparator.comparing(LoginFinding::severity)).toList();
  }

  private void database(Database database) {
    if (database.name().equals("rdsadmin")) {
      return;
    }
    String name = Sql.name(database.name());
    if (database.open().contains("CREATE")) {
      add(
          Check.PUBLIC_CREATE,
          database.name(),
          "everybody may create schemas in the database",
          "REVOKE CREATE ON DATABASE %s FROM PUBLIC;".formatted(name));
    }
    var rest = new TreeSet<>(database.open());
    rest.remove("CREATE");
    if (!database.template() && !rest.isEmpty()) {
      String rights = String.join(", ", rest);
      add(
          Check.PUBLIC_CONNECT,
          database.name(),
          "everybody has %s on the database".formatted(rights),
          "GRANT CONNECT ON DATABASE %1$s TO %2$s; REVOKE %3$s ON DATABASE %1$s FROM PUBLIC;"
              .formatted(name, Sql.name(facts.reader()), rights));
    }
  }

  private void unread(Unread unread) {
    Optional<String> advice =
        facts.databases().stream()
            .filter(database -> !database.enterable())
            .filter(database -> unread.database().equals(Optional.of(database.name())))
            .map(
                database ->
                    "GRANT CONNECT ON DATABASE %s TO %s;"
                        .formatted(Sql.name(database.name()), Sql.name(facts.reader())))
            .findFirst();
    findings.add(
        LoginFinding.of(
            Check.COULD_NOT_BE_READ,
            cluster.name(),
            unread.database(),
            cluster.name(),
            unread.why(),
            advice));
  }

  private void ownSetting(OwnSetting own) {
    if (!AuditSettings.hides(own.name(), own.value(), facts.settings())) {
      return;
    }
    String subject =
        own.role().orElse("every role") + own.database().map(name -> " in " + name).orElse("");
    String usual = facts.settings().getOrDefault(own.name(), "");
    String reset =
        own.role()
            .map(
                role ->
                    "ALTER ROLE %s%s RESET %s;"
                        .formatted(
                            Sql.name(role),
                            own.database().map(name -> " IN DATABASE " + Sql.name(name)).orElse(""),
                            own.name()))
            .orElseGet(
                () ->
                    own.database()
                        .map(
                            name ->
                                "ALTER DATABASE %s RESET %s;".formatted(Sql.name(name), own.name()))
                        .orElse("ALTER ROLE ALL RESET %s;".formatted(own.name())));
    add(
        Check.AUDIT_SWITCHED_OFF,
        subject,
        "has %s = '%s' of its own, by which less is logged than by '%s'"
            .formatted(own.name(), own.value(), usual),
        reset);
  }

  private void settings() {
    for (WantedSetting wanted : WantedSetting.ALL) {
      wanted
          .wrong(facts.settings())
          .ifPresent(why -> add(Check.WEAK_SETTING, wanted.name(), why, Optional.empty()));
    }
    for (String parameter : facts.openParameters()) {
      add(
          Check.PUBLIC_PARAMETER,
          parameter,
          "everybody may set it",
          "REVOKE ALL ON PARAMETER %s FROM PUBLIC;".formatted(parameter));
    }
  }

  private void sessions() {
    if (facts.sessions().isEmpty()) {
      findings.add(
          LoginFinding.of(
              Check.COULD_NOT_BE_READ,
              cluster.name(),
              Optional.empty(),
              "sessions",
              "user %s does not see the sessions of others".formatted(facts.reader()),
              Optional.of(
                  "GRANT \"pg_read_all_stats\" TO %s;".formatted(Sql.name(facts.reader())))));
      return;
    }
    facts.sessions().get().stream()
        .filter(session -> !PostgresRoleJudge.isInternal(session.user()))
        .forEach(
            session ->
                add(
                    Check.PLAIN_SESSION,
                    session.user(),
                    "connected without TLS from %s (%d sessions)"
                        .formatted(session.address(), session.count()),
                    Optional.empty()));
  }

  private void add(Check check, String subject, String evidence, String advice) {
    add(check, subject, evidence, Optional.of(advice));
  }

  private void add(Check check, String subject, String evidence, Optional<String> advice) {
    findings.add(
        LoginFinding.of(check, cluster.name(), Optional.empty(), subject, evidence, advice));
  }
}
