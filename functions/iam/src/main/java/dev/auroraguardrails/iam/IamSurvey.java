package dev.auroraguardrails.iam;

import dev.auroraguardrails.model.ManagedPolicy;
import dev.auroraguardrails.model.Resource;
import dev.auroraguardrails.model.Resource.IamPolicy;
import dev.auroraguardrails.model.Resource.IamPrincipal;
import dev.auroraguardrails.model.Resource.IamPrincipal.Details;
import dev.auroraguardrails.model.Resource.IamPrincipal.InlinePolicy;
import dev.auroraguardrails.model.ResourceId;
import dev.auroraguardrails.model.ResourceId.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.AttachedPermissionsBoundary;
import software.amazon.awssdk.services.iam.model.AttachedPolicy;
import software.amazon.awssdk.services.iam.model.EntityType;
import software.amazon.awssdk.services.iam.model.GetAccountAuthorizationDetailsResponse;
import software.amazon.awssdk.services.iam.model.GroupDetail;
import software.amazon.awssdk.services.iam.model.ManagedPolicyDetail;
import software.amazon.awssdk.services.iam.model.PolicyDetail;
import software.amazon.awssdk.services.iam.model.RoleDetail;
import software.amazon.awssdk.services.iam.model.UserDetail;

/// Reads every principal of the account with its policies, and every customer managed policy, by
/// the
/// pages of one operation.
public final class IamSurvey {
  private static final int PAGE = 1_000;
  private static final String POLICY = ":policy/";

  private final IamClient iam;
  private final String account;
  private final String region;

  public IamSurvey(IamClient iam, String account, String region) {
    this.iam = iam;
    this.account = account;
    this.region = region;
  }

  /// Reads every page of GetAccountAuthorizationDetails.
  ///
  /// @return the roles, users, groups and customer managed policies
  public List<Resource> all() {
    var documents = new HashMap<String, String>();
    var pages = new ArrayList<GetAccountAuthorizationDetailsResponse>();
    iam.getAccountAuthorizationDetailsPaginator(
            r ->
                r.maxItems(PAGE)
                    .filter(
                        EntityType.ROLE,
                        EntityType.USER,
                        EntityType.GROUP,
                        EntityType.LOCAL_MANAGED_POLICY))
        .forEach(
            page -> {
              pages.add(page);
              page.policies().forEach(policy -> document(policy, documents));
            });
    var principals = new ArrayList<IamPrincipal>();
    for (var page : pages) {
      page.roleDetailList().forEach(role -> principals.add(role(role, documents)));
      page.userDetailList().forEach(user -> principals.add(user(user, documents)));
      page.groupDetailList().forEach(group -> principals.add(group(group, documents)));
    }
    var all = new ArrayList<Resource>(principals);
    pages.stream()
        .flatMap(page -> page.policies().stream())
        .forEach(policy -> all.add(policy(policy, principals, documents)));
    return all;
  }

  private IamPrincipal role(RoleDetail role, Map<String, String> documents) {
    var inline = inline(role.rolePolicyList());
    return new IamPrincipal(
        id(Kind.ROLE, role.roleName()),
        attached(role.attachedManagedPolicies(), documents),
        inline,
        Optional.ofNullable(role.assumeRolePolicyDocument()).map(PolicyDocuments::decoded),
        details(role.roleId(), inline, role.permissionsBoundary(), documents));
  }

  private IamPrincipal user(UserDetail user, Map<String, String> documents) {
    var inline = inline(user.userPolicyList());
    return new IamPrincipal(
        id(Kind.USER, user.userName()),
        attached(user.attachedManagedPolicies(), documents),
        inline,
        Optional.empty(),
        details(user.userId(), inline, user.permissionsBoundary(), documents)
            .withGroups(Optional.of(Set.copyOf(user.groupList()))));
  }

  private IamPrincipal group(GroupDetail group, Map<String, String> documents) {
    var inline = inline(group.groupPolicyList());
    return new IamPrincipal(
        id(Kind.GROUP, group.groupName()),
        attached(group.attachedManagedPolicies(), documents),
        inline,
        Optional.empty(),
        details(group.groupId(), inline, null, documents));
  }

  private IamPolicy policy(
      ManagedPolicyDetail policy, List<IamPrincipal> principals, Map<String, String> documents) {
    String arn = policy.arn();
    return new IamPolicy(
        id(Kind.POLICY, arn.substring(arn.indexOf(POLICY) + POLICY.length())),
        policy.policyId(),
        policy.defaultVersionId(),
        Optional.ofNullable(documents.get(arn)),
        principals.stream()
            .filter(principal -> principal.attached().containsKey(arn))
            .map(IamPrincipal::label)
            .collect(Collectors.toSet()));
  }

  private static Details details(
      String uniqueId,
      List<InlinePolicy> inline,
      @Nullable AttachedPermissionsBoundary boundary,
      Map<String, String> documents) {
    return new Details(
        Optional.ofNullable(uniqueId),
        Optional.of(inline.stream().map(InlinePolicy::name).collect(Collectors.toSet())),
        Optional.ofNullable(boundary)
            .map(AttachedPermissionsBoundary::permissionsBoundaryArn)
            .map(arn -> new ManagedPolicy(arn, Optional.ofNullable(documents.get(arn)))));
  }

  private static void document(ManagedPolicyDetail policy, Map<String, String> documents) {
    policy.policyVersionList().stream()
        .filter(version -> version.isDefaultVersion() && version.document() != null)
        .forEach(
            version -> documents.put(policy.arn(), PolicyDocuments.decoded(version.document())));
  }

  private static Map<String, ManagedPolicy> attached(
      List<AttachedPolicy> policies, Map<String, String> documents) {
    var attached = new TreeMap<String, ManagedPolicy>();
    policies.forEach(
        policy ->
            attached.put(
                policy.policyArn(),
                new ManagedPolicy(
                    policy.policyArn(), Optional.ofNullable(documents.get(policy.policyArn())))));
    return attached;
  }

  private static List<InlinePolicy> inline(List<PolicyDetail> policies) {
    return policies.stream()
        .map(
            policy ->
                new InlinePolicy(
                    policy.policyName(), PolicyDocuments.decoded(policy.policyDocument())))
        .toList();
  }

  private ResourceId id(Kind kind, String name) {
    return new ResourceId(kind, account, region, name);
  }
}
