package dev.auroraguardrails.control.audit;

import com.fasterxml.jackson.databind.JsonNode;
import dev.auroraguardrails.control.About;
import dev.auroraguardrails.control.CallSet;
import dev.auroraguardrails.control.Context;
import dev.auroraguardrails.control.Control;
import dev.auroraguardrails.control.ParameterFloor;
import dev.auroraguardrails.model.Act;
import dev.auroraguardrails.model.ChangeEvent;
import dev.auroraguardrails.model.Engines;
import dev.auroraguardrails.model.Family;
import dev.auroraguardrails.model.Remediation.SetClusterParameters;
import dev.auroraguardrails.model.Remediation.SetClusterParameters.Parameter;
import dev.auroraguardrails.model.Remediation.Step;
import dev.auroraguardrails.model.Resource.DbClusterParameterGroup;
import dev.auroraguardrails.model.Restored;
import dev.auroraguardrails.model.Restored.Source;
import dev.auroraguardrails.model.Severity;
import dev.auroraguardrails.model.Violation;
import dev.auroraguardrails.model.Violation.Fix;
import dev.auroraguardrails.port.Ledger.LastGood;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Judged by what was audited before: pgAudit is no part of a cluster unless somebody chose it.
/// `shared_preload_libraries` waits for a reboot, so that what was taken out is put back before it
/// is missed; `pgaudit.log` and `pgaudit.role` come into force at once
///
// (https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/Appendix.PostgreSQL.CommonDBATasks.pgaudit.html).
@About(
    id = "LOG-04",
    title = "The audit of Aurora PostgreSQL clusters is neither taken out nor narrowed",
    severity = Severity.HIGH,
    family = Family.RDS,
    act = Act.REVERT_IF_ASKED,
    on = CallSet.PARAMETER_CHANGES,
    why = "Without it nobody can tell what was done in the database; to narrow it is to hide.",
    limits =
        "What happened while less was audited is in no log. Where pgAudit was unloaded by a reboot,"
            + " a person has to reboot once more.",
    mappings = "CIS AWS Database Services 2.5")
public final class PostgresqlAuditKept implements Control<DbClusterParameterGroup> {
  private static final String LIBRARIES = "shared_preload_libraries";
  private static final String LOG = "pgaudit.log";
  private static final String ROLE = "pgaudit.role";
  private static final String PGAUDIT = "pgaudit";

  private static final Map<String, String> DEFAULTS =
      Map.of(LIBRARIES, "pg_stat_statements", LOG, "none", ROLE, "");

  private static final Set<String> CLASSES =
      Set.of("read", "write", "function", "role", "ddl", "misc", "misc_set");

  @Override
  public Class<DbClusterParameterGroup> checks() {
    return DbClusterParameterGroup.class;
  }

  @Override
  public List<Violation> check(
      DbClusterParameterGroup now, Context<DbClusterParameterGroup> context) {
    if (!now.engine().equals(Optional.of(Engines.AURORA_POSTGRESQL))) {
      return List.of();
    }
    return context
        .lastGood()
        .map(good -> sinceThen(now, good))
        .orElseGet(() -> withoutAPast(now, context));
  }

  private static List<Violation> sinceThen(
      DbClusterParameterGroup now, LastGood<DbClusterParameterGroup> good) {
    DbClusterParameterGroup then = good.state();
    List<Violation> found = new ArrayList<>();
    if (!loads(then)) {
      return found;
    }
    if (!loads(now)) {
      String libraries = value(now, LIBRARIES);
      String with = libraries.isBlank() ? PGAUDIT : libraries + "," + PGAUDIT;
      found.add(back(now, good, LIBRARIES, with, "pgAudit is gone with the next reboot"));
    }
    Set<String> lost = new HashSet<>(classes(value(then, LOG)));
    lost.removeAll(classes(value(now, LOG)));
    if (!lost.isEmpty()) {
      String less = "statements of these classes are not audited any more: " + sorted(lost);
      found.add(back(now, good, LOG, value(then, LOG), less));
    }
    if (!value(then, ROLE).isBlank() && !value(now, ROLE).equals(value(then, ROLE))) {
      String less = "what was granted to " + value(then, ROLE) + " is not audited any more";
      found.add(back(now, good, ROLE, value(then, ROLE), less));
    }
    return found;
  }

  /// Where the past is unknown, only a call that may have taken pgAudit out is worth a word.
  private static List<Violation> withoutAPast(
      DbClusterParameterGroup now, Context<DbClusterParameterGroup> context) {
    boolean audits = !classes(value(now, LOG)).isEmpty() || !value(now, ROLE).isBlank();
    return List.of(LIBRARIES, LOG, ROLE).stream()
        .filter(name -> name.equals(LIBRARIES) ? !loads(now) : loads(now) && !audits)
        .filter(name -> context.change().filter(change -> touches(change, name)).isPresent())
        .map(
            name ->
                Violation.told(
                    name,
                    said(now, name, "pgAudit records nothing"),
                    "what it was before is not known"))
        .toList();
  }

  private static boolean touches(ChangeEvent change, String name) {
    JsonNode all = change.changed().get("resetAllParameters");
    JsonNode some = change.changed().get("parameters");
    return (all != null && all.asBoolean())
        || (some != null && some.findValuesAsText("parameterName").contains(name));
  }

  private static Violation back(
      DbClusterParameterGroup now,
      LastGood<DbClusterParameterGroup> good,
      String name,
      String to,
      String meaning) {
    var step = new Step<>(Optional.ofNullable(now.values().get(name)), to);
    return Violation.fixable(
        name,
        said(now, name, meaning),
        new Fix(
            new SetClusterParameters(now.id(), List.of(new Parameter(name, step))),
            new Restored(to, Source.LAST_KNOWN_GOOD, Optional.of(good.asOf()))));
  }

  private static String said(DbClusterParameterGroup now, String name, String meaning) {
    String value = value(now, name);
    return "%s of parameter group %s is %s: %s"
        .formatted(name, now.id().name(), value.isBlank() ? "empty" : value, meaning);
  }

  private static boolean loads(DbClusterParameterGroup group) {
    return ParameterFloor.words(value(group, LIBRARIES)).contains(PGAUDIT);
  }

  private static String value(DbClusterParameterGroup group, String name) {
    return Optional.ofNullable(group.values().get(name)).orElseGet(() -> DEFAULTS.get(name));
  }

  /// The classes of statements that a value of `pgaudit.log` has written: `all, -misc`
  /// (https://github.com/pgaudit/pgaudit/blob/main/README.md#pgauditlog).
  private static Set<String> classes(String value) {
    var classes = new HashSet<String>();
    for (String raw : value.toLowerCase(Locale.ROOT).split(",", -1)) {
      String word = raw.strip();
      String name = word.startsWith("-") ? word.substring(1) : word;
      Set<String> meant = name.equals("all") ? CLASSES : Set.of(name);
      if (word.startsWith("-")) {
        classes.removeAll(meant);
      } else if (CLASSES.containsAll(meant)) {
        classes.addAll(meant);
      }
    }
    return classes;
  }

  private static String sorted(Set<String> words) {
    return String.join(", ", words.stream().sorted().toList());
  }
}
