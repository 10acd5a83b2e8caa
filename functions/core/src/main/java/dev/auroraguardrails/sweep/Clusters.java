package dev.auroraguardrails.sweep;

import dev.auroraguardrails.model.ClusterUse;
import dev.auroraguardrails.model.Resource;
import dev.auroraguardrails.model.Resource.ApiCall;
import dev.auroraguardrails.model.Resource.DatabaseSecret;
import dev.auroraguardrails.model.Resource.DbCluster;
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
import java.util.Set;
import java.util.stream.Collectors;

/// The clusters that a resource belongs to.
final class Clusters {
  private Clusters() {}

  static Set<String> of(Resource resource) {
    return switch (resource) {
      case DbCluster cluster -> Set.of(cluster.id().name());
      case SecurityGroup group -> names(group.usedBy());
      case DbInstance instance -> instance.cluster().map(Set::of).orElse(Set.of());
      case DbClusterParameterGroup group -> Set.of();
      case DbClusterSnapshot snapshot -> Set.of();
      case EncryptionKey key -> key.usedBy();
      case DatabaseSecret secret -> Set.of();
      case LogGroup group -> LogGroup.clusterOf(group.id().name()).map(Set::of).orElse(Set.of());
      case Resource.DbSubnetGroup group -> Set.of();
      case PrefixList list ->
          list.groups().stream().flatMap(group -> of(group).stream()).collect(Collectors.toSet());
      case RouteTable table -> names(table.usedBy());
      case NetworkAcl acl -> names(acl.usedBy());
      case IamPrincipal principal -> Set.of();
      case IamPolicy policy -> Set.of();
      case ApiCall call -> Set.of();
      case EventSubscription subscription -> Set.of();
      case ExportTask task -> Set.of();
      case Integration integration -> Set.of();
    };
  }

  private static Set<String> names(Set<ClusterUse> uses) {
    return uses.stream().map(ClusterUse::cluster).collect(Collectors.toSet());
  }
}
