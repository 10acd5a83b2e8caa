package dev.auroraguardrails.login.events;

import dev.auroraguardrails.login.LoginCluster;
import dev.auroraguardrails.login.LoginFinding;
import dev.auroraguardrails.login.LoginFixer;
import dev.auroraguardrails.login.SqlFix;
import dev.auroraguardrails.login.events.Known.Pending;
import dev.auroraguardrails.login.events.LoginChanges.Change;
import dev.auroraguardrails.model.Pause;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/// Decides which changes are put back, and has it done. Nothing is while the guard is paused or
/// cannot read whether it is, nor more than a few times an hour on one cluster.
final class LoginRepairs {
  private static final int MOST = 3;

  private final LoginFixer fixer;
  private final LoginMemory memory;
  private final Supplier<Pause> pause;

  LoginRepairs(LoginFixer fixer, LoginMemory memory, Supplier<Pause> pause) {
    this.fixer = fixer;
    this.memory = memory;
    this.pause = pause;
  }

  /// What is to be put back, by the row's key; and why something is not, though it could be.
  record Plan(Map<String, SqlFix> fixes, Map<String, String> hindrances) {
    Plan {
      fixes = Map.copyOf(fixes);
      hindrances = Map.copyOf(hindrances);
    }

    List<Pending> pending(List<Change> changes, Instant now) {
      var pending = new ArrayList<Pending>();
      for (Change change : changes) {
        SqlFix fix = fixes.get(change.key());
        if (fix != null) {
          change.row().ifPresent(row -> pending.add(new Pending(fix, row, now)));
        }
      }
      return pending;
    }
  }

  /// @param changes those that something is badly wrong with
  /// @param findings what is wrong
  Plan plan(LoginCluster cluster, List<Change> changes, List<LoginFinding> findings, Instant now) {
    Map<String, SqlFix> fixes = new LinkedHashMap<>();
    Map<String, String> hindrances = new LinkedHashMap<>();
    Optional<String> paused = pause.get().stops(now);
    for (Change change : changes) {
      if (change.row().isEmpty()) {
        continue;
      }
      try {
        Optional<SqlFix> fix =
            fixer
                .plan(cluster, change.row().get(), change.earlier())
                .filter(planned -> isMeant(planned, findings));
        if (fix.isEmpty()) {
          continue;
        }
        if (paused.isPresent()) {
          hindrances.put(change.key(), paused.get());
        } else if (isTooOften(cluster, now)) {
          hindrances.put(change.key(), "%d fixes within an hour were made already".formatted(MOST));
        } else {
          fixes.put(change.key(), fix.get());
        }
      } catch (SQLException failed) {
        hindrances.put(
            change.key(), "the fixing user could not look: SQLSTATE " + failed.getSQLState());
      }
    }
    return new Plan(fixes, hindrances);
  }

  /// Of several grants to one member, only the one that a finding advises to take away.
  private static boolean isMeant(SqlFix fix, List<LoginFinding> findings) {
    return switch (fix.kind()) {
      case REVOKE_ROLE -> {
        String advice = fix.does().getFirst().replaceFirst(" GRANTED BY .*$", "") + ";";
        yield findings.stream().anyMatch(finding -> finding.advice().equals(Optional.of(advice)));
      }
      case RESET_SETTING, LOCK_ACCOUNT, DROP_ANONYMOUS, REQUIRE_TLS -> true;
    };
  }

  private boolean isTooOften(LoginCluster cluster, Instant now) {
    long hour = now.getEpochSecond() / Duration.ofHours(1).toSeconds();
    return memory.count("fixes#%s#%d".formatted(cluster.resourceId(), hour), 1, now).now() > MOST;
  }

  SqlFix.Result make(LoginCluster cluster, SqlFix fix, Change change) {
    return change
        .row()
        .map(row -> fixer.make(cluster, fix, row, change.earlier()))
        .orElseThrow(() -> new IllegalArgumentException("nothing stands to be put back"));
  }
}
