package dev.auroraguardrails.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.auroraguardrails.baseline.Baseline;
import dev.auroraguardrails.baseline.BaselineFile;
import dev.auroraguardrails.baseline.BaselineFile.BadBaseline;
import dev.auroraguardrails.engine.EventReader;
import dev.auroraguardrails.engine.UnreadableEvent;
import dev.auroraguardrails.model.Resource.DatabaseSecret;
import dev.auroraguardrails.model.Resource.DbClusterParameterGroup;
import dev.auroraguardrails.model.Resource.DbClusterSnapshot;
import dev.auroraguardrails.model.Resource.DbInstance;
import dev.auroraguardrails.model.Resource.DbInstance.Monitoring;
import dev.auroraguardrails.model.Resource.EncryptionKey;
import dev.auroraguardrails.model.Resource.EventSubscription;
import dev.auroraguardrails.model.Resource.ExportTask;
import dev.auroraguardrails.model.Resource.IamPrincipal;
import dev.auroraguardrails.model.Resource.Integration;
import dev.auroraguardrails.model.Resource.LogGroup;
import dev.auroraguardrails.model.Resource.SecurityGroup;
import dev.auroraguardrails.model.ResourceId.Kind;
import java.io.StringReader;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// What tests start from: one account, one Region, and calls as CloudTrail tells of them.
public final class Given {
  public static final String GUARD_ROLE = "arn:aws:iam::123456789012:role/guard/guard-rds";
  public static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");

  /// A policy document that gives nothing that is sensitive; single quotes stand for double ones.
  public static final String DESCRIBES =
      "{'Statement':[{'Effect':'Allow','Action':'rds:Describe*','Resource':'*'}]}";

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private Given() {}

  public static ResourceId id(Kind kind, String name) {
    return new ResourceId(kind, "123456789012", "us-east-1", name);
  }

  public static ResourceId cluster(String name) {
    return id(Kind.DB_CLUSTER, name);
  }

  /// A call that succeeded; single quotes stand for double ones.
  public static ChangeEvent call(String eventId, String service, String name, String request) {
    return call(eventId, service, name, request, "null");
  }

  public static ChangeEvent call(
      String eventId, String service, String name, String request, String more) {
    String json =
        """
        {'version':'0','id':'envelope','detail-type':'AWS API Call via CloudTrail',
         'source':'aws.%2$s','account':'123456789012','region':'us-east-1',
         'time':'2026-03-02T12:00:00Z',
         'detail':{'eventID':'%1$s','eventSource':'%2$s.amazonaws.com','eventName':'%3$s',
           'eventTime':'2026-03-02T11:59:00Z','eventType':'AwsApiCall','readOnly':false,
           'awsRegion':'us-east-1','recipientAccountId':'123456789012',
           'sourceIPAddress':'198.51.100.7','requestID':'request-1',
           'userIdentity':{'type':'IAMUser','arn':'arn:aws:iam::123456789012:user/bob'},
           'requestParameters':%4$s,'responseElements':null,'errorCode':%5$s}}
        """
            .formatted(eventId, service, name, request, more)
            .replace('\'', '"');
    try {
      return EventReader.read(MAPPER.readTree(json)).event();
    } catch (JsonProcessingException | UnreadableEvent mistake) {
      throw new IllegalArgumentException(json, mistake);
    }
  }

  /// The same call with an answer; single quotes stand for double ones.
  public static ChangeEvent answered(ChangeEvent event, String response) {
    return new ChangeEvent(
        event.eventId(),
        event.source(),
        event.name(),
        event.kind(),
        event.result(),
        event.error(),
        event.time(),
        event.account(),
        event.region(),
        event.actor(),
        event.sourceAddress(),
        event.userAgent(),
        event.requestId(),
        event.request(),
        json(response),
        event.changed());
  }

  /// A call that is judged by itself, on a resource whose engine its answer names or leaves open.
  public static Resource.ApiCall apiCall(ResourceId on, ChangeEvent event) {
    return new Resource.ApiCall(
        on, event, Optional.ofNullable(event.response().path("engine").asText(null)));
  }

  /// The same call by somebody else; members of CloudTrail's `userIdentity`.
  public static ChangeEvent by(String identity, ChangeEvent event) {
    JsonNode who = json("{" + identity + "}");
    Optional<String> arn = Optional.of(who.path("arn").asText()).filter(a -> !a.isEmpty());
    Optional<String> via = Optional.of(who.path("invokedBy").asText()).filter(v -> !v.isEmpty());
    return new ChangeEvent(
        event.eventId(),
        event.source(),
        event.name(),
        event.kind(),
        event.result(),
        event.error(),
        event.time(),
        event.account(),
        event.region(),
        new Actor("IAMUser", arn, via),
        event.sourceAddress(),
        event.userAgent(),
        event.requestId(),
        event.request(),
        event.response(),
        event.changed());
  }

  private static JsonNode json(String text) {
    try {
      return MAPPER.readTree(text.replace('\'', '"'));
    } catch (JsonProcessingException mistake) {
      throw new IllegalArgumentException(text, mistake);
    }
  }

  /// ModifyDBCluster on `orders`.
  public static ChangeEvent modify(String eventId, String attributes) {
    return call(
        eventId, "rds", "ModifyDBCluster", "{'dBClusterIdentifier':'orders'," + attributes + "}");
  }

  /// A member of `orders`.
  public static DbInstance instance(
      String name, Optional<Boolean> publiclyAccessible, Optional<Boolean> upgrades) {
    return new DbInstance(
        id(Kind.DB_INSTANCE, name),
        "db-" + name,
        "aurora-postgresql",
        "available",
        Optional.of("orders"),
        publiclyAccessible,
        upgrades,
        Optional.of(new Monitoring(60, Optional.of("arn:aws:iam::123456789012:role/monitor"))),
        Set.of());
  }

  public static DbInstance instance(boolean publiclyAccessible, boolean upgrades) {
    return instance("orders-1", Optional.of(publiclyAccessible), Optional.of(upgrades));
  }

  /// The same member with other monitoring.
  public static DbInstance monitored(DbInstance member, Monitoring monitoring) {
    return new DbInstance(
        member.id(),
        member.resourceId(),
        member.engine(),
        member.status(),
        member.cluster(),
        member.publiclyAccessible(),
        member.autoMinorVersionUpgrade(),
        Optional.of(monitoring),
        member.pending());
  }

  /// A subscription to the failures of `orders`.
  public static EventSubscription subscription(boolean enabled) {
    return new EventSubscription(
        id(Kind.EVENT_SUBSCRIPTION, "failures"),
        true,
        Optional.of(enabled),
        "arn:aws:sns:us-east-1:123456789012:oncall",
        "db-cluster",
        Set.of("orders"),
        Set.of("failure"));
  }

  /// An export of a snapshot to the bucket `elsewhere`.
  public static ExportTask export(String status) {
    return new ExportTask(
        id(Kind.EXPORT_TASK, "away"),
        "arn:aws:rds:us-east-1:123456789012:cluster-snapshot:nightly",
        status,
        "elsewhere",
        "",
        "arn:aws:iam::123456789012:role/exporter",
        "key-1",
        Set.of());
  }

  /// An integration of `orders` with a warehouse of the account.
  public static Integration integration(String account) {
    return new Integration(
        id(Kind.INTEGRATION, "0a1b2c3d-0000-4000-8000-000000000000"),
        "warehouse",
        cluster("orders").arn(),
        "arn:aws:redshift-serverless:us-east-1:" + account + ":namespace/n-1",
        "active",
        "key-1",
        "include:*.*");
  }

  /// A parameter group, with a name and a value by turns.
  public static DbClusterParameterGroup parameters(String family, String... namesAndValues) {
    var values = new TreeMap<String, String>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      values.put(namesAndValues[i], namesAndValues[i + 1]);
    }
    return new DbClusterParameterGroup(
        id(Kind.DB_CLUSTER_PARAMETER_GROUP, "hardened"), family, values);
  }

  /// The call that sets one parameter of `hardened`; to an empty text: that resets it.
  public static Remediation setsParameter(String name, Optional<String> found, String to) {
    return new Remediation.SetClusterParameters(
        id(Kind.DB_CLUSTER_PARAMETER_GROUP, "hardened"),
        List.of(
            new Remediation.SetClusterParameters.Parameter(
                name, new Remediation.Step<>(found, to))));
  }

  public static DbClusterSnapshot snapshot(String... sharedWith) {
    return new DbClusterSnapshot(
        id(Kind.DB_CLUSTER_SNAPSHOT, "nightly"), "aurora-mysql", Set.of(sharedWith));
  }

  /// A group that the cluster `orders` uses at port 5432.
  public static SecurityGroup group(SecurityGroupRule... rules) {
    return group(Set.of(new ClusterUse("orders", 5432)), rules);
  }

  public static SecurityGroup group(Set<ClusterUse> usedBy, SecurityGroupRule... rules) {
    var byId = new TreeMap<String, SecurityGroupRule>();
    List.of(rules).forEach(rule -> byId.put(rule.id(), rule));
    return new SecurityGroup(id(Kind.SECURITY_GROUP, "sg-1"), byId, usedBy);
  }

  /// A TCP rule for port 5432.
  public static SecurityGroupRule rule(String id, String block) {
    return rule(id, "tcp", 5432, 5432, block);
  }

  public static SecurityGroupRule rule(String id, String protocol, int from, int to, String block) {
    return new SecurityGroupRule(
        id, false, protocol, from, to, block, List.of(block), Optional.empty());
  }

  /// A rule that lets the databases connect to every port of a block.
  public static SecurityGroupRule egress(String id, String block) {
    return new SecurityGroupRule(id, true, "-1", -1, -1, block, List.of(block), Optional.empty());
  }

  /// A TCP rule for port 5432 and another security group.
  public static SecurityGroupRule fromGroup(String id, String source, String account) {
    return new SecurityGroupRule(
        id, false, "tcp", 5432, 5432, source, List.of(), Optional.empty(), Optional.of(account));
  }

  /// The list `pl-1`, which a rule of `sg-1` names.
  public static Resource.PrefixList prefixList(
      long version, List<String> entries, List<String> before) {
    return new Resource.PrefixList(
        id(Kind.PREFIX_LIST, "pl-1"),
        version,
        Optional.of(entries),
        Optional.of(before),
        List.of(
            group(
                new SecurityGroupRule(
                    "sgr-pl", false, "tcp", 5432, 5432, "pl-1", entries, Optional.empty()))));
  }

  /// The table of a subnet in which `orders` has an instance.
  public static Resource.RouteTable routeTable(Route... routes) {
    return new Resource.RouteTable(
        id(Kind.ROUTE_TABLE, "rtb-1"),
        List.of(routes),
        Set.of("subnet-1"),
        Set.of(new ClusterUse("orders", 5432)));
  }

  /// The network ACL of that subnet.
  public static Resource.NetworkAcl networkAcl(AclEntry... entries) {
    return new Resource.NetworkAcl(
        id(Kind.NETWORK_ACL, "acl-1"),
        List.of(entries),
        Set.of("subnet-1"),
        Set.of(new ClusterUse("orders", 5432)));
  }

  /// An ingress entry for port 5432.
  public static AclEntry entry(int number, boolean allow, String block) {
    return new AclEntry(number, false, "6", allow, block, 5432, 5432);
  }

  public static IamPrincipal role(String name, ManagedPolicy... policies) {
    var attached = new TreeMap<String, ManagedPolicy>();
    List.of(policies).forEach(policy -> attached.put(policy.arn(), policy));
    return new IamPrincipal(id(Kind.ROLE, name), attached);
  }

  public static ManagedPolicy awsPolicy(String name) {
    return new ManagedPolicy("arn:aws:iam::aws:policy/" + name, Optional.empty());
  }

  /// A customer's policy; single quotes stand for double ones.
  public static ManagedPolicy policy(String document) {
    return new ManagedPolicy(
        "arn:aws:iam::123456789012:policy/ours", Optional.of(document.replace('\'', '"')));
  }

  /// A key that encrypts `orders`, which still works with it.
  public static EncryptionKey key(String state) {
    return new EncryptionKey(
        id(Kind.ENCRYPTION_KEY, "1234abcd"),
        state,
        state.equals(EncryptionKey.PENDING_DELETION)
            ? Optional.of(NOON.plus(Duration.ofDays(7)))
            : Optional.empty(),
        Set.of("orders"),
        Set.of());
  }

  /// The secret that the proxy `shop` logs in to `orders` with.
  public static DatabaseSecret secret() {
    return new DatabaseSecret(
        id(Kind.SECRET, "orders-app-AbCdEf"),
        "orders-app",
        Optional.empty(),
        false,
        Optional.empty(),
        Optional.empty(),
        Set.of("proxy shop"));
  }

  /// Every week, by a function.
  public static DatabaseSecret.Rotation weekly() {
    return new DatabaseSecret.Rotation(
        Optional.of("arn:aws:lambda:us-east-1:123456789012:function:SecretsManagerOrders"),
        Optional.of(7L),
        Optional.empty(),
        Optional.of("3h"));
  }

  /// A policy that lets somebody read a secret, or use a key.
  public static String letsIn(String principal) {
    return """
        {"Version":"2012-10-17","Statement":[{"Sid":"Share","Effect":"Allow",
         "Principal":{"AWS":"%s"},"Action":["secretsmanager:GetSecretValue","kms:Decrypt"],
         "Resource":"*"}]}
        """
        .formatted(principal);
  }

  /// The log group of `orders`.
  public static LogGroup logs(int retentionDays) {
    return new LogGroup(
        id(Kind.LOG_GROUP, "/aws/rds/cluster/orders/postgresql"),
        Optional.of("aurora-postgresql"),
        Optional.of(NOON.minus(Duration.ofDays(90))),
        retentionDays,
        Map.of());
  }

  /// A customer managed policy as a resource of its own.
  public static Resource.IamPolicy managed(
      String name, String version, String document, String... attachedTo) {
    return new Resource.IamPolicy(
        id(Kind.POLICY, name),
        "ANPA1",
        version,
        Optional.of(document.replace('\'', '"')),
        Set.of(attachedTo));
  }

  public static ChangeEvent attach(String eventId, String role, String policyArn) {
    return call(
        eventId,
        "iam",
        "AttachRolePolicy",
        "{'roleName':'%s','policyArn':'%s'}".formatted(role, policyArn));
  }

  /// The recommended preset, and what the YAML says otherwise.
  public static Baseline recommended(String... yaml) {
    String text = "preset: recommended\n" + String.join("\n", yaml);
    try {
      return BaselineFile.read("test.yaml", new StringReader(text));
    } catch (BadBaseline mistake) {
      throw new IllegalArgumentException(text, mistake);
    }
  }

  /// What RDS, EC2 or IAM would make of a corrective call.
  public static Resource after(Remediation call, Resource before) {
    return switch (call) {
      case Remediation.ModifyDbCluster m -> modified(m, (Resource.DbCluster) before);
      case Remediation.ModifyDbInstance m -> {
        var instance = (DbInstance) before;
        yield instance(
            instance.id().name(),
            m.publiclyAccessible()
                .map(step -> Optional.of(step.to()))
                .orElse(instance.publiclyAccessible()),
            m.autoMinorVersionUpgrade()
                .map(step -> Optional.of(step.to()))
                .orElse(instance.autoMinorVersionUpgrade()));
      }
      case Remediation.SetClusterParameters s -> {
        var group = (DbClusterParameterGroup) before;
        Map<String, String> values = new TreeMap<>(group.values());
        s.parameters()
            .forEach(
                p ->
                    p.shown()
                        .ifPresentOrElse(
                            set -> values.put(p.name(), set), () -> values.remove(p.name())));
        yield new DbClusterParameterGroup(group.id(), group.family(), values);
      }
      case Remediation.RemoveClusterRole r -> {
        var cluster = (Resource.DbCluster) before;
        var left = new java.util.TreeSet<>(cluster.roles());
        left.remove(r.role());
        yield ACluster.like(cluster).roles(left).build();
      }
      case Remediation.StartActivityStream s ->
          ACluster.like((Resource.DbCluster) before).stream("started", s.mode(), s.key()).build();
      case Remediation.RestoreMonitoring m -> monitored((DbInstance) before, m.monitoring().to());
      case Remediation.EnableEventSubscription e -> ((EventSubscription) before).with(true);
      case Remediation.CancelExport c -> ((ExportTask) before).with("CANCELING");
      case Remediation.DeleteIntegration d -> ((Integration) before).with("deleting");
      case Remediation.DisableHttpEndpoint d ->
          ACluster.like((Resource.DbCluster) before).httpEndpoint(Optional.of(false)).build();
      case Remediation.UnshareDbClusterSnapshot u -> {
        var snapshot = (DbClusterSnapshot) before;
        var left = new java.util.TreeSet<>(snapshot.sharedWith());
        left.removeAll(u.accounts());
        yield new DbClusterSnapshot(snapshot.id(), snapshot.engine(), left);
      }
      case Remediation.RevokeIngressRules r -> {
        var group = (SecurityGroup) before;
        Map<String, SecurityGroupRule> left = new TreeMap<>(group.rules());
        r.rules().forEach(rule -> left.remove(rule.id()));
        yield group.with(left, group.usedBy());
      }
      case Remediation.RevokeEgressRules r -> {
        var group = (SecurityGroup) before;
        Map<String, SecurityGroupRule> left = new TreeMap<>(group.rules());
        r.rules().forEach(rule -> left.remove(rule.id()));
        yield group.with(left, group.usedBy());
      }
      case Remediation.ModifySecurityGroupRules m -> {
        var group = (SecurityGroup) before;
        for (Remediation.Step<SecurityGroupRule> step : m.rules()) {
          group = group.with(step.to());
        }
        yield group;
      }
      case Remediation.RestorePrefixList r -> {
        var list = (Resource.PrefixList) before;
        yield new Resource.PrefixList(
            list.id(),
            list.version() + 1,
            /* entries= */ list.before(),
            /* before= */ list.entries(),
            list.groups());
      }
      case Remediation.RestoreRoute r ->
          ((Resource.RouteTable) before).with(r.destination(), r.to());
      case Remediation.RestoreAclEntry r ->
          ((Resource.NetworkAcl) before).with(r.found().name(), r.to());
      case Remediation.DetachPolicy d -> {
        var principal = (IamPrincipal) before;
        Map<String, ManagedPolicy> left = new TreeMap<>(principal.attached());
        left.remove(d.policyArn());
        yield new IamPrincipal(
            principal.id(), left, principal.inline(), principal.trust(), principal.more());
      }
      case Remediation.CancelKeyDeletion c ->
          ((EncryptionKey) before).in(EncryptionKey.DISABLED, Optional.empty());
      case Remediation.EnableKey e ->
          ((EncryptionKey) before).in(EncryptionKey.ENABLED, Optional.empty());
      case Remediation.RestoreSecret r -> ((DatabaseSecret) before).deletedAt(Optional.empty());
      case Remediation.ResumeRotation r ->
          ((DatabaseSecret) before).rotated(Optional.of(r.rotation()));
      case Remediation.PutKeyPolicy p ->
          ((EncryptionKey) before).governedBy(Optional.of(p.policy().to()));
      case Remediation.PutSecretPolicy p ->
          ((DatabaseSecret) before)
              .governedBy(Optional.of(p.policy().to()).filter(text -> !text.isEmpty()));
      case Remediation.RevokeGrant r -> {
        var left = new TreeMap<>(((EncryptionKey) before).grants());
        left.remove(r.grant().id());
        yield ((EncryptionKey) before).with(left);
      }
      case Remediation.SetLogRetention s -> ((LogGroup) before).keeping(s.days().to());
      case Remediation.DeleteInlinePolicy d -> {
        var principal = (IamPrincipal) before;
        yield new IamPrincipal(
            principal.id(),
            principal.attached(),
            principal.inline().stream().filter(one -> !one.name().equals(d.name())).toList(),
            principal.trust(),
            principal.more());
      }
      case Remediation.RemoveUserFromGroup g -> {
        var user = (IamPrincipal) before;
        yield user.with(
            user.more()
                .withGroups(
                    user.more()
                        .groups()
                        .map(
                            all -> {
                              var left = new java.util.TreeSet<>(all);
                              left.remove(g.group());
                              return left;
                            })));
      }
      case Remediation.GivePolicyBack g -> given(g, (IamPrincipal) before);
      case Remediation.SetDefaultPolicyVersion s -> {
        var policy = (Resource.IamPolicy) before;
        yield new Resource.IamPolicy(
            policy.id(),
            policy.policyId(),
            s.version().to(),
            Optional.of(DESCRIBES.replace('\'', '"')),
            policy.attachedTo());
      }
    };
  }

  private static IamPrincipal given(Remediation.GivePolicyBack back, IamPrincipal before) {
    String value = back.value().to();
    return switch (back.part()) {
      case INLINE -> {
        var inline = new java.util.ArrayList<>(before.inline());
        inline.removeIf(policy -> policy.name().equals(back.name()));
        inline.add(new IamPrincipal.InlinePolicy(back.name(), value));
        yield before.withInline(inline);
      }
      case ATTACHED -> {
        var attached = new TreeMap<>(before.attached());
        attached.put(value, new ManagedPolicy(value, Optional.empty()));
        yield before.withAttached(attached);
      }
      case TRUST -> before.withTrust(Optional.of(value));
      case BOUNDARY ->
          before.with(
              before.more().withBoundary(Optional.of(new ManagedPolicy(value, Optional.empty()))));
    };
  }

  /// ApplyImmediately applies whatever is pending; without it a new value waits.
  private static Resource modified(Remediation.ModifyDbCluster call, Resource.DbCluster before) {
    ACluster after = ACluster.like(before);
    if (call.applyImmediately()) {
      before.pending().backupRetentionPeriod().ifPresent(after::retention);
      before.pending().iamDatabaseAuthentication().ifPresent(after::iam);
      after.logTypes(before.logTypesToCome());
      after.pendingRetention(Optional.empty()).pendingIam(Optional.empty());
      after.logTypesPendingOn(Set.of()).logTypesPendingOff(Set.of()).othersPending(Set.of());
    }
    call.settings().forEach(setting -> put(setting, call.applyImmediately(), after));
    return after.build();
  }

  private static void put(ClusterSetting setting, boolean atOnce, ACluster after) {
    Resource.DbCluster before = after.build();
    switch (setting) {
      case ClusterSetting.DeletionProtection s -> after.deletionProtection(s.step().to());
      case ClusterSetting.BackupRetentionPeriod s -> {
        Optional<Integer> days = Optional.of(s.step().to());
        if (atOnce) {
          after.retention(days);
        } else {
          after.pendingRetention(days.filter(d -> !before.backupRetentionPeriod().equals(days)));
        }
      }
      case ClusterSetting.IamDatabaseAuthentication s -> {
        Optional<Boolean> on = Optional.of(s.step().to());
        if (atOnce) {
          after.iam(on);
        } else {
          after.pendingIam(on.filter(o -> !before.iamDatabaseAuthentication().equals(on)));
        }
      }
      case ClusterSetting.CopyTagsToSnapshot s -> after.copyTags(Optional.of(s.step().to()));
      case ClusterSetting.LogTypes s -> {
        if (atOnce) {
          after.logTypes(joined(before.logTypes(), s.on()));
        } else {
          Set<String> stillOff = new java.util.TreeSet<>(before.pending().logTypesOff());
          stillOff.removeAll(s.on());
          Set<String> on = new java.util.TreeSet<>(s.on());
          on.removeAll(before.logTypes());
          after.logTypesPendingOff(stillOff);
          after.logTypesPendingOn(joined(before.pending().logTypesOn(), on));
        }
      }
      case ClusterSetting.SecurityGroups s -> after.securityGroups(Set.copyOf(s.step().to()));
      case ClusterSetting.ParameterGroup s -> after.parameterGroup(Optional.of(s.step().to()));
    }
  }

  private static Set<String> joined(Set<String> some, Set<String> more) {
    var all = new java.util.TreeSet<>(some);
    all.addAll(more);
    return all;
  }
}
