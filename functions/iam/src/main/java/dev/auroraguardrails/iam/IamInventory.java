package dev.auroraguardrails.iam;

import dev.auroraguardrails.model.ManagedPolicy;
import dev.auroraguardrails.model.PolicyReach;
import dev.auroraguardrails.model.Resource;
import dev.auroraguardrails.model.Resource.IamPrincipal;
import dev.auroraguardrails.model.Resource.IamPrincipal.Details;
import dev.auroraguardrails.model.Resource.IamPrincipal.InlinePolicy;
import dev.auroraguardrails.model.ResourceId;
import dev.auroraguardrails.model.ResourceId.Kind;
import dev.auroraguardrails.port.Inventory;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.AttachedPermissionsBoundary;
import software.amazon.awssdk.services.iam.model.AttachedPolicy;
import software.amazon.awssdk.services.iam.model.NoSuchEntityException;

/// Reads a role, user or group and which managed policies are attached to it, by two calls, and by
/// one more each what is asked for; and customer managed policies with whom they reach.
public final class IamInventory implements Inventory {
  private final IamClient iam;
  private final PolicyDocuments documents;
  private final PolicyReader policies;

  public IamInventory(IamClient iam) {
    this.iam = iam;
    this.documents = new PolicyDocuments(iam);
    this.policies = new PolicyReader(iam, documents);
  }

  @Override
  public Optional<Resource> read(ResourceId id, Set<String> parts) {
    if (id.kind() == Kind.POLICY) {
      return policies.read(id);
    }
    if (!id.kind().isPrincipal()) {
      throw new IllegalArgumentException("wanted a role, user, group or policy, got " + id);
    }
    return principal(id, parts);
  }

  /// Itself, as the service answers: of groups there is neither trust nor boundary.
  private record Self(String uniqueId, Optional<String> trust, Optional<String> boundary) {}

  private Optional<Resource> principal(ResourceId id, Set<String> parts) {
    Self self;
    List<String> arns;
    try {
      self = self(id);
      arns = attached(id).map(AttachedPolicy::policyArn).toList();
    } catch (NoSuchEntityException e) {
      return Optional.empty();
    }
    boolean all = parts.contains(IamPrincipal.EVERYTHING);
    var attached = new TreeMap<String, ManagedPolicy>();
    arns.forEach(arn -> attached.put(arn, policy(arn, all || parts.contains(arn))));
    Optional<String> asked = IamPrincipal.inlineAskedFor(parts);
    List<InlinePolicy> inline =
        new ArrayList<>(asked.flatMap(name -> inline(id, name)).stream().toList());
    Optional<Set<String>> names =
        all || asked.isPresent() || parts.contains(IamPrincipal.INLINE_NAMES)
            ? Optional.of(inlineNames(id))
            : Optional.empty();
    if (all) {
      names.orElseThrow().forEach(name -> inline(id, name).ifPresent(inline::add));
    }
    return Optional.of(
        new IamPrincipal(
            id,
            attached,
            inline,
            self.trust(),
            new Details(
                    Optional.of(self.uniqueId()),
                    names,
                    self.boundary().map(arn -> new ManagedPolicy(arn, documents.of(arn))))
                .withGroups(groups(id, parts))
                .withJoined(joined(id, parts))
                .withDetached(
                    IamPrincipal.detachedAskedFor(parts)
                        .filter(arn -> !attached.containsKey(arn))
                        .map(arn -> new ManagedPolicy(arn, documents.of(arn))))));
  }

  private Optional<Set<String>> groups(ResourceId id, Set<String> parts) {
    boolean asked =
        IamPrincipal.groupAskedFor(parts).isPresent() || parts.contains(IamPrincipal.INLINE_NAMES);
    if (id.kind() != Kind.USER || !asked) {
      return Optional.empty();
    }
    return Optional.of(
        iam.listGroupsForUserPaginator(r -> r.userName(id.name())).groups().stream()
            .map(group -> group.groupName())
            .collect(Collectors.toSet()));
  }

  /// Whether or not the user is in it by now.
  private Optional<IamPrincipal> joined(ResourceId id, Set<String> parts) {
    return IamPrincipal.groupAskedFor(parts)
        .map(name -> new ResourceId(Kind.GROUP, id.account(), id.region(), name))
        .flatMap(group -> principal(group, Set.of(IamPrincipal.EVERYTHING)))
        .map(IamPrincipal.class::cast);
  }

  private Self self(ResourceId id) {
    String name = id.name();
    if (id.kind() == Kind.USER) {
      var user = iam.getUser(r -> r.userName(name)).user();
      return new Self(user.userId(), Optional.empty(), arn(user.permissionsBoundary()));
    }
    if (id.kind() == Kind.GROUP) {
      // One of its users is enough: what is wanted is the group.
      var group = iam.getGroup(r -> r.groupName(name).maxItems(1)).group();
      return new Self(group.groupId(), Optional.empty(), Optional.empty());
    }
    var role = iam.getRole(r -> r.roleName(name)).role();
    return new Self(
        role.roleId(),
        Optional.ofNullable(role.assumeRolePolicyDocument()).map(PolicyDocuments::decoded),
        arn(role.permissionsBoundary()));
  }

  private static Optional<String> arn(
      @org.jspecify.annotations.Nullable AttachedPermissionsBoundary boundary) {
    return Optional.ofNullable(boundary).map(b -> b.permissionsBoundaryArn());
  }

  private Set<String> inlineNames(ResourceId id) {
    String name = id.name();
    Stream<String> names;
    if (id.kind() == Kind.USER) {
      names = iam.listUserPoliciesPaginator(r -> r.userName(name)).policyNames().stream();
    } else if (id.kind() == Kind.GROUP) {
      names = iam.listGroupPoliciesPaginator(r -> r.groupName(name)).policyNames().stream();
    } else {
      names = iam.listRolePoliciesPaginator(r -> r.roleName(name)).policyNames().stream();
    }
    var all = new TreeSet<String>();
    names.forEach(all::add);
    return all;
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

  private Stream<AttachedPolicy> attached(ResourceId id) {
    String name = id.name();
    if (id.kind() == Kind.USER) {
      return iam
          .listAttachedUserPoliciesPaginator(r -> r.userName(name))
          .attachedPolicies()
          .stream();
    }
    if (id.kind() == Kind.GROUP) {
      return iam
          .listAttachedGroupPoliciesPaginator(r -> r.groupName(name))
          .attachedPolicies()
          .stream();
    }
    return iam.listAttachedRolePoliciesPaginator(r -> r.roleName(name)).attachedPolicies().stream();
  }

  private ManagedPolicy policy(String arn, boolean inFull) {
    var named = new ManagedPolicy(arn, Optional.empty());
    return inFull && !PolicyReach.isKnownByName(named)
        ? new ManagedPolicy(arn, documents.of(arn))
        : named;
  }
}
