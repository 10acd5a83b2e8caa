package dev.auroraguardrails.login.events;

import dev.auroraguardrails.login.LoginAudit;
import dev.auroraguardrails.login.LoginCluster;
import dev.auroraguardrails.login.LoginClusters;
import dev.auroraguardrails.login.LoginFinding;
import dev.auroraguardrails.login.LoginState;
import dev.auroraguardrails.login.SqlFix;
import dev.auroraguardrails.login.events.LogSign.Kind;
import dev.auroraguardrails.login.events.LoginChanges.Change;
import dev.auroraguardrails.model.Alert;
import dev.auroraguardrails.model.Severity;
import dev.auroraguardrails.port.Alerts;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.rds.model.DbClusterNotFoundException;

/// Looks into a database when its log hints at something, and by schedule, and tells what is new.
/// A line is never believed: what it hints at is told as the database says it, or as not confirmed.
final class LoginWatch {
  /// So many refusals of one user from one address within the span are told.
  static final int BURST = 10;

  private static final Duration SPAN = Duration.ofMinutes(5);
  private static final int NAMED = 20;
  private static final int MANY = 100;
  private static final int TRIES = 3;

  private final LoginClusters clusters;
  private final LoginAudit audit;
  private final LoginMemory memory;
  private final Alerts alerts;
  private final LoginAlerts write;
  private final Addresses expected;
  private final Optional<LoginRepairs> repairs;
  private final InstantSource clock;

  /// @param expected from where the master user may log in
  /// @param repairs absent where nothing is put back
  LoginWatch(
      LoginClusters clusters,
      LoginAudit audit,
      LoginMemory memory,
      Alerts alerts,
      LoginAlerts write,
      Addresses expected,
      Optional<LoginRepairs> repairs,
      InstantSource clock) {
    this.clusters = clusters;
    this.audit = audit;
    this.memory = memory;
    this.alerts = alerts;
    this.write = write;
    this.expected = expected;
    this.repairs = repairs;
    this.clock = clock;
  }

  /// @return how many alerts were published
  int heed(LogBatch batch) {
    List<LogSign> signs = batch.signs();
    var told = new ArrayList<Alert>();
    if (signs.isEmpty()) {
      return 0;
    }
    Optional<LoginCluster> cluster = cluster(batch.cluster());
    told.addAll(refusals(batch.cluster(), signs));
    cluster.ifPresent(found -> told.addAll(masters(found, signs)));
    publish(told);
    Optional<LogSign> change =
        signs.stream().filter(sign -> sign.kind() == Kind.CHANGE).findFirst();
    return told.size() + (change.isEmpty() ? 0 : look(batch.cluster(), cluster, change));
  }

  /// Looks without a hint.
  ///
  /// @return how many alerts were published
  int look(String name) {
    return look(name, cluster(name), Optional.empty());
  }

  private Optional<LoginCluster> cluster(String name) {
    try {
      return clusters.find(List.of(name)).stream().findFirst();
    } catch (DbClusterNotFoundException gone) {
      return Optional.empty();
    }
  }

  private int look(String name, Optional<LoginCluster> cluster, Optional<LogSign> sign) {
    for (int i = 0; i < TRIES; i++) {
      LoginState state =
          cluster
              .map(audit::look)
              .orElseGet(
                  () ->
                      new LoginState(
                          Optional.empty(),
                          List.of(),
                          Optional.of("there is no such Aurora cluster")));
      if (state.rows().isEmpty() || cluster.isEmpty()) {
        return unconfirmed(name, sign, state.unseen().orElse(""));
      }
      LoginCluster found = cluster.get();
      Known known = memory.known(found.resourceId());
      Instant now = clock.instant();
      if (isBeingFixed(known, now)) {
        return 0;
      }
      LoginChanges changes = LoginChanges.between(known, state, now);
      if (known.asOf().isEmpty()) {
        List<Alert> told = first(name, sign, state, now);
        publish(told);
        if (memory.remember(found.resourceId(), changes.next())) {
          return told.size();
        }
        continue;
      }
      List<Alert> told = new ArrayList<>(leftovers(name, sign, known, state, now));
      Optional<Known> next = conclude(found, sign, known, changes, told, now);
      if (next.isPresent() && memory.remember(found.resourceId(), next.get())) {
        return told.size();
      }
    }
    throw new IllegalStateException(
        "what is known of the logins of %s changed %d times meanwhile".formatted(name, TRIES));
  }

  /// Another look is at it.
  private static boolean isBeingFixed(Known known, Instant now) {
    return known.pending().stream().anyMatch(pending -> pending.since().plus(SPAN).isAfter(now));
  }

  /// What a look that ended early had begun: what does not stand any more, it has put back.
  private List<Alert> leftovers(
      String name, Optional<LogSign> sign, Known known, LoginState state, Instant now) {
    return known.pending().stream()
        .filter(pending -> !state.rows().orElse(List.of()).contains(pending.row()))
        .map(
            pending ->
                LoginAlerts.of(
                    write.alert(
                        "leftover " + pending.since() + pending.row().key(),
                        LoginAlerts.POWER,
                        name,
                        sign,
                        pending.row().name() + ", new",
                        "",
                        List.of(),
                        now),
                    pending.fix(),
                    SqlFix.Result.DONE))
        .toList();
  }

  /// Puts back what is to be, and publishes what there is to tell.
  ///
  /// @param told gets what is published
  /// @return what is known from now on; empty when somebody else has written since
  private Optional<Known> conclude(
      LoginCluster cluster,
      Optional<LogSign> sign,
      Known known,
      LoginChanges changes,
      List<Alert> told,
      Instant now) {
    List<Change> wrong =
        changes.changes().stream()
            .limit(NAMED)
            .filter(change -> isBad(change, changes.findings()))
            .toList();
    LoginRepairs.Plan plan =
        repairs
            .filter(there -> !wrong.isEmpty())
            .map(there -> there.plan(cluster, wrong, changes.findings(), now))
            .orElse(new LoginRepairs.Plan(Map.of(), Map.of()));
    Known next = changes.next();
    Map<String, SqlFix.Result> results = new LinkedHashMap<>();
    if (!plan.fixes().isEmpty()) {
      Known begun = known.beginning(plan.pending(wrong, now));
      if (!memory.remember(cluster.resourceId(), begun)) {
        return Optional.empty();
      }
      for (Change change : wrong) {
        SqlFix fix = plan.fixes().get(change.key());
        if (fix != null) {
          repairs.ifPresent(there -> results.put(change.key(), there.make(cluster, fix, change)));
        }
      }
      LoginState after = audit.look(cluster);
      Known read = after.rows().isPresent() ? LoginChanges.between(known, after, now).next() : next;
      next = new Known(read.good(), read.told(), List.of(), read.asOf(), known.version() + 1);
    }
    told.addAll(changes(cluster.name(), sign, known, changes, plan, results, now));
    publish(told);
    return Optional.of(next);
  }

  private static boolean isBad(Change change, List<LoginFinding> findings) {
    return wrong(change, findings).stream()
            .anyMatch(
                finding -> !finding.isUnread() && finding.severity().compareTo(Severity.HIGH) <= 0)
        || change.earlier().filter(before -> before.value().contains("TLS ANY")).isPresent();
  }

  /// Told once an hour: the log may go on for as long as the database is not reached.
  private int unconfirmed(String name, Optional<LogSign> sign, String why) {
    Instant now = clock.instant();
    long hour = now.getEpochSecond() / Duration.ofHours(1).toSeconds();
    String what = "%s#unconfirmed#%d#%s".formatted(name, hour, sign.isPresent());
    if (!memory.count(what, 1, now).passes(1)) {
      return 0;
    }
    String evidence =
        sign.map(one -> one.command() + " was logged; it could not be confirmed in the database")
            .orElse("logins could not be read");
    publish(
        List.of(
            write.alert(
                what,
                sign.isPresent() ? LoginAlerts.USERS : LoginAlerts.WEAK,
                name,
                sign,
                evidence,
                "the database was not read: " + why,
                List.of(),
                now)));
    return 1;
  }

  /// Where nothing is known there is nothing to compare with.
  private List<Alert> first(String name, Optional<LogSign> sign, LoginState state, Instant now) {
    String evidence =
        "%sno earlier state of its logins is known: %s"
            .formatted(
                sign.map(one -> one.command() + " was logged; ").orElse(""),
                summary(state.findings()));
    boolean power = state.findings().stream().anyMatch(LoginWatch::isPower);
    return List.of(
        write.alert(
            "first " + now,
            power ? LoginAlerts.POWER : LoginAlerts.USERS,
            name,
            sign,
            evidence,
            "from now on only what is new is told; 'guardrails login-audit' shows all",
            List.of(),
            now));
  }

  private List<Alert> changes(
      String name,
      Optional<LogSign> sign,
      Known known,
      LoginChanges found,
      LoginRepairs.Plan plan,
      Map<String, SqlFix.Result> results,
      Instant now) {
    var told = new ArrayList<Alert>();
    for (Change change : found.changes().stream().limit(NAMED).toList()) {
      List<LoginFinding> wrong = wrong(change, found.findings());
      String evidence =
          wrong.isEmpty()
              ? change.clause()
              : change.clause()
                  + "; "
                  + wrong.stream()
                      .map(finding -> finding.subject() + " " + finding.evidence())
                      .collect(Collectors.joining("; "));
      Alert alert =
          write.alert(
              known.version() + change.key(),
              wrong.stream().anyMatch(LoginWatch::isPower) ? LoginAlerts.POWER : LoginAlerts.USERS,
              name,
              sign,
              evidence,
              "so the database says, other than at %s%s"
                  .formatted(
                      known.asOf().map(Instant::toString).orElse(""),
                      Optional.ofNullable(plan.hindrances().get(change.key()))
                          .map(why -> "; not put back: " + why)
                          .orElse("")),
              wrong.stream().flatMap(finding -> finding.advice().stream()).toList(),
              now);
      SqlFix fix = plan.fixes().get(change.key());
      SqlFix.Result result = results.get(change.key());
      told.add(fix == null || result == null ? alert : LoginAlerts.of(alert, fix, result));
    }
    if (found.changes().size() > NAMED) {
      told.add(
          write.alert(
              known.version() + " more",
              LoginAlerts.USERS,
              name,
              sign,
              "%d more users and grants changed".formatted(found.changes().size() - NAMED),
              "'guardrails login-audit' shows all",
              List.of(),
              now));
    }
    List<LoginFinding> rest =
        found.findings().stream()
            .filter(
                finding -> found.changes().stream().noneMatch(change -> isAbout(change, finding)))
            .toList();
    if (!rest.isEmpty()) {
      told.add(
          write.alert(
              known.version() + " findings",
              rest.stream().anyMatch(LoginWatch::isPower) ? LoginAlerts.POWER : LoginAlerts.WEAK,
              name,
              sign,
              summary(rest),
              "so the database says; 'guardrails login-audit' shows all",
              rest.stream().flatMap(finding -> finding.advice().stream()).limit(NAMED).toList(),
              now));
    }
    return told;
  }

  private static List<LoginFinding> wrong(Change change, List<LoginFinding> findings) {
    return findings.stream().filter(finding -> isAbout(change, finding)).toList();
  }

  private static boolean isAbout(Change change, LoginFinding finding) {
    String key = change.key().replace("`", "");
    String subject = finding.subject().replace("`", "");
    return key.equals("USER " + subject)
        || key.startsWith("GRANT " + subject + " holds ")
        || key.startsWith("SETTING " + subject + " has its own ");
  }

  private static boolean isPower(LoginFinding finding) {
    return finding.control().equals(LoginAlerts.POWER.id());
  }

  private static String summary(List<LoginFinding> findings) {
    if (findings.isEmpty()) {
      return "nothing is wrong with them";
    }
    return findings.size()
        + " findings: "
        + findings.stream()
            .limit(5)
            .map(finding -> finding.subject() + " " + finding.evidence())
            .collect(Collectors.joining("; "))
        + (findings.size() > 5 ? "; …" : "");
  }

  /// A database keeps no record of refused logins, so these are told by the log alone.
  private List<Alert> refusals(String name, List<LogSign> signs) {
    Map<String, List<LogSign>> refused = new LinkedHashMap<>();
    signs.stream()
        .filter(sign -> sign.kind() == Kind.REFUSAL)
        .forEach(
            sign ->
                refused
                    .computeIfAbsent(
                        "%s#%s#%s#%s".formatted(name, sign.command(), sign.user(), sign.host()),
                        key -> new ArrayList<>())
                    .add(sign));
    if (refused.size() > MANY) {
      return spray(name, refused.size(), signs.getLast());
    }
    var told = new ArrayList<Alert>();
    refused.forEach(
        (key, all) -> {
          LogSign last = all.getLast();
          long span = last.at().getEpochSecond() / SPAN.toSeconds();
          String what = "%s#%d".formatted(key, span);
          if (memory.count(what, all.size(), clock.instant()).passes(BURST)) {
            told.add(
                write.alert(
                    what,
                    LoginAlerts.ATTEMPTS,
                    name,
                    Optional.of(last),
                    "%d or more logins as %s were refused within %d minutes"
                        .formatted(BURST, last.user(), SPAN.toMinutes()),
                    "by the log alone: a database keeps no record of refused logins",
                    List.of(),
                    clock.instant()));
          }
        });
    return told;
  }

  /// So many at once are not counted each: that would take longer than they take to come.
  private List<Alert> spray(String name, int many, LogSign last) {
    long span = last.at().getEpochSecond() / SPAN.toSeconds();
    String what = "%s#spray#%d".formatted(name, span);
    if (!memory.count(what, 1, clock.instant()).passes(1)) {
      return List.of();
    }
    return List.of(
        write.alert(
            what,
            LoginAlerts.ATTEMPTS,
            name,
            Optional.empty(),
            "logins of %d different users or addresses were refused at once".formatted(many),
            "by the log alone: a database keeps no record of refused logins",
            List.of(),
            clock.instant()));
  }

  private List<Alert> masters(LoginCluster cluster, List<LogSign> signs) {
    Map<String, LogSign> unexpected = new LinkedHashMap<>();
    signs.stream()
        .filter(sign -> sign.kind() == Kind.LOGIN)
        .filter(sign -> cluster.master().equals(Optional.of(sign.user())))
        .filter(sign -> !expected.hold(sign.host()))
        .forEach(sign -> unexpected.putIfAbsent(sign.host(), sign));
    var told = new ArrayList<Alert>();
    unexpected.entrySet().stream()
        .limit(NAMED)
        .forEach(
            one -> {
              String host = one.getKey();
              LogSign sign = one.getValue();
              long hour = sign.at().getEpochSecond() / Duration.ofHours(1).toSeconds();
              String what = "%s#master#%s#%d".formatted(cluster.name(), host, hour);
              if (memory.count(what, 1, clock.instant()).passes(1)) {
                Optional<Set<String>> present = audit.addressesOf(cluster, sign.user());
                told.add(
                    write.alert(
                        what,
                        LoginAlerts.ATTEMPTS,
                        cluster.name(),
                        Optional.of(sign),
                        "the master user %s logged in from %s, which is not expected"
                            .formatted(sign.user(), host),
                        present
                            .map(
                                addresses ->
                                    addresses.contains(host)
                                        ? "the database shows the session"
                                        : "by the log alone: no such session is there any more")
                            .orElse("by the log alone: the database could not be asked"),
                        List.of(),
                        clock.instant()));
              }
            });
    return told;
  }

  private void publish(List<Alert> told) {
    if (!told.isEmpty()) {
      alerts.publish(told);
    }
  }
}
