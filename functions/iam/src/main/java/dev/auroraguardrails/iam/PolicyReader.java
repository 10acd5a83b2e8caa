package dev.auroraguardrails.iam;

import dev.auroraguardrails.model.Resource;
import dev.auroraguardrails.model.Resource.IamPolicy;
import dev.auroraguardrails.model.ResourceId;
import dev.auroraguardrails.model.ResourceId.Kind;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.NoSuchEntityException;
import software.amazon.awssdk.services.iam.model.Policy;

/// Reads a customer managed policy, the version in force and whom it reaches.
final class PolicyReader {
  private final IamClient iam;
  private final PolicyDocuments documents;

  PolicyReader(IamClient iam, PolicyDocuments documents) {
    this.iam = iam;
    this.documents = documents;
  }

  /// @return the policy; empty when there is none
  Optional<Resource> read(ResourceId id) {
    try {
      Policy policy = iam.getPolicy(r -> r.policyArn(id.arn())).policy();
      Set<String> reached =
          Integer.valueOf(0).equals(policy.attachmentCount()) ? Set.of() : reached(id.arn());
      return Optional.of(
          new IamPolicy(
              id,
              policy.policyId(),
              policy.defaultVersionId(),
              documents.of(id.arn(), policy.policyId(), policy.defaultVersionId()),
              reached));
    } catch (NoSuchEntityException e) {
      return Optional.empty();
    }
  }

  /// The answer's pages hold all three kinds, and also those whose boundary it is where that is not
  /// ruled out.
  private Set<String> reached(String arn) {
    var all = new TreeSet<String>();
    iam.listEntitiesForPolicyPaginator(r -> r.policyArn(arn).policyUsageFilter("PermissionsPolicy"))
        .forEach(
            page -> {
              page.policyRoles().forEach(one -> all.add(Kind.ROLE.prefix() + one.roleName()));
              page.policyUsers().forEach(one -> all.add(Kind.USER.prefix() + one.userName()));
              page.policyGroups().forEach(one -> all.add(Kind.GROUP.prefix() + one.groupName()));
            });
    return all;
  }
}
