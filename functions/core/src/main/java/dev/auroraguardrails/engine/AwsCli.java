package dev.auroraguardrails.engine;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.auroraguardrails.model.ClusterSetting;
import dev.auroraguardrails.model.Remediation;
import dev.auroraguardrails.model.Remediation.DeleteInlinePolicy;
import dev.auroraguardrails.model.Remediation.DetachPolicy;
import dev.auroraguardrails.model.Remediation.ModifyDbCluster;
import dev.auroraguardrails.model.Remediation.ModifyDbInstance;
import dev.auroraguardrails.model.Remediation.ModifySecurityGroupRules;
import dev.auroraguardrails.model.Remediation.RevokeEgressRules;
import dev.auroraguardrails.model.Remediation.RevokeIngressRules;
import dev.auroraguardrails.model.Remediation.SetClusterParameters;
import dev.auroraguardrails.model.Remediation.SetDefaultPolicyVersion;
import dev.auroraguardrails.model.Remediation.Step;
import dev.auroraguardrails.model.Remediation.UnshareDbClusterSnapshot;
import dev.auroraguardrails.model.ResourceId;
import dev.auroraguardrails.model.SecurityGroupRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// Prints remediations as AWS CLI commands: what the guard does, and what undoes it.
public final class AwsCli {
  private AwsCli() {}

  /// @return the commands that do what the remediation does
  public static List<String> does(Remediation remediation) {
    return switch (remediation) {
      case ModifyDbCluster m -> List.of(modify(m, new Put()));
      case ModifyDbInstance m -> List.of(instance(m, new Put()));
      case SetClusterParameters s -> ParameterCommands.does(s);
      case Remediation.DisableHttpEndpoint d -> List.of(endpoint(d, "disable"));
      case Remediation.RemoveClusterRole r -> List.of(role(r, "remove-role-from"));
      case Remediation.StartActivityStream s -> List.of(DataCommands.start(s));
      case Remediation.RestoreMonitoring m -> List.of(DataCommands.monitor(m, m.monitoring().to()));
      case Remediation.EnableEventSubscription e -> List.of(DataCommands.enable(e, " --enabled"));
      case Remediation.CancelExport c -> List.of(DataCommands.cancel(c));
      case Remediation.DeleteIntegration d -> List.of(DataCommands.delete(d));
      case UnshareDbClusterSnapshot u -> List.of(share(u, "--values-to-remove"));
      case RevokeIngressRules r -> List.of(revoke(r.target(), "ingress", r.rules()));
      case RevokeEgressRules r -> List.of(revoke(r.target(), "egress", r.rules()));
      case ModifySecurityGroupRules m -> List.of(change(m, new Put()));
      case Remediation.RestorePrefixList r ->
          List.of(NetworkCommands.version(r, r.found(), r.to()));
      case Remediation.RestoreRoute r -> List.of(NetworkCommands.does(r));
      case Remediation.RestoreAclEntry r -> List.of(NetworkCommands.does(r));
      case DetachPolicy d -> List.of(policy(d, "detach"));
      case Remediation.CancelKeyDeletion c -> List.of(key(c.target(), "cancel-key-deletion"));
      case Remediation.EnableKey e -> List.of(key(e.target(), "enable-key"));
      case Remediation.RestoreSecret r -> AdjacentCommands.does(r);
      case Remediation.ResumeRotation r -> AdjacentCommands.does(r);
      case Remediation.PutKeyPolicy p ->
          AdjacentCommands.put(p.target(), Optional.of(p.policy().to()));
      case Remediation.PutSecretPolicy p ->
          AdjacentCommands.put(p.target(), Optional.of(p.policy().to()));
      case Remediation.RevokeGrant r -> AdjacentCommands.does(r);
      case Remediation.SetLogRetention s -> AdjacentCommands.keep(s, Optional.of(s.days().to()));
      case DeleteInlinePolicy d -> List.of(PolicyCommands.delete(d));
      case SetDefaultPolicyVersion s ->
          List.of(PolicyCommands.inForce(s.target(), s.version().to()));
      case Remediation.RemoveUserFromGroup g -> List.of(PolicyCommands.member(g, "remove", "from"));
      case Remediation.GivePolicyBack g -> List.of(PolicyCommands.give(g, g.value().to()));
    };
  }

  /// @return the commands that bring back what the remediation took away
  static List<String> undoes(Remediation remediation) {
    return switch (remediation) {
      case ModifyDbCluster m -> List.of(modify(m, new Found()));
      case ModifyDbInstance m -> List.of(instance(m, new Found()));
      case SetClusterParameters s -> ParameterCommands.undoes(s);
      case Remediation.DisableHttpEndpoint d -> List.of(endpoint(d, "enable"));
      case Remediation.RemoveClusterRole r -> List.of(role(r, "add-role-to"));
      case Remediation.StartActivityStream s -> List.of(DataCommands.stop(s));
      case Remediation.RestoreMonitoring m ->
          m.monitoring().found().map(found -> DataCommands.monitor(m, found)).stream().toList();
      case Remediation.EnableEventSubscription e ->
          List.of(DataCommands.enable(e, " --no-enabled"));
      case Remediation.CancelExport c -> List.of(DataCommands.export(c));
      case Remediation.DeleteIntegration d -> List.of(DataCommands.integrate(d));
      case UnshareDbClusterSnapshot u -> List.of(share(u, "--values-to-add"));
      case RevokeIngressRules r ->
          r.rules().stream().map(rule -> authorize(r.target(), "ingress", rule)).toList();
      case RevokeEgressRules r ->
          r.rules().stream().map(rule -> authorize(r.target(), "egress", rule)).toList();
      case ModifySecurityGroupRules m -> List.of(change(m, new Found()));
      case Remediation.RestorePrefixList r ->
          List.of(NetworkCommands.version(r, r.found() + 1, r.found()));
      case Remediation.RestoreRoute r -> List.of(NetworkCommands.undoes(r));
      case Remediation.RestoreAclEntry r -> List.of(NetworkCommands.undoes(r));
      case DetachPolicy d -> List.of(policy(d, "attach"));
      case Remediation.CancelKeyDeletion c ->
          List.of(
              key(c.target(), "schedule-key-deletion") + " --pending-window-in-days " + c.days());
      case Remediation.EnableKey e -> List.of(key(e.target(), "disable-key"));
      case Remediation.RestoreSecret r -> AdjacentCommands.undoes(r);
      case Remediation.ResumeRotation r -> AdjacentCommands.undoes(r);
      case Remediation.PutKeyPolicy p -> AdjacentCommands.put(p.target(), p.policy().found());
      case Remediation.PutSecretPolicy p -> AdjacentCommands.put(p.target(), p.policy().found());
      case Remediation.RevokeGrant r -> AdjacentCommands.undoes(r);
      case Remediation.SetLogRetention s -> AdjacentCommands.keep(s, s.days().found());
      case DeleteInlinePolicy d -> List.of(PolicyCommands.put(d.target(), d.name(), d.document()));
      case SetDefaultPolicyVersion s ->
          s.version().found().stream()
              .map(version -> PolicyCommands.inForce(s.target(), version))
              .toList();
      case Remediation.RemoveUserFromGroup g -> List.of(PolicyCommands.member(g, "add", "to"));
      case Remediation.GivePolicyBack g -> List.of(PolicyCommands.takeAgain(g));
    };
  }

  private static String modify(ModifyDbCluster m, Value value) {
    List<String> words = new ArrayList<>();
    words.add(command(m.target(), "rds modify-db-cluster"));
    words.add("--db-cluster-identifier " + quoted(m.target().name()));
    m.settings().forEach(setting -> option(setting, value).ifPresent(words::add));
    if (m.applyImmediately()) {
      words.add("--apply-immediately");
    }
    return String.join(" ", words);
  }

  private static String instance(ModifyDbInstance m, Value value) {
    List<String> words = new ArrayList<>();
    words.add(command(m.target(), "rds modify-db-instance"));
    words.add("--db-instance-identifier " + quoted(m.target().name()));
    flag("publicly-accessible", m.publiclyAccessible().flatMap(value::of)).ifPresent(words::add);
    flag("auto-minor-version-upgrade", m.autoMinorVersionUpgrade().flatMap(value::of))
        .ifPresent(words::add);
    return String.join(" ", words);
  }

  private static String role(Remediation.RemoveClusterRole r, String verb) {
    String feature = r.role().feature();
    return command(r.target(), "rds " + verb + "-db-cluster")
        + " --db-cluster-identifier "
        + quoted(r.target().name())
        + " --role-arn "
        + quoted(r.role().arn())
        + (feature.isEmpty() ? "" : " --feature-name " + quoted(feature));
  }

  private static String endpoint(Remediation.DisableHttpEndpoint d, String verb) {
    return command(d.target(), "rds " + verb + "-http-endpoint")
        + " --resource-arn "
        + quoted(d.target().arn());
  }

  private static Optional<String> option(ClusterSetting setting, Value value) {
    return switch (setting) {
      case ClusterSetting.DeletionProtection s -> flag("deletion-protection", value.of(s.step()));
      case ClusterSetting.BackupRetentionPeriod s ->
          value.of(s.step()).map(days -> "--backup-retention-period " + days);
      case ClusterSetting.IamDatabaseAuthentication s ->
          flag("enable-iam-database-authentication", value.of(s.step()));
      case ClusterSetting.CopyTagsToSnapshot s -> flag("copy-tags-to-snapshot", value.of(s.step()));
      case ClusterSetting.LogTypes s ->
          Optional.of(
              "--cloudwatch-logs-export-configuration "
                  + quoted(value.switchWord() + "LogTypes=" + String.join(",", s.on())));
      case ClusterSetting.SecurityGroups s ->
          value
              .of(s.step())
              .map(ids -> ids.stream().map(AwsCli::quoted).collect(Collectors.joining(" ")))
              .map(ids -> "--vpc-security-group-ids " + ids);
      case ClusterSetting.ParameterGroup s ->
          value.of(s.step()).map(name -> "--db-cluster-parameter-group-name " + quoted(name));
    };
  }

  private static Optional<String> flag(String name, Optional<Boolean> on) {
    return on.map(set -> (set ? "--" : "--no-") + name);
  }

  private static String share(UnshareDbClusterSnapshot u, String option) {
    return command(u.target(), "rds modify-db-cluster-snapshot-attribute")
        + " --db-cluster-snapshot-identifier "
        + quoted(u.target().name())
        + " --attribute-name restore "
        + option
        + " "
        + u.accounts().stream().map(AwsCli::quoted).collect(Collectors.joining(" "));
  }

  private static String change(ModifySecurityGroupRules m, Value value) {
    ArrayNode updates = Json.MAPPER.createArrayNode();
    m.rules().stream()
        .flatMap(step -> value.of(step).stream())
        .forEach(rule -> updates.add(update(rule)));
    return command(m.target(), "ec2 modify-security-group-rules")
        + " --group-id "
        + quoted(m.target().name())
        + " --security-group-rules "
        + quoted(updates.toString());
  }

  private static ObjectNode update(SecurityGroupRule rule) {
    ObjectNode update = Json.MAPPER.createObjectNode();
    ObjectNode form = update.put("SecurityGroupRuleId", rule.id()).putObject("SecurityGroupRule");
    form.put("IpProtocol", rule.protocol());
    form.put("FromPort", rule.fromPort()).put("ToPort", rule.toPort());
    form.put(rule.sourceKind().member(), rule.source());
    rule.description().ifPresent(text -> form.put("Description", text));
    return update;
  }

  private static String revoke(ResourceId group, String way, List<SecurityGroupRule> rules) {
    return command(group, "ec2 revoke-security-group-" + way)
        + " --group-id "
        + quoted(group.name())
        + " --security-group-rule-ids "
        + rules.stream().map(rule -> quoted(rule.id())).collect(Collectors.joining(" "));
  }

  private static String authorize(ResourceId group, String way, SecurityGroupRule rule) {
    String source =
        switch (rule.sourceKind()) {
          case IPV4 -> "IpRanges=[{CidrIp=" + rule.source();
          case IPV6 -> "Ipv6Ranges=[{CidrIpv6=" + rule.source();
          case PREFIX_LIST -> "PrefixListIds=[{PrefixListId=" + rule.source();
          case SECURITY_GROUP ->
              "UserIdGroupPairs=[{GroupId="
                  + rule.source()
                  + rule.sourceAccount().map(owner -> ",UserId=" + owner).orElse("");
        };
    String ports =
        rule.protocol().equals("-1")
            ? ""
            : ",FromPort=%d,ToPort=%d".formatted(rule.fromPort(), rule.toPort());
    String description =
        rule.description()
            .map(text -> ",Description=\"" + text.replace("\"", "") + "\"")
            .orElse("");
    return command(group, "ec2 authorize-security-group-" + way)
        + " --group-id "
        + quoted(group.name())
        + " --ip-permissions "
        + quoted("IpProtocol=" + rule.protocol() + ports + "," + source + description + "}]");
  }

  private static String policy(DetachPolicy d, String verb) {
    String kind = d.target().kind().prefix().replace("/", "");
    return "aws iam %s-%s-policy --%s-name %s --policy-arn %s"
        .formatted(verb, kind, kind, quoted(d.target().name()), quoted(d.policyArn()));
  }

  static String key(ResourceId target, String verb) {
    return command(target, "kms " + verb) + " --key-id " + quoted(target.name());
  }

  static String command(ResourceId target, String operation) {
    return "aws " + operation + " --region " + quoted(target.region());
  }

  /// Quotes for a POSIX shell whatever is not plainly harmless: names come from events.
  static String quoted(String word) {
    return word.matches("[A-Za-z0-9_./:@+-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
  }

  private interface Value {
    <T> Optional<T> of(Step<T> step);

    /// What is done to the things that a list names.
    String switchWord();
  }

  private static final class Put implements Value {
    @Override
    public <T> Optional<T> of(Step<T> step) {
      return Optional.of(step.to());
    }

    @Override
    public String switchWord() {
      return "Enable";
    }
  }

  private static final class Found implements Value {
    @Override
    public <T> Optional<T> of(Step<T> step) {
      return step.found();
    }

    @Override
    public String switchWord() {
      return "Disable";
    }
  }
}
