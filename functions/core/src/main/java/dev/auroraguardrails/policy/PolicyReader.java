package dev.auroraguardrails.policy;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads the grammar of policy documents and nothing beside it, token by token, so that neither
/// depth nor size can hurt.
///
/// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html
final class PolicyReader {
  /// CloudTrail cuts off what is longer.
  private static final int LONGEST = 100 * 1024;

  private static final Set<String> VERSIONS = Set.of("2012-10-17", "2008-10-17");

  private static final Set<String> PRINCIPALS =
      Set.of("AWS", "Service", "Federated", "CanonicalUser");

  private static final JsonFactory JSON =
      JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  private final JsonParser json;
  private String version = "2008-10-17";

  private PolicyReader(JsonParser json) {
    this.json = json;
  }

  static Policy read(String document) throws Unjudgeable {
    String plain = decoded(document);
    if (plain.length() > LONGEST) {
      throw new Unjudgeable("wanted at most " + LONGEST + " characters, got " + plain.length());
    }
    try (JsonParser json = JSON.createParser(plain)) {
      return new PolicyReader(json).document();
    } catch (JsonParseException broken) {
      throw new Unjudgeable("not JSON: " + broken.getOriginalMessage() + place(broken));
    } catch (IOException broken) {
      throw new Unjudgeable("not JSON: " + broken.getMessage());
    }
  }

  private static String place(JsonParseException broken) {
    var at = broken.getLocation();
    return at == null ? "" : " (line " + at.getLineNr() + ", column " + at.getColumnNr() + ")";
  }

  /// IAM encodes by RFC 3986, where a plus is a plus; the decoder would make it a space.
  private static String decoded(String document) throws Unjudgeable {
    if (!document.stripLeading().startsWith("%")) {
      return document;
    }
    try {
      return URLDecoder.decode(document.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException broken) {
      throw new Unjudgeable("not URL-encoded: " + broken.getMessage());
    }
  }

  private Policy document() throws IOException, Unjudgeable {
    want(json.nextToken(), JsonToken.START_OBJECT, "a policy document");
    List<StatementDraft> drafts = new ArrayList<>();
    while (json.nextToken() != JsonToken.END_OBJECT) {
      String element = json.currentName();
      json.nextToken();
      switch (element) {
        case "Version" -> version = version(text("Version"));
        case "Id" -> text("Id");
        case "Statement" -> statements(drafts);
        default -> throw wrong("wanted Version, Id or Statement, got \"" + element + "\"");
      }
    }
    if (json.nextToken() != null) {
      throw wrong("wanted nothing after the document, got " + json.getText());
    }
    if (drafts.isEmpty()) {
      throw new Unjudgeable("wanted a Statement, got none");
    }
    boolean variables = version.equals("2012-10-17");
    List<Statement> statements = new ArrayList<>(drafts.size());
    for (StatementDraft draft : drafts) {
      statements.add(draft.statement(statements.size() + 1, variables));
    }
    boolean trust = statements.getFirst().principals().isPresent();
    if (statements.stream().anyMatch(s -> s.principals().isPresent() != trust)) {
      throw new Unjudgeable("wanted a Principal in all statements or in none, got it in some");
    }
    return new Policy(statements, trust);
  }

  private String version(String text) throws Unjudgeable {
    if (!VERSIONS.contains(text)) {
      throw wrong("wanted Version 2012-10-17 or 2008-10-17, got " + text);
    }
    return text;
  }

  private void statements(List<StatementDraft> drafts) throws IOException, Unjudgeable {
    if (json.currentToken() != JsonToken.START_ARRAY) {
      drafts.add(statement());
      return;
    }
    while (json.nextToken() != JsonToken.END_ARRAY) {
      drafts.add(statement());
    }
  }

  private StatementDraft statement() throws IOException, Unjudgeable {
    want(json.currentToken(), JsonToken.START_OBJECT, "a statement");
    var draft = new StatementDraft();
    while (json.nextToken() != JsonToken.END_OBJECT) {
      String element = json.currentName();
      json.nextToken();
      switch (element) {
        case "Sid" -> draft.sid = text("Sid");
        case "Effect" -> draft.effect = effect(text("Effect"));
        case "Action" -> draft.actions = texts("Action");
        case "NotAction" -> draft.notActions = texts("NotAction");
        case "Resource" -> draft.resources = texts("Resource");
        case "NotResource" -> draft.notResources = texts("NotResource");
        case "Principal" -> draft.principal(principals(false));
        case "NotPrincipal" -> draft.principal(principals(true));
        case "Condition" -> conditions(draft.conditions);
        default -> throw wrong("wanted an element of a statement, got \"" + element + "\"");
      }
    }
    return draft;
  }

  private Statement.Effect effect(String text) throws Unjudgeable {
    return switch (text) {
      case "Allow" -> Statement.Effect.ALLOW;
      case "Deny" -> Statement.Effect.DENY;
      default -> throw wrong("wanted Effect Allow or Deny, got " + text);
    };
  }

  private Principals principals(boolean negated) throws IOException, Unjudgeable {
    if (json.currentToken() == JsonToken.VALUE_STRING) {
      String text = json.getText();
      if (!text.equals("*")) {
        throw wrong("wanted a Principal with its type, or *, got " + text);
      }
      return new Principals(negated, Map.of("AWS", List.of("*")));
    }
    want(json.currentToken(), JsonToken.START_OBJECT, "a Principal");
    var byType = new HashMap<String, List<String>>();
    while (json.nextToken() != JsonToken.END_OBJECT) {
      String type = json.currentName();
      json.nextToken();
      if (!PRINCIPALS.contains(type)) {
        throw wrong("wanted a Principal of " + PRINCIPALS + ", got \"" + type + "\"");
      }
      byType.put(type, texts(type));
    }
    if (byType.isEmpty()) {
      throw wrong("wanted a Principal, got an empty one");
    }
    return new Principals(negated, byType);
  }

  private void conditions(List<StatementDraft.Asked> all) throws IOException, Unjudgeable {
    want(json.currentToken(), JsonToken.START_OBJECT, "a Condition");
    while (json.nextToken() != JsonToken.END_OBJECT) {
      String operator = json.currentName();
      json.nextToken();
      want(json.currentToken(), JsonToken.START_OBJECT, operator);
      while (json.nextToken() != JsonToken.END_OBJECT) {
        String key = json.currentName();
        json.nextToken();
        all.add(new StatementDraft.Asked(operator, key, values(key)));
      }
    }
  }

  /// Strings, one or more of them.
  private List<String> texts(String element) throws IOException, Unjudgeable {
    if (json.currentToken() == JsonToken.VALUE_STRING) {
      return List.of(text(element));
    }
    want(json.currentToken(), JsonToken.START_ARRAY, element);
    List<String> texts = new ArrayList<>();
    while (json.nextToken() != JsonToken.END_ARRAY) {
      texts.add(text(element));
    }
    if (texts.isEmpty()) {
      throw wrong("wanted a value of " + element + ", got an empty list");
    }
    return texts;
  }

  private String text(String element) throws IOException, Unjudgeable {
    want(json.currentToken(), JsonToken.VALUE_STRING, element);
    return json.getText();
  }

  /// Strings, numbers and booleans: IAM takes all three in a condition.
  private List<String> values(String key) throws IOException, Unjudgeable {
    List<String> values = new ArrayList<>();
    if (json.currentToken() == JsonToken.START_ARRAY) {
      while (json.nextToken() != JsonToken.END_ARRAY) {
        values.add(value(key));
      }
    } else {
      values.add(value(key));
    }
    if (values.isEmpty()) {
      throw wrong("wanted a value of " + key + ", got an empty list");
    }
    return values;
  }

  private String value(String key) throws IOException, Unjudgeable {
    JsonToken token = json.currentToken();
    if (token == null || !token.isScalarValue() || token == JsonToken.VALUE_NULL) {
      throw wrong("wanted a value of " + key + ", got " + said(token));
    }
    return json.getText();
  }

  private void want(@Nullable JsonToken got, JsonToken wanted, String element) throws Unjudgeable {
    if (got != wanted) {
      throw wrong("wanted " + said(wanted) + " as " + element + ", got " + said(got));
    }
  }

  private static String said(@Nullable JsonToken token) {
    return token == null
        ? "nothing"
        : token.name().replaceFirst("^(VALUE|START)_", "").toLowerCase(Locale.ROOT);
  }

  private Unjudgeable wrong(String message) {
    var at = json.currentTokenLocation();
    return new Unjudgeable(
        "%s (line %d, column %d)".formatted(message, at.getLineNr(), at.getColumnNr()));
  }
}
