package dev.auroraguardrails.policy;

import dev.auroraguardrails.policy.Judgement.Level;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.SortedSet;
import java.util.StringJoiner;
import java.util.TreeSet;

/// What was found too much, statement by statement.
final class Reasons {
  private static final int SHOWN = 3;

  private final Map<Statement, Map<Danger, SortedSet<String>>> found = new LinkedHashMap<>();
  private final NavigableSet<String> granted = new TreeSet<>();

  boolean isEmpty() {
    return found.isEmpty();
  }

  boolean grants(String action) {
    return granted.contains(action);
  }

  void add(Statement statement, String action, Set<Danger> dangers) {
    granted.add(action);
    var byDanger = found.computeIfAbsent(statement, s -> new EnumMap<>(Danger.class));
    for (Danger danger : dangers) {
      byDanger.computeIfAbsent(danger, d -> new TreeSet<>()).add(action);
    }
  }

  /// Actions that are told where there is a violation, and make none.
  void addTold(Statement statement, Collection<String> actions) {
    actions.stream()
        .filter(action -> statement.actions().cover(Statement.folded(action)))
        .forEach(granted::add);
  }

  Judgement violation() {
    Set<Danger> dangers = new java.util.HashSet<>();
    List<String> why = new ArrayList<>();
    found.forEach(
        (statement, byDanger) -> {
          dangers.addAll(byDanger.keySet());
          why.add(clause(statement, byDanger));
        });
    return new Judgement(Level.VIOLATION, dangers, granted, why);
  }

  private static String clause(Statement statement, Map<Danger, SortedSet<String>> byDanger) {
    var gives = new StringJoiner(", ");
    byDanger.forEach(
        (danger, actions) ->
            gives.add(
                danger.verb()
                    + " ("
                    + actions.getFirst()
                    + (actions.size() > 1 ? " and " + (actions.size() - 1) + " more" : "")
                    + ")"));
    return statement.name() + " allows " + about(statement) + ": " + gives + condition(statement);
  }

  private static String about(Statement statement) {
    var actions = statement.actions();
    String said = (actions.negated() ? "all but " : "") + some(actions.texts());
    return statement
        .resources()
        .map(r -> said + " on " + (r.negated() ? "all but " : "") + some(r.patterns()))
        .orElse(said);
  }

  private static String condition(Statement statement) {
    return statement.conditions().isEmpty()
        ? ""
        : "; its condition does not name resources (" + some(statement.conditions()) + ")";
  }

  private static String some(List<?> all) {
    var shown = new StringJoiner(", ");
    all.stream().limit(SHOWN).forEach(one -> shown.add(String.valueOf(one)));
    return all.size() > SHOWN ? shown + " and " + (all.size() - SHOWN) + " more" : shown.toString();
  }
}
