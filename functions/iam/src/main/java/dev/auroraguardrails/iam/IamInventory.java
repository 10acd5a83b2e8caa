package dev.auroraguardrails.iam;

import dev.auroraguardrails.model.ManagedPolicy;
import dev.auroraguardrails.model.Resource;
import dev.auroraguardrails.model.Resource.IamPrincipal;
import dev.auroraguardrails.model.ResourceId;
import dev.auroraguardrails.port.Inventory;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.AttachedPolicy;
import software.amazon.awssdk.services.iam.model.NoSuchEntityException;

/// Reads which managed policies are attached to a role, user or group.
public final class IamInventory implements Inventory {
  private final IamClient iam;
  private final PolicyDocuments documents;

  public IamInventory(IamClient iam) {
    this.iam = iam;
    this.documents = new PolicyDocuments(iam);
  }

  @Override
  public Optional<Resource> read(ResourceId id, Set<String> parts) {
    List<String> arns;
    try {
      arns = attached(id).map(AttachedPolicy::policyArn).toList();
    } catch (NoSuchEntityException e) {
      return Optional.empty();
    }
    var attached = new TreeMap<String, ManagedPolicy>();
    arns.forEach(arn -> attached.put(arn, policy(arn, parts.contains(arn))));
    return Optional.of(new IamPrincipal(id, attached));
  }

  private Stream<AttachedPolicy> attached(ResourceId id) {
    return switch (id.kind()) {
      case ROLE ->
          iam
              .listAttachedRolePoliciesPaginator(r -> r.roleName(id.name()))
              .attachedPolicies()
              .stream();
      case USER ->
          iam
              .listAttachedUserPoliciesPaginator(r -> r.userName(id.name()))
              .attachedPolicies()
              .stream();
      case GROUP ->
          iam
              .listAttachedGroupPoliciesPaginator(r -> r.groupName(id.name()))
              .attachedPolicies()
              .stream();
      case DB_CLUSTER,
          DB_CLUSTER_SNAPSHOT,
          DB_INSTANCE,
          DB_CLUSTER_PARAMETER_GROUP,
          GLOBAL_CLUSTER,
          SECURITY_GROUP ->
          throw new IllegalArgumentException("wanted a role, user or group, got " + id);
    };
  }

  /// What an AWS-managed policy allows is known by its name.
  private ManagedPolicy policy(String arn, boolean inFull) {
    var named = new ManagedPolicy(arn, Optional.empty());
    return inFull && !named.isAwsManaged() ? new ManagedPolicy(arn, documents.of(arn)) : named;
  }
}
