package dev.auroraguardrails.engine;

import dev.auroraguardrails.baseline.Baseline;
import dev.auroraguardrails.control.LogExports;
import dev.auroraguardrails.control.iam.IamRequest;
import dev.auroraguardrails.model.ACluster;
import dev.auroraguardrails.model.Alert;
import dev.auroraguardrails.model.ChangeEvent;
import dev.auroraguardrails.model.Exposure;
import dev.auroraguardrails.model.Family;
import dev.auroraguardrails.model.Given;
import dev.auroraguardrails.model.Handled;
import dev.auroraguardrails.model.ManagedPolicy;
import dev.auroraguardrails.model.Pause;
import dev.auroraguardrails.model.Remediation;
import dev.auroraguardrails.model.Resource;
import dev.auroraguardrails.model.Resource.DbCluster;
import dev.auroraguardrails.model.Resource.DbCluster.Attribute;
import dev.auroraguardrails.model.Resource.DbCluster.Used;
import dev.auroraguardrails.model.Resource.DbCluster.Used.Groups;
import dev.auroraguardrails.model.Resource.DbClusterParameterGroup;
import dev.auroraguardrails.model.Resource.DbClusterSnapshot;
import dev.auroraguardrails.model.Resource.EventSubscription;
import dev.auroraguardrails.model.Resource.IamPolicy;
import dev.auroraguardrails.model.Resource.IamPrincipal;
import dev.auroraguardrails.model.Resource.SecurityGroup;
import dev.auroraguardrails.model.ResourceId;
import dev.auroraguardrails.model.ResourceId.Kind;
import dev.auroraguardrails.model.SecurityGroupRule;
import dev.auroraguardrails.model.TemporaryExemptions;
import dev.auroraguardrails.model.Trigger;
import dev.auroraguardrails.port.Alerts;
import dev.auroraguardrails.port.Inventory;
import dev.auroraguardrails.port.Ledger;
import dev.auroraguardrails.port.Remediator;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/// A small account in memory: its resources, who reads and writes them, and what people are told.
final class World implements Inventory, Remediator, Alerts {
  final Recording ledger = new Recording();
  static final DbClusterParameterGroup HARDENED =
      Given.parameters(
          "aurora-postgresql16",
          "rds.force_ssl",
          "1",
          "log_connections",
          "1",
          "log_disconnections",
          "1",
          "rds.restrict_password_commands",
          "1");
  static final DbClusterParameterGroup HARDENED_MYSQL =
      new DbClusterParameterGroup(
          Given.id(Kind.DB_CLUSTER_PARAMETER_GROUP, "hardened-mysql"),
          "aurora-mysql8.0",
          Map.of(
              "require_secure_transport", "ON",
              "tls_version", "TLSv1.2",
              "server_audit_logging", "1",
              "server_audit_events", "CONNECT,QUERY"));

  final List<String> reads = new ArrayList<>();

  /// The groups that were read along with a cluster.
  final List<String> used = new ArrayList<>();

  Set<String> defaultGroups = Set.of();
  final List<String> writes = new ArrayList<>();
  final List<Alert> alerts = new ArrayList<>();

  /// The alerts that could not be handed over.
  final List<Alert> lost = new ArrayList<>();

  /// What the next corrective calls are answered with instead of being carried out.
  final Deque<Applied> refusals = new ArrayDeque<>();

  Baseline baseline = Given.recommended();
  /// Who handles the next event.
  Mortal worker = Mortal.never();

  /// What a read shows; at first the truth.
  UnaryOperator<Optional<Resource>> sees = UnaryOperator.identity();

  Optional<Exposure> exposure = Optional.empty();
  Instant now = Given.NOON;
  Pause pause = Pause.never();
  TemporaryExemptions exemptions = TemporaryExemptions.NONE;
  boolean effectsAreSeen = true;
  boolean effectsHappen = true;
  boolean diesAfterTheNextWrite = false;
  boolean losesTheNextAlert = false;
  Runnable whileReading = () -> {};
  Consumer<Remediation> beforeWriting = call -> {};

  private static final Optional<Boolean> OPEN = Optional.of(true);
  private static final Optional<Boolean> CLOSED = Optional.of(false);

  private final Map<ResourceId, Resource> resources = new HashMap<>();
  private int workers = 0;

  World has(Resource... all) {
    Arrays.stream(all).forEach(resource -> resources.put(resource.id(), resource));
    return this;
  }

  /// The incidents that any message opened.
  Set<String> opened() {
    return ledger.incidents;
  }

  /// A ledger that shows which incidents there were.
  static final class Recording extends InMemoryLedger {
    private final Set<String> incidents = new TreeSet<>();

    @Override
    public synchronized Claim claim(
        String incidentId,
        String owner,
        Instant now,
        Instant until,
        Alert draft,
        List<Remediation> calls) {
      incidents.add(incidentId);
      return super.claim(incidentId, owner, now, until, draft, calls);
    }
  }

  void loses(Resource resource) {
    resources.remove(resource.id());
  }

  void passes(Duration time) {
    now = now.plus(time);
  }

  DbCluster cluster(String name) {
    return (DbCluster) resource(Given.cluster(name));
  }

  Resource resource(ResourceId id) {
    return Objects.requireNonNull(resources.get(id));
  }

  /// Handles the event as the function of its family would, for the first time.
  ///
  /// @return `RESIL-01 revert reverted`, a line for each control
  List<String> handle(ChangeEvent event) {
    return handle(first(event));
  }

  List<String> handle(Trigger trigger) {
    return handled(trigger).stream()
        .map(line -> line.control() + " " + line.decision() + " " + line.outcome().label())
        .toList();
  }

  Trigger.Change first(ChangeEvent event) {
    return new Trigger.Change(event, 0, now);
  }

  List<Handled> handled(Trigger trigger) {
    return guardrail(family(trigger)).handle(trigger);
  }

  static Family family(Trigger trigger) {
    return switch (trigger) {
      case Trigger.Change change ->
          Arrays.stream(Family.values())
              .filter(f -> f.sources().contains(change.event().source()))
              .findFirst()
              .orElseThrow();
      case Trigger.Recheck recheck -> Family.RDS;
    };
  }

  private Guardrail guardrail(Family family) {
    return new Guardrail(
        family,
        baseline,
        worker.around(Inventory.class, this),
        worker.around(Remediator.class, this),
        worker.around(Ledger.class, ledger),
        worker.around(Alerts.class, this),
        new Surroundings(
            () -> now,
            () -> "worker-" + ++workers,
            () -> pause,
            () -> exemptions,
            Optional.of(Given.GUARD_ROLE)));
  }

  @Override
  public Optional<Resource> read(ResourceId id, Set<String> parts) {
    reads.add(id.name());
    Optional<Resource> seen = sees.apply(Optional.ofNullable(resources.get(id)));
    whileReading.run();
    return seen;
  }

  /// The groups that clusters of tests have are closed, and hard, unless it is said otherwise.
  @Override
  public Used used(
      Optional<Set<ResourceId>> securityGroups, Optional<Set<ResourceId>> parameterGroups) {
    var usual = new World().has(Given.group(), HARDENED, HARDENED_MYSQL);
    return new Used(
        securityGroups.map(
            ids -> new Groups(named(SecurityGroup.class, ids, usual), defaultGroups)),
        parameterGroups.map(ids -> named(DbClusterParameterGroup.class, ids, usual)));
  }

  private <R extends Resource> Map<String, R> named(
      Class<R> kind, Set<ResourceId> ids, World usual) {
    var found = new TreeMap<String, R>();
    for (ResourceId id : ids) {
      used.add(id.name());
      Optional.ofNullable(resources.getOrDefault(id, usual.resources.get(id)))
          .ifPresent(resource -> found.put(id.name(), kind.cast(resource)));
    }
    return found;
  }

  @Override
  public Optional<Exposure> exposure(Resource found, Set<String> subjects) {
    return exposure;
  }

  @Override
  public Applied apply(Remediation call) {
    writes.add(String.join("; ", AwsCli.does(call)));
    beforeWriting.accept(call);
    Optional<Applied> refusal = Optional.ofNullable(refusals.poll());
    if (refusal.isPresent()) {
      return refusal.get();
    }
    Resource before = resource(call.target());
    Resource after = Given.after(call, before);
    if (effectsHappen) {
      has(after);
    }
    if (diesAfterTheNextWrite) {
      diesAfterTheNextWrite = false;
      throw new IllegalStateException("the worker died");
    }
    return new Applied.Done(Optional.of(effectsAreSeen ? after : before), "request-2");
  }

  @Override
  public void publish(Alert alert) {
    if (losesTheNextAlert) {
      losesTheNextAlert = false;
      lost.add(alert);
      throw new IllegalStateException("the topic is not there");
    }
    alerts.add(alert);
  }

  /// ModifyDBCluster on `orders`, and its effect.
  ChangeEvent modifies(String eventId, String attributes) {
    return happens(Given.modify(eventId, attributes));
  }

  /// CreateDBCluster with the service's defaults but a key of its own, and its effect.
  ChangeEvent creates(String eventId, String cluster) {
    return happens(creation(eventId, cluster));
  }

  static ChangeEvent creation(String eventId, String cluster) {
    return Given.call(
        eventId,
        "rds",
        "CreateDBCluster",
        "{'dBClusterIdentifier':'"
            + cluster
            + "','engine':'aurora-mysql','kmsKeyId':'alias/ours'}");
  }

  /// A cluster whose deletion protection alone is off, by a call that created or modified it.
  ChangeEvent breaks(String eventId, boolean created) {
    if (!created) {
      return modifies(eventId, "'deletionProtection':false");
    }
    has(ACluster.named("new").engine("aurora-mysql").deletionProtection(false).build());
    return creation(eventId, "new");
  }

  /// Makes the account look as it does once the call has had its effect.
  ChangeEvent happens(ChangeEvent event) {
    switch (event.name()) {
      case "ModifyDBCluster" -> modified(event);
      case "CreateDBCluster",
          "RestoreDBClusterFromSnapshot",
          "RestoreDBClusterToPointInTime",
          "RestoreDBClusterFromS3" ->
          has(
              ACluster.named(event.request().path("dBClusterIdentifier").asText())
                  .engine(event.request().path("engine").asText("aurora-postgresql"))
                  .deletionProtection(false)
                  .retention(1)
                  .iam(false)
                  .logTypes()
                  .copyTags(Optional.of(false))
                  .build());
      case "ModifyDBClusterSnapshotAttribute" -> shared(event);
      case "CreateDBInstance" -> has(Given.instance(target(event).name(), OPEN, CLOSED));
      case "ModifyDBInstance", "ModifyDBClusterParameterGroup", "ResetDBClusterParameterGroup" ->
          has(Projection.of(resource(target(event)), event));
      case "ModifyDBSubnetGroup" ->
          has(
              new Resource.DbSubnetGroup(
                  target(event),
                  Touched.texts(event.request().path("subnetIds")).stream()
                      .collect(Collectors.toMap(subnet -> subnet, subnet -> true))));
      case "StartActivityStream", "StopActivityStream", "ModifyEventSubscription" ->
          has(Projection.of(resource(target(event)), event));
      case "RemoveSourceIdentifierFromSubscription" ->
          has(
              new EventSubscription(
                  target(event),
                  true,
                  OPEN,
                  "arn:aws:sns:us-east-1:123456789012:oncall",
                  "db-cluster",
                  Set.of("bills"),
                  Set.of("failure")));
      case "DeleteEventSubscription" -> has(EventSubscription.gone(target(event)));
      case "ModifyManagedPrefixList",
          "CreateRoute",
          "ReplaceRoute",
          "CreateNetworkAclEntry",
          "ReplaceNetworkAclEntry" ->
          has(Projection.of(resource(target(event)), event));
      case "RestoreManagedPrefixListVersion" -> {
        var list = (Resource.PrefixList) resource(target(event));
        has(
            new Resource.PrefixList(
                list.id(),
                list.version() + 1,
                /* entries= */ list.before(),
                /* before= */ list.entries(),
                list.groups()));
      }
      case "AddRoleToDBCluster", "RemoveRoleFromDBCluster", "EnableHttpEndpoint" ->
          has(Projection.of(resource(target(event)), event));
      case "DisableKey",
          "ScheduleKeyDeletion",
          "PutKeyPolicy",
          "CreateGrant",
          "CancelRotateSecret",
          "RotateSecret",
          "DeleteSecret",
          "PutResourcePolicy",
          "DeleteResourcePolicy",
          "PutRetentionPolicy",
          "DeleteRetentionPolicy",
          "DeleteSubscriptionFilter",
          "DeleteLogGroup" ->
          has(Projection.of(resource(target(event)), event));
      case "UpdateDetector",
          "UpdateMemberDetectors",
          "DeleteDetector",
          "DeleteBackupSelection",
          "DeleteBackupPlan",
          "UpdateBackupPlan",
          "DeleteRecoveryPoint",
          "DeleteBackupVault",
          "DeleteBackupVaultLockConfiguration",
          "CreateDBShardGroup",
          "StopDBCluster",
          "FailoverDBCluster",
          "BacktrackDBCluster",
          "CreateDBClusterSnapshot",
          "CopyDBClusterSnapshot",
          "CreateBlueGreenDeployment",
          "SwitchoverBlueGreenDeployment",
          "DownloadDBLogFilePortion",
          "DeleteDBClusterAutomatedBackup",
          "StartExportTask",
          "CreateIntegration",
          "ModifyIntegration",
          "FailoverGlobalCluster",
          "SwitchoverGlobalCluster",
          "RemoveFromGlobalCluster",
          "AssociateSecurityGroupVpc",
          "RevokeSecurityGroupEgress",
          "AssociateRouteTable",
          "ReplaceRouteTableAssociation",
          "ReplaceNetworkAclAssociation",
          "ModifyVpcBlockPublicAccessOptions",
          "CreateVpcBlockPublicAccessExclusion",
          "ModifyVpcBlockPublicAccessExclusion",
          "DeleteFlowLogs",
          "AcceptVpcPeeringConnection" -> {
        // Nothing that is read.
      }
      case "DeleteDBCluster",
          "DeleteDBInstance",
          "DeleteDBClusterSnapshot",
          "DeleteGlobalCluster" ->
          resources.remove(target(event));
      case "AuthorizeSecurityGroupIngress",
          "AuthorizeSecurityGroupEgress",
          "ModifySecurityGroupRules" ->
          ruled(event);
      case "RevokeSecurityGroupIngress" -> revoked(event);
      case "AttachRolePolicy", "AttachUserPolicy", "AttachGroupPolicy" -> attached(event);
      case "PutRolePolicy",
          "PutUserPolicy",
          "PutGroupPolicy",
          "UpdateAssumeRolePolicy",
          "CreatePolicyVersion",
          "SetDefaultPolicyVersion",
          "DetachRolePolicy",
          "DetachUserPolicy",
          "DetachGroupPolicy",
          "DeleteRolePolicy",
          "DeleteUserPolicy",
          "DeleteGroupPolicy",
          "PutRolePermissionsBoundary",
          "PutUserPermissionsBoundary",
          "DeleteRolePermissionsBoundary",
          "DeleteUserPermissionsBoundary",
          "CreateAccessKey",
          "UpdateAccessKey",
          "CreateLoginProfile",
          "UpdateLoginProfile",
          "AddUserToGroup" ->
          has(Projection.of(resource(target(event)), event));
      case "CreatePolicy" ->
          has(new IamPolicy(target(event), "ANPA1", "v1", IamRequest.document(event), Set.of()));
      case "CreateRole", "CreateUser", "CreateGroup" ->
          has(Projection.of(new IamPrincipal(target(event), Map.of()), event));
      default -> throw new IllegalArgumentException("the world does not know " + event.name());
    }
    return event;
  }

  private static ResourceId target(ChangeEvent event) {
    return Targets.resources(event).stream().findFirst().orElseThrow();
  }

  private void modified(ChangeEvent event) {
    var after = ACluster.like((DbCluster) resource(target(event)));
    event
        .changed()
        .forEach(
            (name, value) -> {
              switch (name) {
                case Attribute.DELETION_PROTECTION -> after.deletionProtection(value.asBoolean());
                case Attribute.BACKUP_RETENTION_PERIOD -> after.retention(value.asInt());
                case Attribute.IAM_DATABASE_AUTHENTICATION -> after.iam(value.asBoolean());
                case Attribute.COPY_TAGS -> after.copyTags(Optional.of(value.asBoolean()));
                case Attribute.HTTP_ENDPOINT -> after.httpEndpoint(Optional.of(value.asBoolean()));
                case Attribute.SECURITY_GROUPS -> after.securityGroups(Touched.texts(value));
                case Attribute.PARAMETER_GROUP -> after.parameterGroup(Optional.of(value.asText()));
                case Attribute.LOG_EXPORTS -> {
                  var types = new TreeSet<>(after.build().logTypes());
                  types.addAll(LogExports.enabledBy(event));
                  types.removeAll(LogExports.disabledBy(event));
                  after.logTypes(types);
                }
                default -> {
                  // Nothing that a control looks at.
                }
              }
            });
    has(after.build());
  }

  private void shared(ChangeEvent event) {
    var before = (DbClusterSnapshot) resource(target(event));
    var accounts = new TreeSet<>(before.sharedWith());
    accounts.addAll(Touched.texts(event.changed().get("valuesToAdd")));
    accounts.removeAll(Touched.texts(event.changed().get("valuesToRemove")));
    has(new DbClusterSnapshot(before.id(), before.engine(), accounts));
  }

  private void ruled(ChangeEvent event) {
    var before = (SecurityGroup) resource(target(event));
    var rules = new TreeMap<>(before.rules());
    for (SecurityGroupRule asked : SecurityGroupRequest.rules(event)) {
      rules.put(asked.id(), asked);
    }
    has(before.with(rules, before.usedBy()));
  }

  private void revoked(ChangeEvent event) {
    var before = (SecurityGroup) resource(target(event));
    var rules = new TreeMap<>(before.rules());
    Touched.texts(event.request().at("/securityGroupRuleIds/items")).forEach(rules::remove);
    has(before.with(rules, before.usedBy()));
  }

  private void attached(ChangeEvent event) {
    var before = (IamPrincipal) resource(target(event));
    var policies = new TreeMap<>(before.attached());
    String arn = event.request().path("policyArn").asText();
    policies.put(arn, new ManagedPolicy(arn, Optional.empty()));
    has(new IamPrincipal(before.id(), policies, before.inline(), before.trust(), before.more()));
  }
}
