package dev.auroraguardrails.iam;

import dev.auroraguardrails.model.ManagedPolicy;
import dev.auroraguardrails.model.Resource.IamPrincipal;
import dev.auroraguardrails.model.Resource.IamPrincipal.InlinePolicy;
import dev.auroraguardrails.model.ResourceId;
import dev.auroraguardrails.model.ResourceId.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.AttachedPolicy;
import software.amazon.awssdk.services.iam.model.EntityType;
import software.amazon.awssdk.services.iam.model.GetAccountAuthorizationDetailsResponse;
import software.amazon.awssdk.services.iam.model.ManagedPolicyDetail;
import software.amazon.awssdk.services.iam.model.PolicyDetail;

/// Reads every principal of the account with its policies, by the pages of one operation.
public final class IamSurvey {
  private static final int PAGE = 1_000;

  private final IamClient iam;
  private final String account;
  private final String region;

  public IamSurvey(IamClient iam, String account, String region) {
    this.iam = iam;
    this.account = account;
    this.region = region;
  }

  /// Reads every page of GetAccountAuthorizationDetails.
  public List<IamPrincipal> principals() {
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
      page.roleDetailList()
          .forEach(
              role ->
                  principals.add(
                      new IamPrincipal(
                          id(Kind.ROLE, role.roleName()),
                          attached(role.attachedManagedPolicies(), documents),
                          inline(role.rolePolicyList()),
                          Optional.ofNullable(role.assumeRolePolicyDocument())
                              .map(PolicyDocuments::decoded))));
      page.userDetailList()
          .forEach(
              user ->
                  principals.add(
                      new IamPrincipal(
                          id(Kind.USER, user.userName()),
                          attached(user.attachedManagedPolicies(), documents),
                          inline(user.userPolicyList()),
                          Optional.empty())));
      page.groupDetailList()
          .forEach(
              group ->
                  principals.add(
                      new IamPrincipal(
                          id(Kind.GROUP, group.groupName()),
                          attached(group.attachedManagedPolicies(), documents),
                          inline(group.groupPolicyList()),
                          Optional.empty())));
    }
    return principals;
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
