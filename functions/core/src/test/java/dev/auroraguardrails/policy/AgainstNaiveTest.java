package dev.auroraguardrails.policy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.auroraguardrails.engine.Json;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Random documents and requests out of few letters, so that they meet.
class AgainstNaiveTest {
  private static final int DOCUMENTS = 20_000;
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private static final List<String> ACTIONS =
      List.of("rds:Stop", "rds:Start", "rds-db:connect", "s3:Get", "RDS:STOP", "rds:St");

  private static final List<String> ACTION_PATTERNS =
      List.of("*", "rds:*", "rds:st*", "r*", "rds:?top", "*:connect", "s3:Get", "rds:*t*t", "x:y");

  private static final List<String> SEGMENTS = List.of("a", "b", "ab", "*", "a*", "?", "*b", "");
  private static final List<String> RESTS =
      List.of("*", "c:*", "c:a", "c:a*", "c:*b/*", "c:${k1}", "${k2}", "c:${k1}*", "?:ab");

  private static final List<String> KEYS = List.of("k1", "K2", "k3", "tag/K4");
  private static final List<String> VALUES =
      List.of("a", "b", "ab", "a*", "*", "?b", "${k1}", "${k3}x", "A");

  private static final List<String> TEXT_OPERATORS =
      List.of("StringEquals", "StringNotEquals", "StringLike", "StringNotLike");

  private final Random random = new Random();

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void bothReadingsSayTheSame(long seed) throws Exception {
    random.setSeed(seed);
    var seen = new TreeMap<String, Integer>();
    for (int i = 0; i < DOCUMENTS; i++) {
      List<JsonNode> documents =
          random.nextBoolean() ? List.of(document()) : List.of(document(), document());
      Map<String, List<String>> facts = facts();
      String action = one(ACTIONS);
      String resource = "arn:" + plain() + ":" + plain() + "::" + plain() + ":c:" + plain();

      List<Policy> policies = new java.util.ArrayList<>();
      for (JsonNode document : documents) {
        policies.add(Policy.parse(document.toString()));
      }
      var permissions = new Permissions(policies, java.util.Optional.empty());
      String said = said(permissions.judge(Request.of(action, resource, new Facts(facts))));

      assertThat(said)
          .as("%s %s %s with %s", documents, action, resource, facts)
          .isEqualTo(new NaiveIam(folded(facts)).judge(documents, action, resource));
      seen.merge(said, 1, Integer::sum);
    }
    assertThat(seen).containsOnlyKeys("ALLOW", "CONDITIONAL", "DENY", "NONE");
    assertThat(seen.values()).allMatch(times -> times > DOCUMENTS / 100);
  }

  static String said(Verdict verdict) {
    return switch (verdict) {
      case Verdict.Granted g -> "ALLOW";
      case Verdict.GrantedIf g -> "CONDITIONAL";
      case Verdict.Denied d -> "DENY";
      case Verdict.NotGranted n -> "NONE";
    };
  }

  private ObjectNode document() {
    ObjectNode document = JSON.objectNode();
    if (random.nextInt(4) > 0) {
      document.put("Version", random.nextInt(4) > 0 ? "2012-10-17" : "2008-10-17");
    }
    if (random.nextInt(3) == 0) {
      document.set("Statement", statement());
    } else {
      var all = document.putArray("Statement");
      for (int i = 0; i <= random.nextInt(3); i++) {
        all.add(statement());
      }
    }
    return document;
  }

  private ObjectNode statement() {
    ObjectNode s = JSON.objectNode();
    s.put("Effect", random.nextInt(3) > 0 ? "Allow" : "Deny");
    s.set(random.nextInt(5) == 0 ? "NotAction" : "Action", some(ACTION_PATTERNS));
    String resource =
        random.nextInt(3) == 0
            ? "*"
            : random.nextInt(8) == 0
                ? "arn:*" + one(RESTS)
                : "arn:"
                    + one(SEGMENTS)
                    + ":"
                    + one(SEGMENTS)
                    + ":*:"
                    + one(SEGMENTS)
                    + ":"
                    + one(RESTS);
    s.put(random.nextInt(5) == 0 ? "NotResource" : "Resource", resource);
    if (random.nextInt(3) == 0) {
      ObjectNode condition = s.putObject("Condition");
      for (int i = 0; i <= random.nextInt(2); i++) {
        condition(condition);
      }
    }
    return s;
  }

  private void condition(ObjectNode condition) {
    switch (random.nextInt(6)) {
      case 0 -> condition.putObject("Null").put(one(KEYS), random.nextBoolean());
      case 1 ->
          condition
              .putObject(random.nextBoolean() ? "NumericLessThan" : "NumericEqualsIfExists")
              .put("n", random.nextInt(3));
      case 2 -> condition.putObject("Bool").put("flag", random.nextBoolean() ? "true" : "False");
      default -> {
        String set = one(List.of("", "", "ForAllValues:", "ForAnyValue:"));
        String exists = random.nextInt(4) == 0 ? "IfExists" : "";
        condition.putObject(set + one(TEXT_OPERATORS) + exists).set(one(KEYS), some(VALUES));
      }
    }
  }

  private Map<String, List<String>> facts() {
    var facts = new HashMap<String, List<String>>();
    for (String key : KEYS) {
      switch (random.nextInt(4)) {
        case 0 -> facts.put(key, List.of());
        case 1 -> facts.put(key, List.of(plain()));
        case 2 ->
            // The naive reading fills variables from single values only.
            facts.put(key, key.startsWith("tag") ? List.of(plain(), plain()) : List.of(plain()));
        default -> {}
      }
    }
    if (random.nextBoolean()) {
      facts.put("n", List.of(String.valueOf(random.nextInt(3))));
    }
    if (random.nextBoolean()) {
      facts.put("flag", List.of(String.valueOf(random.nextBoolean())));
    }
    return facts;
  }

  private static Map<String, List<String>> folded(Map<String, List<String>> facts) {
    var folded = new HashMap<String, List<String>>();
    facts.forEach((key, values) -> folded.put(Facts.folded(key), values));
    return folded;
  }

  private JsonNode some(List<String> from) {
    if (random.nextBoolean()) {
      return JSON.textNode(one(from));
    }
    return Json.MAPPER.valueToTree(List.of(one(from), one(from)));
  }

  private String plain() {
    return one(List.of("a", "b", "ab", "ba", "b/a"));
  }

  private <T> T one(List<T> from) {
    return from.get(random.nextInt(from.size()));
  }
}
