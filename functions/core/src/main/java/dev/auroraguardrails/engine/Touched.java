package dev.auroraguardrails.engine;

import com.fasterxml.jackson.databind.JsonNode;
import dev.auroraguardrails.control.LogExports;
import dev.auroraguardrails.control.iam.IamRequest;
import dev.auroraguardrails.model.AclEntry;
import dev.auroraguardrails.model.ChangeEvent;
import dev.auroraguardrails.model.Resource;
import dev.auroraguardrails.model.Resource.ApiCall;
import dev.auroraguardrails.model.Resource.DatabaseSecret;
import dev.auroraguardrails.model.Resource.DbCluster;
import dev.auroraguardrails.model.Resource.DbCluster.Attribute;
import dev.auroraguardrails.model.Resource.DbClusterParameterGroup;
import dev.auroraguardrails.model.Resource.DbClusterSnapshot;
import dev.auroraguardrails.model.Resource.DbInstance;
import dev.auroraguardrails.model.Resource.EncryptionKey;
import dev.auroraguardrails.model.Resource.EventSubscription;
import dev.auroraguardrails.model.Resource.ExportTask;
import dev.auroraguardrails.model.Resource.IamPolicy;
import dev.auroraguardrails.model.Resource.IamPrincipal;
import dev.auroraguardrails.model.Resource.Integration;
import dev.auroraguardrails.model.Resource.LogGroup;
import dev.auroraguardrails.model.Resource.NetworkAcl;
import dev.auroraguardrails.model.Resource.PrefixList;
import dev.auroraguardrails.model.Resource.RouteTable;
import dev.auroraguardrails.model.Resource.SecurityGroup;
import dev.auroraguardrails.model.SecurityGroupRule;
import dev.auroraguardrails.model.Violation;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/// Which subjects within a resource an event touched: only those are put back.
final class Touched {
  /// The subject of a violation that is about the resource as a whole.
  static final String ANYTHING = "*";

  private Touched() {}

  static boolean by(ChangeEvent change, Resource resource, String subject) {
    if (subject.equals(ANYTHING) || subject.equals(Violation.THE_CALL)) {
      return true;
    }
    return switch (resource) {
      case DbCluster cluster ->
          creates(change)
              || change.changed().containsKey(subject)
              || (change.name().equals("StopActivityStream")
                  && subject.equals(Attribute.ACTIVITY_STREAM))
              || (change.name().equals("EnableHttpEndpoint")
                  && subject.equals(Attribute.HTTP_ENDPOINT))
              || (change.name().endsWith("DBCluster")
                  && change.changed().containsKey("roleArn")
                  && subject.equals(
                      Attribute.role(
                          change.request().path("roleArn").asText(),
                          change.request().path("featureName").asText())))
              || LogExports.disabledBy(change).stream()
                  .anyMatch(type -> Attribute.logExport(type).equals(subject));
      case DbInstance instance -> creates(change) || change.changed().containsKey(subject);
      case DbClusterParameterGroup group ->
          ParameterChange.resetsAll(change) || ParameterChange.values(change).containsKey(subject);
      case ApiCall call -> true;
      case EventSubscription subscription ->
          creates(change) || change.changed().containsKey(subject);
      case ExportTask task -> change.name().equals("StartExportTask");
      case Integration integration -> creates(change) || change.changed().containsKey(subject);
      case DbClusterSnapshot snapshot ->
          texts(change.changed().get("valuesToAdd")).contains(subject);
      case IamPrincipal principal -> IamRequest.touches(change, subject);
      case EncryptionKey key -> KeyRequest.touches(change, subject);
      case DatabaseSecret secret -> SecretRequest.touches(change, subject);
      case LogGroup group -> LogRequest.touches(change, subject);
      case Resource.DbSubnetGroup group -> true;
      case PrefixList list -> NetworkRequest.adds(change);
      case RouteTable table ->
          NetworkRequest.associates(change)
              || NetworkRequest.destination(change).filter(subject::equals).isPresent();
      case NetworkAcl acl ->
          NetworkRequest.associates(change)
              || NetworkRequest.entry(change)
                  .map(AclEntry::name)
                  .filter(subject::equals)
                  .isPresent();
      case IamPolicy policy -> IamRequest.versionInForce(change).isPresent();
      case SecurityGroup group ->
          change.name().startsWith("Revoke")
              || SecurityGroupRequest.touched(change, group).contains(subject);
    };
  }

  /// A cluster that a call created or restored owes all its values to that call.
  static boolean creates(ChangeEvent change) {
    return change.name().startsWith("Create") || change.name().startsWith("Restore");
  }

  static boolean alike(SecurityGroupRule rule, SecurityGroupRule asked) {
    return rule.isLike(asked);
  }

  static Set<String> texts(@org.jspecify.annotations.Nullable JsonNode list) {
    return list == null
        ? Set.of()
        : StreamSupport.stream(list.spliterator(), false)
            .map(JsonNode::asText)
            .collect(Collectors.toSet());
  }
}
