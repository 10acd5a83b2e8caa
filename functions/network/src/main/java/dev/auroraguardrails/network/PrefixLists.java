package dev.auroraguardrails.network;

import dev.auroraguardrails.model.Resource.PrefixList;
import dev.auroraguardrails.model.Resource.SecurityGroup;
import dev.auroraguardrails.model.ResourceId;
import dev.auroraguardrails.model.ResourceId.Kind;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Ec2Exception;
import software.amazon.awssdk.services.ec2.model.PrefixListEntry;

/// Reads prefix lists with the security groups of Aurora clusters that name them.
final class PrefixLists {
  private static final String GONE = "InvalidPrefixListID.NotFound";
  private static final int PAGE = 100;

  private final Ec2Client ec2;
  private final Function<ResourceId, Optional<SecurityGroup>> groups;

  /// @param groups reads a security group with the clusters that use it
  PrefixLists(Ec2Client ec2, Function<ResourceId, Optional<SecurityGroup>> groups) {
    this.ec2 = ec2;
    this.groups = groups;
  }

  /// Of a list that no guarded group names, nothing but that is read.
  Optional<PrefixList> read(ResourceId id) {
    try {
      List<SecurityGroup> naming = naming(id);
      if (naming.isEmpty()) {
        return Optional.of(new PrefixList(id, 0, Optional.empty(), Optional.empty(), List.of()));
      }
      return Optional.of(full(id, naming));
    } catch (Ec2Exception e) {
      if (GONE.equals(e.awsErrorDetails().errorCode())) {
        return Optional.empty();
      }
      throw e;
    }
  }

  private PrefixList full(ResourceId id, List<SecurityGroup> naming) {
    long version =
        ec2.describeManagedPrefixLists(r -> r.prefixListIds(id.name())).prefixLists().stream()
            .findFirst()
            .map(list -> list.version() == null ? 0 : list.version())
            .orElse(0L);
    Optional<List<String>> before =
        version > 1 ? Optional.of(entries(id.name(), version - 1)) : Optional.empty();
    return new PrefixList(id, version, Optional.of(entries(id.name(), version)), before, naming);
  }

  private List<SecurityGroup> naming(ResourceId id) {
    return ec2
        .getManagedPrefixListAssociationsPaginator(r -> r.prefixListId(id.name()).maxResults(PAGE))
        .prefixListAssociations()
        .stream()
        .map(association -> association.resourceId())
        .filter(resource -> resource.startsWith("sg-"))
        .distinct()
        .sorted()
        .map(group -> new ResourceId(Kind.SECURITY_GROUP, id.account(), id.region(), group))
        .flatMap(group -> groups.apply(group).stream())
        .filter(SecurityGroup::isGuarded)
        .toList();
  }

  private List<String> entries(String list, long version) {
    return ec2
        .getManagedPrefixListEntriesPaginator(
            r -> {
              r.prefixListId(list).maxResults(PAGE);
              if (version > 0) {
                r.targetVersion(version);
              }
            })
        .entries()
        .stream()
        .map(PrefixListEntry::cidr)
        .toList();
  }
}
