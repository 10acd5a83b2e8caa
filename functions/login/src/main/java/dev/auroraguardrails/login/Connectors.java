package dev.auroraguardrails.login;

import dev.auroraguardrails.login.Connector.Named;
import dev.auroraguardrails.policy.Policy;
import dev.auroraguardrails.policy.Unjudgeable;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.AttachedPermissionsBoundary;
import software.amazon.awssdk.services.iam.model.AttachedPolicy;
import software.amazon.awssdk.services.iam.model.GetAccountAuthorizationDetailsResponse;
import software.amazon.awssdk.services.iam.model.GroupDetail;
import software.amazon.awssdk.services.iam.model.PolicyDetail;

/// Reads all roles and users of an account with their policies, AWS's own among them, by the pages
/// of one operation.
final class Connectors {
  private static final int PAGE = 1_000;

  private final List<GetAccountAuthorizationDetailsResponse> pages = new ArrayList<>();
  private final Map<String, String> documents = new HashMap<>();
  private final Map<String, GroupDetail> groups = new HashMap<>();

  private Connectors() {}

  /// @param iam for `iam:GetAccountAuthorizationDetails`
  static List<Connector> read(IamClient iam) {
    var reading = new Connectors();
    iam.getAccountAuthorizationDetailsPaginator(r -> r.maxItems(PAGE)).forEach(reading::page);
    return reading.all();
  }

  private void page(GetAccountAuthorizationDetailsResponse page) {
    pages.add(page);
    page.groupDetailList().forEach(group -> groups.put(group.groupName(), group));
    page.policies()
        .forEach(
            policy ->
                policy.policyVersionList().stream()
                    .filter(version -> version.isDefaultVersion() && version.document() != null)
                    .forEach(version -> documents.put(policy.arn(), decoded(version.document()))));
  }

  private List<Connector> all() {
    var all = new ArrayList<Connector>();
    for (var page : pages) {
      page.roleDetailList()
          .forEach(
              role -> {
                var draft = new Draft();
                draft.inline("", role.rolePolicyList());
                draft.attached("", role.attachedManagedPolicies());
                draft.boundary(role.permissionsBoundary());
                all.add(draft.of(role.arn()));
              });
      page.userDetailList()
          .forEach(
              user -> {
                var draft = new Draft();
                draft.inline("", user.userPolicyList());
                draft.attached("", user.attachedManagedPolicies());
                user.groupList().forEach(draft::group);
                draft.boundary(user.permissionsBoundary());
                all.add(draft.of(user.arn()));
              });
    }
    return all;
  }

  /// IAM encodes by RFC 3986, where a plus is a plus; the decoder would make it a space.
  private static String decoded(String encoded) {
    return URLDecoder.decode(encoded.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  private final class Draft {
    private final List<Named> policies = new ArrayList<>();
    private Optional<Policy> boundary = Optional.empty();
    private Optional<String> unjudged = Optional.empty();

    void group(String name) {
      GroupDetail group = groups.get(name);
      if (group == null) {
        unjudged = Optional.of("group %s was not listed".formatted(name));
        return;
      }
      String by = " of group " + name;
      inline(by, group.groupPolicyList());
      attached(by, group.attachedManagedPolicies());
    }

    void inline(String by, List<PolicyDetail> details) {
      details.forEach(detail -> policy(detail.policyName() + by, decoded(detail.policyDocument())));
    }

    void attached(String by, List<AttachedPolicy> attached) {
      attached.forEach(
          policy -> policy(policy.policyName() + by, documents.get(policy.policyArn())));
    }

    /// One that cannot be read narrows nothing.
    void boundary(@Nullable AttachedPermissionsBoundary attached) {
      if (attached != null) {
        String arn = attached.permissionsBoundaryArn();
        boundary = read("permissions boundary " + arn, documents.get(arn));
      }
    }

    private void policy(String name, @Nullable String document) {
      read(name, document).ifPresent(policy -> policies.add(new Named(name, policy)));
    }

    private Optional<Policy> read(String name, @Nullable String document) {
      if (document == null) {
        unjudged = Optional.of("policy %s was not listed".formatted(name));
        return Optional.empty();
      }
      try {
        return Optional.of(Policy.parse(document));
      } catch (Unjudgeable failed) {
        unjudged = Optional.of("policy %s: %s".formatted(name, failed.getMessage()));
        return Optional.empty();
      }
    }

    Connector of(String arn) {
      return new Connector(arn, policies, boundary, unjudged);
    }
  }
}
