package dev.auroraguardrails.iam;

import dev.auroraguardrails.model.ManagedPolicy;
import dev.auroraguardrails.model.Resource;
import dev.auroraguardrails.model.Resource.IamPrincipal;
import dev.auroraguardrails.model.Resource.IamPrincipal.InlinePolicy;
import dev.auroraguardrails.model.ResourceId;
import dev.auroraguardrails.model.ResourceId.Kind;
import dev.auroraguardrails.port.Inventory;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.AttachedPolicy;
import software.amazon.awssdk.services.iam.model.NoSuchEntityException;

/// Reads which managed policies are attached to a role, user or group, by one call, and by one more
/// each the inline policy and the trust policy that are asked for.
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
    return Optional.of(
        new IamPrincipal(
            id,
            attached,
            IamPrincipal.inlineAskedFor(parts).flatMap(name -> inline(id, name)).stream().toList(),
            parts.contains(IamPrincipal.TRUST) ? trust(id) : Optional.empty()));
  }

  /// Empty when the principal has no such policy by now.
  private Optional<InlinePolicy> inline(ResourceId id, String policy) {
    String name = id.name();
    try {
      String document;
      if (id.kind() == Kind.USER) {
        document = iam.getUserPolicy(r -> r.userName(name).policyName(policy)).policyDocument();
      } else if (id.kind() == Kind.GROUP) {
        document = iam.getGroupPolicy(r -> r.groupName(name).policyName(policy)).policyDocument();
      } else {
        document = iam.getRolePolicy(r -> r.roleName(name).policyName(policy)).policyDocument();
      }
      return Optional.of(new InlinePolicy(policy, PolicyDocuments.decoded(document)));
    } catch (NoSuchEntityException e) {
      return Optional.empty();
    }
  }

  private Optional<String> trust(ResourceId role) {
    try {
      return Optional.of(
          PolicyDocuments.decoded(
              iam.getRole(r -> r.roleName(role.name())).role().assumeRolePolicyDocument()));
    } catch (NoSuchEntityException e) {
      return Optional.empty();
    }
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
          DB_SUBNET_GROUP,
          AUTOMATED_BACKUP,
          BLUE_GREEN_DEPLOYMENT,
          EVENT_SUBSCRIPTION,
          EXPORT_TASK,
          INTEGRATION,
          SECURITY_GROUP,
          ENCRYPTION_KEY,
          SECRET,
          LOG_GROUP,
          BACKUP_PLAN,
          BACKUP_VAULT,
          DETECTOR,
          PREFIX_LIST,
          ROUTE_TABLE,
          NETWORK_ACL,
          VPC_PART ->
          throw new IllegalArgumentException("wanted a role, user or group, got " + id);
    };
  }

  /// What an AWS-managed policy allows is known by its name.
  private ManagedPolicy policy(String arn, boolean inFull) {
    var named = new ManagedPolicy(arn, Optional.empty());
    return inFull && !named.isAwsManaged() ? new ManagedPolicy(arn, documents.of(arn)) : named;
  }
}
