package dev.auroraguardrails.policy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A text of a policy with `*`, `?` and policy variables in it.
///
/// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html
final class Pattern {
  private static final int ANY = -1;
  private static final int ONE = -2;

  /// Variables are this and below.
  private static final int VARIABLE = -3;

  /// Characters, or one of the above.
  private final int[] codes;

  private final List<Variable> variables;

  /// A policy variable.
  ///
  /// @param key the condition key in lower case
  /// @param otherwise the default, for a request without the key
  private record Variable(String key, @Nullable String otherwise) {}

  /// How a text is written.
  ///
  /// @param wildcards whether `*` and `?` stand for other characters
  /// @param variables whether `${...}` is a policy variable: in version 2012-10-17 only
  record Syntax(boolean wildcards, boolean variables) {}

  private Pattern(int[] codes, List<Variable> variables) {
    this.codes = codes;
    this.variables = variables;
  }

  /// @throws Unjudgeable for a policy variable without an end or a name
  static Pattern of(String text, Syntax syntax) throws Unjudgeable {
    var codes = new int[text.length()];
    List<Variable> variables = new ArrayList<>(0);
    int size = 0;
    for (int i = 0; i < text.length(); i++) {
      char next = text.charAt(i);
      if (syntax.variables() && next == '$' && text.startsWith("{", i + 1)) {
        int end = text.indexOf('}', i);
        String inner = end < 0 ? "" : text.substring(i + 2, end);
        if (inner.isBlank()) {
          throw new Unjudgeable("wanted ${KEY} as a policy variable, got " + text);
        }
        if (inner.length() == 1 && "*?$".contains(inner)) {
          codes[size++] = inner.charAt(0);
        } else {
          codes[size++] = VARIABLE - variables.size();
          variables.add(variable(inner));
        }
        i = end;
      } else if (syntax.wildcards() && next == '*') {
        codes[size++] = ANY;
      } else if (syntax.wildcards() && next == '?') {
        codes[size++] = ONE;
      } else {
        codes[size++] = next;
      }
    }
    return new Pattern(size == codes.length ? codes : Arrays.copyOf(codes, size), variables);
  }

  /// `aws:username`, or with a default: `aws:PrincipalTag/team, 'none'`.
  private static Variable variable(String inner) throws Unjudgeable {
    int comma = inner.indexOf(',');
    if (comma < 0) {
      return new Variable(Facts.folded(inner.strip()), null);
    }
    String text = inner.substring(comma + 1).strip();
    if (text.length() < 2 || text.charAt(0) != '\'' || !text.endsWith("'")) {
      throw new Unjudgeable("wanted ${KEY, 'DEFAULT'} as a policy variable, got ${" + inner + "}");
    }
    return new Variable(
        Facts.folded(inner.substring(0, comma).strip()), text.substring(1, text.length() - 1));
  }

  /// @return whether it is `*` and nothing else
  boolean isEverything() {
    for (int code : codes) {
      if (code != ANY) {
        return false;
      }
    }
    return codes.length > 0;
  }

  /// @return whether it needs facts
  boolean hasVariables() {
    return !variables.isEmpty();
  }

  /// @return whether the text is fixed: no wildcards, no variables
  boolean isFixed() {
    for (int code : codes) {
      if (code < 0) {
        return false;
      }
    }
    return true;
  }

  /// @return the parts between the first colons, as many as an ARN has; empty when there are fewer
  List<Pattern> segments(int count) {
    List<Pattern> parts = new ArrayList<>(count);
    int from = 0;
    for (int i = 0; i < codes.length && parts.size() < count - 1; i++) {
      if (codes[i] == ':') {
        parts.add(new Pattern(Arrays.copyOfRange(codes, from, i), variables));
        from = i + 1;
      }
    }
    if (parts.size() < count - 1) {
      return List.of();
    }
    parts.add(new Pattern(Arrays.copyOfRange(codes, from, codes.length), variables));
    return parts;
  }

  /// @param unknown what a variable counts as, whose value nobody knows
  /// @return whether it matches the whole text
  boolean matches(String text, Facts facts, Truth unknown) {
    if (!hasVariables()) {
      return matches(codes, text);
    }
    Optional<int[]> widest = filled(facts);
    if (widest.isEmpty() || !matches(widest.get(), text)) {
      return false;
    }
    return unknown == Truth.TRUE || isKnown(facts);
  }

  /// @return unknown when it depends on a variable that nobody knows
  Truth test(String text, Facts facts) {
    if (!matches(text, facts, Truth.TRUE)) {
      return Truth.FALSE;
    }
    return isKnown(facts) ? Truth.TRUE : Truth.UNKNOWN;
  }

  /// @return the text, where it is fixed or its variables are known; wildcards are themselves
  Optional<String> text(Facts facts) {
    if (!isKnown(facts)) {
      return Optional.empty();
    }
    return filled(facts)
        .map(
            all -> {
              var text = new StringBuilder(all.length);
              for (int code : all) {
                text.append(code == ANY ? '*' : code == ONE ? '?' : (char) code);
              }
              return text.toString();
            });
  }

  /// @return whether each of its variables has one value, or is known to have none
  boolean isKnown(Facts facts) {
    if (!hasVariables()) {
      return true;
    }
    for (int code : codes) {
      if (code <= VARIABLE) {
        Optional<List<String>> known = facts.of(variables.get(VARIABLE - code).key());
        if (known.isEmpty() || known.get().size() > 1) {
          return false;
        }
      }
    }
    return true;
  }

  /// @return a text that it matches: every wildcard and variable is the filler
  String example(String filler) {
    var text = new StringBuilder();
    for (int code : codes) {
      if (code < 0) {
        text.append(filler);
      } else {
        text.append((char) code);
      }
    }
    return text.toString();
  }

  /// Unknown variables are anything. Empty when one is known to have no value: then nothing
  /// matches.
  private Optional<int[]> filled(Facts facts) {
    if (!hasVariables()) {
      return Optional.of(codes);
    }
    var filled = new ArrayList<Integer>();
    for (int code : codes) {
      if (code > VARIABLE) {
        filled.add(code);
        continue;
      }
      Variable variable = variables.get(VARIABLE - code);
      Optional<List<String>> known = facts.of(variable.key());
      if (known.isEmpty() || known.get().size() > 1) {
        filled.add(ANY);
        continue;
      }
      String value = known.get().isEmpty() ? variable.otherwise() : known.get().getFirst();
      if (value == null) {
        return Optional.empty();
      }
      value.chars().forEach(filled::add);
    }
    return Optional.of(filled.stream().mapToInt(Integer::intValue).toArray());
  }

  /// Goes back to the last star only, so it is linear in the pattern for a text of given length.
  private static boolean matches(int[] pattern, String text) {
    int p = 0;
    int t = 0;
    int star = -1;
    int resume = 0;
    while (t < text.length()) {
      int wanted = p < pattern.length ? pattern[p] : 0;
      if (p < pattern.length && wanted == ANY) {
        star = p++;
        resume = t;
      } else if (p < pattern.length && (wanted == ONE || wanted == text.charAt(t))) {
        p++;
        t++;
      } else if (star >= 0) {
        p = star + 1;
        t = ++resume;
      } else {
        return false;
      }
    }
    while (p < pattern.length && pattern[p] == ANY) {
      p++;
    }
    return p == pattern.length;
  }

  @Override
  public String toString() {
    var text = new StringBuilder();
    for (int code : codes) {
      if (code <= VARIABLE) {
        text.append("${").append(variables.get(VARIABLE - code).key()).append('}');
      } else {
        text.append(code == ANY ? '*' : code == ONE ? '?' : (char) code);
      }
    }
    return text.toString();
  }
}
