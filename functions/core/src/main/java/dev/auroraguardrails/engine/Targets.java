package dev.auroraguardrails.engine;

import dev.auroraguardrails.engine.WatchedCall.Target;
import dev.auroraguardrails.model.ChangeEvent;
import dev.auroraguardrails.model.ChangeEvent.Result;
import dev.auroraguardrails.model.ResourceId;
import dev.auroraguardrails.model.ResourceId.Kind;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What a call was made on.
final class Targets {
  private static final Pattern DENIED_ON = Pattern.compile("on resource: ?\"?(arn:[^\\s\"]+)");

  private Targets() {}

  static List<String> named(ChangeEvent event) {
    if (event.result() == Result.DENIED) {
      Matcher named = DENIED_ON.matcher(event.error().orElse(""));
      return named.find() ? List.of(named.group(1)) : List.of();
    }
    return WatchedCalls.find(event.source(), event.name()).stream()
        .flatMap(call -> call.targets().stream())
        .flatMap(target -> target.in(event).stream())
        .distinct()
        .toList();
  }

  /// The resources to read; none unless the call changed something and is watched.
  static List<ResourceId> resources(ChangeEvent event) {
    if (!event.changedSomething()) {
      return List.of();
    }
    // IAM keeps no state of a change in what the change was made with.
    boolean onlyTheFirst = event.source().equals("iam.amazonaws.com");
    return WatchedCalls.find(event.source(), event.name()).stream()
        .flatMap(call -> call.targets().stream().limit(onlyTheFirst ? 1 : Integer.MAX_VALUE))
        .flatMap(target -> resources(target, event))
        .distinct()
        .toList();
  }

  private static Stream<ResourceId> resources(Target target, ChangeEvent event) {
    return target.in(event).stream().flatMap(name -> resource(target.kind(), name, event).stream());
  }

  private static Optional<ResourceId> resource(String kind, String name, ChangeEvent event) {
    return (switch (kind) {
          case "cluster" -> Optional.of(Kind.DB_CLUSTER);
          case "instance" -> Optional.of(Kind.DB_INSTANCE);
          case "cluster-parameter-group" -> Optional.of(Kind.DB_CLUSTER_PARAMETER_GROUP);
          case "global-cluster" -> Optional.of(Kind.GLOBAL_CLUSTER);
          case "automated-backup" -> Optional.of(Kind.AUTOMATED_BACKUP);
          case "blue-green-deployment" -> Optional.of(Kind.BLUE_GREEN_DEPLOYMENT);
          case "event-subscription" -> Optional.of(Kind.EVENT_SUBSCRIPTION);
          case "export-task" -> Optional.of(Kind.EXPORT_TASK);
          case "integration" -> Optional.of(Kind.INTEGRATION);
          case "cluster-snapshot" -> Optional.of(Kind.DB_CLUSTER_SNAPSHOT);
          case "security-group" -> Optional.of(Kind.SECURITY_GROUP);
          case "key" -> Optional.of(Kind.ENCRYPTION_KEY);
          case "secret" -> Optional.of(Kind.SECRET);
          case "log-group" -> Optional.of(Kind.LOG_GROUP);
          case "backup-plan" -> Optional.of(Kind.BACKUP_PLAN);
          case "backup-vault", "recovery-point" -> Optional.of(Kind.BACKUP_VAULT);
          case "detector" -> Optional.of(Kind.DETECTOR);
          case "subnet-group" -> Optional.of(Kind.DB_SUBNET_GROUP);
          case "prefix-list" -> Optional.of(Kind.PREFIX_LIST);
          case "route-table" -> Optional.of(Kind.ROUTE_TABLE);
          case "network-acl" -> Optional.of(Kind.NETWORK_ACL);
          case "vpc-peering-connection",
              "flow-log",
              "vpc-block-public-access-exclusion",
              "vpc-block-public-access-options" ->
              Optional.of(Kind.VPC_PART);
          case "role" -> Optional.of(Kind.ROLE);
          case "user" -> Optional.of(Kind.USER);
          case "group" -> Optional.of(Kind.GROUP);
          case "policy" -> isAwsManaged(name) ? Optional.<Kind>empty() : Optional.of(Kind.POLICY);
          case "rds-arn" -> rdsKind(name);
          default -> Optional.<Kind>empty();
        })
        .map(
            known ->
                known == Kind.VPC_PART
                    ? new ResourceId(
                        known,
                        event.account(),
                        event.region(),
                        (kind.startsWith("vpc-") ? kind : "vpc-" + kind) + "/" + name)
                    : id(known, name, event));
  }

  private static Optional<Kind> rdsKind(String arn) {
    return Stream.of(Kind.DB_CLUSTER, Kind.DB_CLUSTER_SNAPSHOT, Kind.DB_INSTANCE)
        .filter(kind -> local(arn).startsWith(kind.prefix()))
        .findFirst();
  }

  /// The account is the one that recorded the call, never one that the request names. A secret may
  /// be called by its name or by its ARN, which ends in characters of its own; the answer has the
  /// ARN. A recovery point is told of its vault.
  private static ResourceId id(Kind kind, String written, ChangeEvent event) {
    Optional<String> told =
        kind == Kind.SECRET
            ? Fields.text(event.response(), "arn")
            : kind == Kind.BACKUP_VAULT
                ? Fields.text(event.request(), "backupVaultName")
                : Optional.empty();
    return new ResourceId(kind, event.account(), event.region(), name(kind, told.orElse(written)));
  }

  /// RDS keeps identifiers in lower case, whatever the caller typed.
  private static String name(Kind kind, String written) {
    String name = local(written);
    return switch (kind) {
      case DB_CLUSTER,
          DB_CLUSTER_SNAPSHOT,
          DB_INSTANCE,
          DB_CLUSTER_PARAMETER_GROUP,
          GLOBAL_CLUSTER,
          DB_SUBNET_GROUP,
          BLUE_GREEN_DEPLOYMENT,
          EXPORT_TASK,
          INTEGRATION -> {
        boolean isArn = !name.equals(written) && name.startsWith(kind.prefix());
        String bare = isArn ? name.substring(kind.prefix().length()) : name;
        yield bare.toLowerCase(Locale.ROOT);
      }
      // A cluster's resource id is in capitals.
      case AUTOMATED_BACKUP, EVENT_SUBSCRIPTION -> name;
      case SECRET, LOG_GROUP, BACKUP_PLAN, BACKUP_VAULT ->
          name.startsWith(kind.prefix()) ? name.substring(kind.prefix().length()) : name;
      case SECURITY_GROUP,
          PREFIX_LIST,
          ROUTE_TABLE,
          NETWORK_ACL,
          VPC_PART,
          ENCRYPTION_KEY,
          DETECTOR,
          ROLE,
          USER,
          GROUP ->
          name.substring(name.lastIndexOf('/') + 1);
      case POLICY -> name.startsWith(kind.prefix()) ? name.substring(kind.prefix().length()) : name;
    };
  }

  private static boolean isAwsManaged(String arn) {
    return arn.contains(":iam::aws:policy/");
  }

  /// Gives the last part of an ARN, `cluster:orders`; anything else as it is.
  private static String local(String written) {
    String[] parts = written.split(":", 6);
    return parts.length == 6 && parts[0].equals("arn") ? parts[5] : written;
  }
}
