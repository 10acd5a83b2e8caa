package dev.auroraguardrails.login.events;

import dev.auroraguardrails.login.LoginFinding;
import dev.auroraguardrails.login.LoginRow;
import dev.auroraguardrails.login.LoginState;
import dev.auroraguardrails.model.Severity;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/// What a look at a cluster's logins has that the last known good state has not.
///
/// @param changes each as a clause
/// @param findings what is wrong and was not told while it stood
/// @param next what is known afterwards, once these were told
record LoginChanges(List<Change> changes, List<LoginFinding> findings, Known next) {
  LoginChanges {
    changes = List.copyOf(changes);
    findings = List.copyOf(findings);
  }

  /// @param key the row's
  /// @param clause what became of it
  /// @param row as it stands; absent when it is gone
  /// @param earlier its last known good form; absent when there was none
  record Change(String key, String clause, Optional<LoginRow> row, Optional<LoginRow> earlier) {}

  /// @param state with rows
  static LoginChanges between(Known known, LoginState state, Instant at) {
    List<LoginRow> now = state.rows().orElse(List.of());
    Map<String, LoginRow> before = byKey(known.good());
    Map<String, LoginRow> after = byKey(now);
    Set<String> wrong = wrongSubjects(state.findings());
    var changes = new ArrayList<Change>();
    var told = new HashSet<String>();
    var good = new ArrayList<LoginRow>();
    for (LoginRow row : now) {
      LoginRow earlier = before.get(row.key());
      if (row.equals(earlier)) {
        good.add(row);
        continue;
      }
      String mark = "row " + row.key() + " " + row.value();
      if (!known.told().contains(mark)) {
        Optional<LoginRow> was = Optional.ofNullable(earlier);
        changes.add(new Change(row.key(), clause(row, was), Optional.of(row), was));
      }
      if (isWrong(row, wrong)) {
        told.add(mark);
        if (earlier != null) {
          good.add(earlier);
        }
      } else {
        good.add(row);
      }
    }
    known.good().stream()
        .filter(row -> !after.containsKey(row.key()))
        .forEach(
            row ->
                changes.add(new Change(row.key(), gone(row), Optional.empty(), Optional.of(row))));
    var findings = new ArrayList<LoginFinding>();
    for (LoginFinding finding : state.findings()) {
      String mark =
          "finding %s %s %s".formatted(finding.check(), finding.database(), finding.subject());
      told.add(mark);
      if (!known.told().contains(mark)) {
        findings.add(finding);
      }
    }
    return new LoginChanges(
        changes, findings, new Known(good, told, List.of(), Optional.of(at), known.version()));
  }

  private static Map<String, LoginRow> byKey(List<LoginRow> rows) {
    return rows.stream()
        .collect(Collectors.toMap(LoginRow::key, Function.identity(), (one, other) -> one));
  }

  private static Set<String> wrongSubjects(List<LoginFinding> findings) {
    return findings.stream()
        .filter(finding -> finding.severity().compareTo(Severity.HIGH) <= 0)
        .filter(finding -> !finding.isUnread())
        .map(LoginFinding::subject)
        .collect(Collectors.toSet());
  }

  /// Whether something is badly wrong with whom it is about, so that it is not good.
  private static boolean isWrong(LoginRow row, Set<String> wrong) {
    return wrong.stream().anyMatch(subject -> isAbout(row, subject));
  }

  /// Rows name members of MySQL with quotes, findings without.
  static boolean isAbout(LoginRow row, String subject) {
    String name = row.name().replace("`", "");
    return switch (row.kind()) {
      case USER -> name.equals(subject.replace("`", ""));
      case GRANT -> name.startsWith(subject.replace("`", "") + " holds ");
      case SETTING -> row.name().startsWith(subject + " has its own ");
    };
  }

  private static String clause(LoginRow row, Optional<LoginRow> earlier) {
    String was = earlier.map(before -> ", before: " + before.value()).orElse("");
    return switch (row.kind()) {
      case USER ->
          earlier.isPresent()
              ? "user %s changed: %s%s".formatted(row.name(), row.value(), was)
              : "user %s is new: %s".formatted(row.name(), row.value());
      case GRANT ->
          "%s%s".formatted(row.name(), earlier.isPresent() ? ": " + row.value() + was : ", new");
      case SETTING -> "%s = '%s'%s".formatted(row.name(), row.value(), was);
    };
  }

  private static String gone(LoginRow row) {
    return switch (row.kind()) {
      case USER -> "user %s is gone".formatted(row.name());
      case GRANT -> row.name() + ", no longer";
      case SETTING -> row.name() + ", no longer";
    };
  }
}
