package dev.auroraguardrails.network;

import dev.auroraguardrails.aws.SecurityGroupRules;
import dev.auroraguardrails.baseline.Baseline;
import dev.auroraguardrails.baseline.Baseline.Mode;
import dev.auroraguardrails.control.network.DefaultGroupsEmpty;
import dev.auroraguardrails.control.network.Suspects;
import dev.auroraguardrails.model.ClusterUse;
import dev.auroraguardrails.model.Exposure;
import dev.auroraguardrails.model.Resource;
import dev.auroraguardrails.model.Resource.PrefixList;
import dev.auroraguardrails.model.Resource.SecurityGroup;
import dev.auroraguardrails.model.ResourceId;
import dev.auroraguardrails.model.ResourceId.Kind;
import dev.auroraguardrails.model.SecurityGroupRule;
import dev.auroraguardrails.port.Inventory;
import dev.auroraguardrails.port.Ledger;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Ec2Exception;
import software.amazon.awssdk.services.rds.RdsClient;

/// Reads security groups and which Aurora clusters use them.
public final class NetworkInventory implements Inventory {
  private static final Set<String> GONE =
      Set.of("InvalidGroup.NotFound", "InvalidGroupId.Malformed");

  private final SecurityGroupRules rules;
  private final ClusterIndex clusters;
  private final GroupNames names;
  private final PrefixLists prefixLists;
  private final Interfaces interfaces;
  private final ExposureReader exposures;
  private final Ec2Client ec2;
  private final Baseline baseline;

  /// @param baseline decides which groups are of interest, so that for all others nobody asks which
  ///     clusters use them
  public NetworkInventory(Ec2Client ec2, RdsClient rds, Ledger ledger, Baseline baseline) {
    this.rules = new SecurityGroupRules(ec2);
    var interfaces = new Interfaces(ec2);
    this.clusters = new ClusterIndex(interfaces, rds, ledger);
    this.interfaces = interfaces;
    this.exposures = new ExposureReader(ec2, interfaces);
    this.ec2 = ec2;
    this.prefixLists = new PrefixLists(ec2, id -> group(id, found -> usedBy(id, found)));
    this.names = new GroupNames(ec2);
    this.baseline = baseline;
  }

  @Override
  public Optional<Resource> read(ResourceId id, Set<String> parts) {
    return switch (id.kind()) {
      case SECURITY_GROUP -> group(id, found -> usedBy(id, found)).map(this::named);
      case PREFIX_LIST -> prefixLists.read(id).map(Resource.class::cast);
      case ROUTE_TABLE -> subnets(id).routeTable(id).map(Resource.class::cast);
      case NETWORK_ACL -> subnets(id).networkAcl(id).map(Resource.class::cast);
      case DB_CLUSTER,
          DB_CLUSTER_SNAPSHOT,
          DB_INSTANCE,
          DB_CLUSTER_PARAMETER_GROUP,
          GLOBAL_CLUSTER,
          DB_SUBNET_GROUP,
          ENCRYPTION_KEY,
          SECRET,
          LOG_GROUP,
          BACKUP_PLAN,
          BACKUP_VAULT,
          DETECTOR,
          VPC_PART,
          AUTOMATED_BACKUP,
          BLUE_GREEN_DEPLOYMENT,
          EVENT_SUBSCRIPTION,
          EXPORT_TASK,
          INTEGRATION,
          POLICY,
          ROLE,
          USER,
          GROUP ->
          throw new IllegalArgumentException("wanted a security group or its like, got " + id);
    };
  }

  @Override
  public Optional<Exposure> exposure(Resource found, Set<String> subjects) {
    if (found instanceof SecurityGroup group) {
      return exposure(group, rule -> subjects.contains(rule.id()));
    }
    return found instanceof PrefixList list
        ? list.groups().stream()
            .flatMap(
                group -> exposure(group, rule -> rule.source().equals(list.id().name())).stream())
            .min(Comparator.comparing(Exposure::reach))
        : Optional.empty();
  }

  private Optional<Exposure> exposure(SecurityGroup group, Predicate<SecurityGroupRule> blamed) {
    List<SecurityGroupRule> rules =
        group.rules().values().stream()
            .filter(rule -> !rule.egress() && !rule.addresses().isEmpty() && blamed.test(rule))
            .toList();
    return rules.isEmpty() ? Optional.empty() : Optional.of(exposures.of(group, rules));
  }

  /// Reads the rules again; the clusters are the ones that were known at the last read.
  Optional<SecurityGroup> readBack(ResourceId id) {
    return group(id, found -> clusters.known(id))
        .map(group -> named(group, names.known(id.name())));
  }

  private Subnets subnets(ResourceId part) {
    return new Subnets(
        ec2,
        interfaces,
        group ->
            clusters.usingOnRds(
                new ResourceId(Kind.SECURITY_GROUP, part.account(), part.region(), group)));
  }

  static boolean isGone(Ec2Exception e) {
    return GONE.contains(e.awsErrorDetails().errorCode());
  }

  /// A group that does not exist answers like one without rules; neither has anything to judge.
  private Optional<SecurityGroup> group(
      ResourceId id, Function<List<SecurityGroupRule>, Set<ClusterUse>> usedBy) {
    try {
      List<SecurityGroupRule> found = rules.of(id.name());
      return Optional.of(new SecurityGroup(id, byId(found), usedBy.apply(found)));
    } catch (Ec2Exception e) {
      if (isGone(e)) {
        return Optional.empty();
      }
      throw e;
    }
  }

  private Set<ClusterUse> usedBy(ResourceId id, List<SecurityGroupRule> found) {
    List<SecurityGroupRule> ingress =
        found.stream().filter(rule -> !rule.egress() && rule.mayReachACluster()).toList();
    if (!isSuspect(id, ingress)) {
      return Suspects.isEveryGroup(baseline)
          ? clusters.using(id, known -> true)
          : clusters.remembered(id);
    }
    return clusters.using(id, known -> !isSuspect(id, besides(ingress, known)));
  }

  /// The name is of interest only where a rule of a default group would be.
  private Resource named(SecurityGroup group) {
    boolean asks =
        !group.usedBy().isEmpty()
            && baseline.mode(DefaultGroupsEmpty.ID) != Mode.OFF
            && group.rules().values().stream().anyMatch(rule -> !rule.egress());
    return asks ? named(group, names.of(group.id().name())) : group;
  }

  private static SecurityGroup named(SecurityGroup group, Optional<String> name) {
    return new SecurityGroup(group.id(), group.rules(), group.usedBy(), name);
  }

  private boolean isSuspect(ResourceId group, List<SecurityGroupRule> ingress) {
    return Reach.isWide(ingress) || Suspects.among(ingress, group, baseline);
  }

  /// The rules that reach none of the known clusters; another cluster may matter to these.
  private static List<SecurityGroupRule> besides(
      List<SecurityGroupRule> ingress, Set<ClusterUse> known) {
    return ingress.stream()
        .filter(rule -> known.stream().noneMatch(use -> rule.lets(use.port())))
        .toList();
  }

  private static Map<String, SecurityGroupRule> byId(Collection<SecurityGroupRule> rules) {
    return rules.stream().collect(Collectors.toMap(SecurityGroupRule::id, Function.identity()));
  }
}
