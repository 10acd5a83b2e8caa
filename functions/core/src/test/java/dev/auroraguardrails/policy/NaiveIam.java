package dev.auroraguardrails.policy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A second reading of IAM's rules, for the evaluator to be held against: over the JSON tree, by
/// regular expressions, the longest way round.
final class NaiveIam {
  /// Values by condition key in lower case; an empty list is a key that the request lacks.
  private final Map<String, List<String>> facts;

  NaiveIam(Map<String, List<String>> facts) {
    this.facts = facts;
  }

  String judge(List<JsonNode> documents, String action, String resource) {
    boolean allowed = false;
    boolean maybe = false;
    for (JsonNode document : documents) {
      boolean variables = document.path("Version").asText().equals("2012-10-17");
      for (JsonNode s : listed(document.path("Statement"))) {
        boolean allow = s.path("Effect").asText().equals("Allow");
        if (!matchesAction(s, action) || !matchesResource(s, resource, allow, variables)) {
          continue;
        }
        Truth holds = holds(s.path("Condition"), variables);
        if (!allow && holds == Truth.TRUE) {
          return "DENY";
        }
        allowed |= allow && holds == Truth.TRUE;
        maybe |= allow && holds == Truth.UNKNOWN;
      }
    }
    return allowed ? "ALLOW" : maybe ? "CONDITIONAL" : "NONE";
  }

  private static boolean matchesAction(JsonNode s, String action) {
    boolean negated = s.has("NotAction");
    boolean any =
        texts(s.path(negated ? "NotAction" : "Action")).stream()
            .anyMatch(
                pattern ->
                    glob(pattern.toLowerCase(Locale.ROOT), true)
                        .matcher(action.toLowerCase(Locale.ROOT))
                        .matches());
    return any != negated;
  }

  private boolean matchesResource(JsonNode s, String resource, boolean allow, boolean variables) {
    boolean negated = s.has("NotResource");
    boolean wide = allow != negated;
    boolean any =
        texts(s.path(negated ? "NotResource" : "Resource")).stream()
            .anyMatch(pattern -> matchesArn(pattern, resource, wide, variables));
    return any != negated;
  }

  private boolean matchesArn(String pattern, String arn, boolean wide, boolean variables) {
    if (pattern.matches("\\*+")) {
      return true;
    }
    String filled = variables ? filled(pattern) : pattern;
    if (filled.contains("\u0001") && !wide) {
      return false;
    }
    // Colons that came out of a variable do not cut segments.
    String[] wanted = (variables ? pattern : filled).split(":", 6);
    String[] got = arn.split(":", 6);
    if (wanted.length == 6 && got.length == 6) {
      boolean all = true;
      for (int i = 0; i < 6; i++) {
        String segment = variables ? filled(wanted[i]) : wanted[i];
        all &= glob(segment, true).matcher(got[i]).matches();
      }
      if (all) {
        return true;
      }
    }
    return wide && glob(filled, true).matcher(arn).matches();
  }

  /// Unknown variables become U+0001, which the expressions take for anything.
  private String filled(String text) {
    Matcher variable = Pattern.compile("\\$\\{([^}]*)}").matcher(text);
    return variable.replaceAll(
        found -> {
          List<String> known = facts.get(found.group(1).toLowerCase(Locale.ROOT));
          if (known == null) {
            return "\u0001";
          }
          // U+0002 matches nothing: a variable without a value.
          return known.isEmpty() ? "\u0002" : Matcher.quoteReplacement(known.getFirst());
        });
  }

  private static Pattern glob(String text, boolean wildcards) {
    var regex = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean any = c == '\u0001' || (wildcards && c == '*');
      regex.append(any ? ".*" : wildcards && c == '?' ? "." : Pattern.quote(String.valueOf(c)));
    }
    return Pattern.compile(regex.toString(), Pattern.DOTALL);
  }

  private Truth holds(JsonNode condition, boolean variables) {
    List<Truth> all = new ArrayList<>();
    for (Map.Entry<String, JsonNode> operator : condition.properties()) {
      for (Map.Entry<String, JsonNode> key : operator.getValue().properties()) {
        all.add(holds(operator.getKey(), key.getKey(), texts(key.getValue()), variables));
      }
    }
    return all(all);
  }

  private Truth holds(String operator, String key, List<String> wanted, boolean variables) {
    List<String> got = facts.get(key.toLowerCase(Locale.ROOT));
    if (got == null) {
      return Truth.UNKNOWN;
    }
    String name = operator.replaceFirst("^For(All|Any)Values?:", "").replaceFirst("IfExists$", "");
    if (name.equals("Null")) {
      return Truth.of(wanted.contains(String.valueOf(got.isEmpty())));
    }
    boolean negated = name.contains("Not");
    if (got.isEmpty()) {
      return Truth.of(
          operator.endsWith("IfExists")
              || operator.startsWith("ForAll")
              || (negated && !operator.startsWith("ForAny")));
    }
    List<Truth> each = new ArrayList<>();
    for (String value : got) {
      List<Truth> matches =
          wanted.stream().map(w -> matches(name.replace("Not", ""), w, value, variables)).toList();
      Truth any = not(all(matches.stream().map(NaiveIam::not).toList()));
      each.add(negated ? not(any) : any);
    }
    if (operator.startsWith("ForAny")) {
      return not(all(each.stream().map(NaiveIam::not).toList()));
    }
    boolean several = got.size() > 1 && !operator.startsWith("ForAll");
    return several ? Truth.UNKNOWN : all(each);
  }

  private Truth matches(String operator, String wanted, String got, boolean variables) {
    return switch (operator) {
      case "NumericLessThan" -> Truth.of(Double.parseDouble(got) < Double.parseDouble(wanted));
      case "NumericEquals" -> Truth.of(Double.parseDouble(got) == Double.parseDouble(wanted));
      case "Bool" -> Truth.of(got.equalsIgnoreCase(wanted));
      default -> {
        String filled = variables ? filled(wanted) : wanted;
        boolean matches = glob(filled, operator.equals("StringLike")).matcher(got).matches();
        boolean guessed = matches && filled.contains("\u0001");
        yield guessed ? Truth.UNKNOWN : Truth.of(matches);
      }
    };
  }

  private static Truth all(List<Truth> values) {
    if (values.contains(Truth.FALSE)) {
      return Truth.FALSE;
    }
    return values.contains(Truth.UNKNOWN) ? Truth.UNKNOWN : Truth.TRUE;
  }

  private static Truth not(Truth value) {
    return switch (value) {
      case TRUE -> Truth.FALSE;
      case FALSE -> Truth.TRUE;
      case UNKNOWN -> Truth.UNKNOWN;
    };
  }

  private static List<JsonNode> listed(JsonNode node) {
    List<JsonNode> all = new ArrayList<>();
    if (node.isArray()) {
      node.forEach(all::add);
    } else {
      all.add(node);
    }
    return all;
  }

  private static List<String> texts(JsonNode node) {
    return listed(node).stream().map(JsonNode::asText).toList();
  }
}
