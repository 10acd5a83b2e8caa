package dev.auroraguardrails.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/// How far an IAM policy document reaches into RDS administration. A Deny never narrows it
/// here, and a condition never does: both may be gone tomorrow.
public enum PolicyReach {
  /// No RDS administration beyond single resources.
  LITTLE,
  /// RDS administration, and every statement is about RDS.
  RDS_ONLY,
  /// RDS administration among other things, or under a condition.
  MIXED,
  /// It cannot be judged.
  UNKNOWN;

  private static final JsonMapper STRICT =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  /// AWS managed policies by name, so that no document has to be read: their statements are
  /// AWS's.
  private static final Set<String> AWS_RDS =
      Set.of("AmazonRDSFullAccess", "AmazonRDSDataFullAccess");

  private static final Set<String> AWS_MIXED =
      Set.of(
          "AdministratorAccess",
          "PowerUserAccess",
          "AdministratorAccess-Amplify",
          "AdministratorAccess-AWSElasticBeanstalk",
          "DatabaseAdministrator",
          "SystemAdministrator");

  private static final List<String> ADMINISTRATION =
      List.of(
          "rds:deletedbcluster",
          "rds:modifydbcluster",
          "rds:modifydbclustersnapshotattribute",
          "rds:modifydbclusterparametergroup",
          "rds:addroletodbcluster",
          "rds-db:connect");

  private static final Set<String> RDS_SERVICES = Set.of("rds", "rds-db", "rds-data", "pi");

  /// @param policy an attached policy; the AWS managed ones are known by name
  public static PolicyReach of(ManagedPolicy policy) {
    if (policy.isAwsManaged()) {
      if (AWS_RDS.contains(policy.name())) {
        return RDS_ONLY;
      }
      return AWS_MIXED.contains(policy.name()) ? MIXED : LITTLE;
    }
    return policy.document().map(PolicyReach::ofDocument).orElse(UNKNOWN);
  }

  /// @param document a policy document as plain JSON
  public static PolicyReach ofDocument(String document) {
    JsonNode root;
    try {
      root = STRICT.readTree(document);
    } catch (JsonProcessingException notJson) {
      return UNKNOWN;
    }
    JsonNode statements = root.path("Statement");
    List<JsonNode> all = many(statements).toList();
    if (all.isEmpty() || !all.stream().allMatch(PolicyReach::isWellFormed)) {
      return UNKNOWN;
    }
    List<JsonNode> allows =
        all.stream().filter(s -> s.path("Effect").asText().equals("Allow")).toList();
    if (allows.stream().noneMatch(PolicyReach::administers)) {
      return LITTLE;
    }
    return allows.stream().allMatch(PolicyReach::isPlainlyAboutRds) ? RDS_ONLY : MIXED;
  }

  private static boolean isWellFormed(JsonNode statement) {
    String effect = statement.path("Effect").asText();
    return (effect.equals("Allow") || effect.equals("Deny"))
        && (statement.has("Action") ^ statement.has("NotAction"));
  }

  private static boolean administers(JsonNode statement) {
    if (!reachesAnyCluster(statement)) {
      return false;
    }
    if (statement.has("NotAction")) {
      return ADMINISTRATION.stream()
          .anyMatch(action -> !matchesAny(statement, "NotAction", action));
    }
    return ADMINISTRATION.stream().anyMatch(action -> matchesAny(statement, "Action", action));
  }

  /// A pattern that ends in `*` names resources that nobody has named yet.
  private static boolean reachesAnyCluster(JsonNode statement) {
    return statement.has("NotResource")
        || many(statement.path("Resource")).map(JsonNode::asText).anyMatch(r -> r.endsWith("*"));
  }

  private static boolean matchesAny(JsonNode statement, String element, String action) {
    return many(statement.path(element))
        .map(pattern -> pattern.asText().toLowerCase(Locale.ROOT))
        .anyMatch(pattern -> Glob.matches(pattern, action));
  }

  private static boolean isPlainlyAboutRds(JsonNode statement) {
    return statement.has("Action")
        && !statement.has("Condition")
        && many(statement.path("Action"))
            .map(action -> action.asText().toLowerCase(Locale.ROOT))
            .allMatch(action -> RDS_SERVICES.contains(action.split(":", 2)[0]));
  }

  private static Stream<JsonNode> many(JsonNode one) {
    if (one.isMissingNode() || one.isNull()) {
      return Stream.empty();
    }
    return one.isArray() ? StreamSupport.stream(one.spliterator(), false) : Stream.of(one);
  }
}
