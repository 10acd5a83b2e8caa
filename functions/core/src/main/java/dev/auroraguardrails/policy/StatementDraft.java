package dev.auroraguardrails.policy;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A statement while it is read: its elements come in any order, and what they mean depends on the
/// document's version, which may come last.
final class StatementDraft {
  String sid = "";
  Statement.@Nullable Effect effect;
  List<String> actions = List.of();
  List<String> notActions = List.of();
  List<String> resources = List.of();
  List<String> notResources = List.of();
  final List<Asked> conditions = new ArrayList<>(0);
  private @Nullable Principals principals;

  /// A condition as it is written.
  record Asked(String operator, String key, List<String> values) {}

  void principal(Principals given) throws Unjudgeable {
    if (principals != null) {
      throw new Unjudgeable("wanted Principal or NotPrincipal, got both");
    }
    principals = given;
  }

  /// @param number its place in the document, from 1
  /// @param variables whether the document's version knows policy variables
  Statement statement(int number, boolean variables) throws Unjudgeable {
    if (effect == null) {
      throw wrong(number, "Effect Allow or Deny, got none");
    }
    if (actions.isEmpty() == notActions.isEmpty()) {
      throw wrong(number, "Action or NotAction, got " + (actions.isEmpty() ? "none" : "both"));
    }
    if (!resources.isEmpty() && !notResources.isEmpty()) {
      throw wrong(number, "Resource or NotResource, got both");
    }
    if (resources.isEmpty() && notResources.isEmpty() && principals == null) {
      throw wrong(number, "Resource, NotResource or Principal, got none");
    }
    List<Condition> tests = new ArrayList<>(conditions.size());
    for (Asked asked : conditions) {
      tests.add(Condition.of(asked.operator(), asked.key(), asked.values(), variables));
    }
    return new Statement(
        number,
        sid,
        effect,
        actions(number),
        resources(variables),
        Optional.ofNullable(principals),
        tests);
  }

  private Statement.Actions actions(int number) throws Unjudgeable {
    List<String> texts = actions.isEmpty() ? notActions : actions;
    Set<String> fixed = new HashSet<>();
    List<Pattern> patterns = new ArrayList<>(0);
    for (String text : texts) {
      if (text.indexOf(':') < 0 && text.indexOf('*') < 0) {
        throw wrong(number, "SERVICE:ACTION as an action, got " + text);
      }
      String folded = Statement.folded(text);
      if (folded.indexOf('*') < 0 && folded.indexOf('?') < 0) {
        fixed.add(folded);
      } else {
        patterns.add(Pattern.of(folded, new Pattern.Syntax(true, false)));
      }
    }
    return new Statement.Actions(actions.isEmpty(), texts, fixed, patterns);
  }

  private Optional<Statement.Resources> resources(boolean variables) throws Unjudgeable {
    List<String> texts = resources.isEmpty() ? notResources : resources;
    if (texts.isEmpty()) {
      return Optional.empty();
    }
    List<ArnPattern> patterns = new ArrayList<>(texts.size());
    for (String text : texts) {
      patterns.add(ArnPattern.of(text, new Pattern.Syntax(true, variables)));
    }
    return Optional.of(new Statement.Resources(resources.isEmpty(), patterns));
  }

  private static Unjudgeable wrong(int number, String message) {
    return new Unjudgeable("statement " + number + ": wanted " + message);
  }
}
