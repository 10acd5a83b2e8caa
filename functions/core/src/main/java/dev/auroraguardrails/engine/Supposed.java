package dev.auroraguardrails.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.auroraguardrails.model.ChangeEvent;
import dev.auroraguardrails.model.ClusterUse;
import dev.auroraguardrails.model.Engines;
import dev.auroraguardrails.model.ManagedPolicy;
import dev.auroraguardrails.model.Resource;
import dev.auroraguardrails.model.Resource.DbCluster;
import dev.auroraguardrails.model.Resource.DbClusterParameterGroup;
import dev.auroraguardrails.model.Resource.DbClusterSnapshot;
import dev.auroraguardrails.model.Resource.DbInstance;
import dev.auroraguardrails.model.Resource.IamPrincipal;
import dev.auroraguardrails.model.Resource.SecurityGroup;
import dev.auroraguardrails.model.ResourceId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// A state that a call may have met, for when nobody can be asked any more: what the record tells
/// of it, and one supposition about what it does not tell.
///
/// @param provided what is supposed, as a clause after "provided that"; empty where the record
///     itself tells
/// @param blank the state of which nothing else is known
/// @param state what the record tells of it
record Supposed(Optional<String> provided, Resource blank, Resource state) {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final String GIVES_RDS =
      "{\"Version\": \"2012-10-17\", \"Statement\":"
          + " [{\"Effect\": \"Allow\", \"Action\": \"rds:*\", \"Resource\": \"*\"}]}";

  /// CloudTrail's spelling of an answer's members, and the state's.
  private static final Map<String, String> CLUSTER =
      Map.of(
          "deletionProtection", "deletionProtection",
          "backupRetentionPeriod", "backupRetentionPeriod",
          "iAMDatabaseAuthenticationEnabled", "iamDatabaseAuthentication",
          "copyTagsToSnapshot", "copyTagsToSnapshot",
          "httpEndpointEnabled", "httpEndpoint",
          "port", "port",
          "enabledCloudwatchLogsExports", "logTypes",
          "dBClusterParameterGroup", "parameterGroup");

  private static final Map<String, String> INSTANCE =
      Map.of(
          "publiclyAccessible", "publiclyAccessible",
          "autoMinorVersionUpgrade", "autoMinorVersionUpgrade");

  /// @return the suppositions that make a difference; none where the kind of resource has no state
  ///     that could be supposed
  static List<Supposed> of(ResourceId id, ChangeEvent event) {
    return switch (id.kind()) {
      case DB_CLUSTER -> byEngine(id, event, DbCluster.class, CLUSTER);
      case DB_INSTANCE -> byEngine(id, event, DbInstance.class, INSTANCE);
      case DB_CLUSTER_SNAPSHOT ->
          List.of(
              alike(
                  "it is a snapshot of an Aurora cluster",
                  new DbClusterSnapshot(id, Engines.AURORA_POSTGRESQL, Set.of())));
      case DB_CLUSTER_PARAMETER_GROUP ->
          List.of(
              alike(
                  "the parameter group is one of Aurora PostgreSQL",
                  new DbClusterParameterGroup(id, "aurora-postgresql17", Map.of())),
              alike(
                  "the parameter group is one of Aurora MySQL",
                  new DbClusterParameterGroup(id, "aurora-mysql8.0", Map.of())));
      case SECURITY_GROUP -> groups(id);
      case ROLE, USER, GROUP -> List.of(principal(id, event));
      default -> List.of();
    };
  }

  private static Supposed alike(String provided, Resource state) {
    return new Supposed(Optional.of(provided), state, state);
  }

  /// The usual ports first: a rule for 443 matters only where a cluster listens there.
  private static List<Supposed> groups(ResourceId id) {
    return List.of(
        alike(
            "an Aurora cluster uses the group",
            new SecurityGroup(
                id,
                Map.of(),
                Set.of(new ClusterUse("(any)", 3306), new ClusterUse("(any)", 5432)))),
        alike(
            "an Aurora cluster uses the group and listens on another port than 3306 and 5432",
            new SecurityGroup(id, Map.of(), Set.of())));
  }

  /// A customer's policy document is not in the record of its attachment; one of AWS's is known by
  /// name.
  private static Supposed principal(ResourceId id, ChangeEvent event) {
    var bare = new IamPrincipal(id, Map.of());
    String arn = event.request().path("policyArn").asText();
    if (arn.isEmpty() || new ManagedPolicy(arn, Optional.empty()).isAwsManaged()) {
      return new Supposed(Optional.empty(), bare, bare);
    }
    var policy = new ManagedPolicy(arn, Optional.of(GIVES_RDS));
    return new Supposed(
        Optional.of("the policy gives RDS administration"),
        bare,
        new IamPrincipal(id, Map.of(arn, policy)));
  }

  private static List<Supposed> byEngine(
      ResourceId id,
      ChangeEvent event,
      Class<? extends Resource> kind,
      Map<String, String> members) {
    Optional<String> told = Fields.text(event.response(), "engine");
    if (told.isPresent()) {
      return List.of(told(id, event, kind, members, told.get(), Optional.empty()));
    }
    Optional<String> provided = Optional.of("its engine is Aurora");
    return List.of(Engines.AURORA_POSTGRESQL, Engines.AURORA_MYSQL).stream()
        .map(engine -> told(id, event, kind, members, engine, provided))
        .toList();
  }

  /// What a call created is as its answer says; what a call changed may not be so yet, so that only
  /// the engine is taken from it.
  private static Supposed told(
      ResourceId id,
      ChangeEvent event,
      Class<? extends Resource> kind,
      Map<String, String> members,
      String engine,
      Optional<String> provided) {
    ObjectNode blank = blank(id, engine);
    ObjectNode state = blank.deepCopy();
    Fields.text(event.response(), "dBClusterIdentifier")
        .ifPresent(cluster -> state.put("cluster", cluster));
    if (Touched.creates(event)) {
      members.forEach(
          (member, name) -> {
            JsonNode value = Fields.get(event.response(), member);
            if (!value.isMissingNode()) {
              state.set(name, value);
            }
          });
    }
    return new Supposed(provided, read(blank, kind), read(state, kind));
  }

  /// Read as the ledger reads what an earlier version wrote: what is not there is not known.
  private static Resource read(ObjectNode json, Class<? extends Resource> kind) {
    return Json.MAPPER.convertValue(json, kind);
  }

  private static ObjectNode blank(ResourceId id, String engine) {
    ArrayNode none = JSON.arrayNode();
    ObjectNode json = JSON.objectNode();
    json.set("id", Json.MAPPER.valueToTree(id));
    json.put("resourceId", id.name()).put("engine", engine).put("status", "available");
    return json.set(
        "pending",
        id.kind() == ResourceId.Kind.DB_CLUSTER
            ? Json.MAPPER.valueToTree(DbCluster.Pending.NONE)
            : none);
  }
}
