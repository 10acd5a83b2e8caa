package dev.auroraguardrails.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.auroraguardrails.engine.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// Documents, a request, and what IAM says to it.
class VectorsTest {
  /// Published beside the repository, where it is there.
  private static final Path SHARED =
      Path.of(System.getProperty("projectRoot")).resolve("../shared/reference/iam-vectors.json");

  private static final String OWN = "/dev/auroraguardrails/policy/vectors.json";

  @TestFactory
  Stream<DynamicTest> ownVectors() throws IOException {
    try (var in = VectorsTest.class.getResourceAsStream(OWN)) {
      return vectors(Json.MAPPER.readTree(in));
    }
  }

  @TestFactory
  Stream<DynamicTest> sharedVectors() throws IOException {
    if (!Files.exists(SHARED)) {
      System.out.println("skipped: 1 file of vectors, " + SHARED + " is not there");
      return Stream.empty();
    }
    return vectors(Json.MAPPER.readTree(SHARED.toFile()));
  }

  private static Stream<DynamicTest> vectors(JsonNode all) {
    assertThat(all).isNotEmpty();
    List<DynamicTest> tests = new ArrayList<>();
    all.forEach(
        vector -> tests.add(dynamicTest(vector.path("name").asText(), () -> holds(vector))));
    return tests.stream();
  }

  private static void holds(JsonNode vector) throws Unjudgeable {
    List<Policy> policies = new ArrayList<>();
    for (JsonNode document : vector.path("docs")) {
      policies.add(Policy.parse(document.isTextual() ? document.asText() : document.toString()));
    }
    Optional<Policy> boundary = Optional.empty();
    if (vector.has("boundary")) {
      boundary = Optional.of(Policy.parse(vector.path("boundary").toString()));
    }
    var request =
        Request.of(vector.path("action").asText(), vector.path("resource").asText(), facts(vector));

    assertThat(AgainstNaiveTest.said(new Permissions(policies, boundary).judge(request)))
        .isEqualTo(vector.path("expect").asText());
  }

  /// A key with null is known to be absent; one with a list has several values.
  private static Facts facts(JsonNode vector) {
    Map<String, List<String>> facts = new HashMap<>();
    for (Map.Entry<String, JsonNode> fact : vector.path("context").properties()) {
      List<String> values = new ArrayList<>();
      if (fact.getValue().isArray()) {
        fact.getValue().forEach(value -> values.add(value.asText()));
      } else if (!fact.getValue().isNull()) {
        values.add(fact.getValue().asText());
      }
      facts.put(fact.getKey(), values);
    }
    return new Facts(facts);
  }
}
