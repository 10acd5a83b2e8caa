package dev.auroraguardrails.engine;

import dev.auroraguardrails.model.Remediation.DeleteInlinePolicy;
import dev.auroraguardrails.model.Remediation.GivePolicyBack;
import dev.auroraguardrails.model.Remediation.RemoveUserFromGroup;
import dev.auroraguardrails.model.ResourceId;

/// Prints what is done with policies as AWS CLI commands.
final class PolicyCommands {
  private PolicyCommands() {}

  static String delete(DeleteInlinePolicy d) {
    return on(d.target(), "delete", "policy") + " --policy-name " + AwsCli.quoted(d.name());
  }

  static String put(ResourceId principal, String policy, String document) {
    return on(principal, "put", "policy")
        + " --policy-name "
        + AwsCli.quoted(policy)
        + " --policy-document "
        + AwsCli.quoted(document);
  }

  static String inForce(ResourceId policy, String version) {
    return "aws iam set-default-policy-version --policy-arn %s --version-id %s"
        .formatted(AwsCli.quoted(policy.arn()), AwsCli.quoted(version));
  }

  static String member(RemoveUserFromGroup g, String verb, String word) {
    return "aws iam %s-user-%s-group --group-name %s --user-name %s"
        .formatted(verb, word, AwsCli.quoted(g.group()), AwsCli.quoted(g.target().name()));
  }

  /// @param value the document or ARN that the principal gets
  static String give(GivePolicyBack g, String value) {
    return switch (g.part()) {
      case INLINE -> put(g.target(), g.name(), value);
      case ATTACHED -> on(g.target(), "attach", "policy") + " --policy-arn " + AwsCli.quoted(value);
      case TRUST ->
          "aws iam update-assume-role-policy --role-name %s --policy-document %s"
              .formatted(AwsCli.quoted(g.target().name()), AwsCli.quoted(value));
      case BOUNDARY ->
          on(g.target(), "put", "permissions-boundary")
              + " --permissions-boundary "
              + AwsCli.quoted(value);
    };
  }

  /// @return the command that has it as it was found
  static String takeAgain(GivePolicyBack g) {
    if (g.value().found().isPresent()) {
      return give(g, g.value().found().get());
    }
    return switch (g.part()) {
      case INLINE ->
          on(g.target(), "delete", "policy") + " --policy-name " + AwsCli.quoted(g.name());
      case ATTACHED ->
          on(g.target(), "detach", "policy") + " --policy-arn " + AwsCli.quoted(g.value().to());
      case TRUST -> "# a role has a trust policy always; what it was is not known";
      case BOUNDARY -> on(g.target(), "delete", "permissions-boundary");
    };
  }

  /// A command on a principal: `aws iam put-role-policy --role-name dev`.
  static String on(ResourceId principal, String verb, String what) {
    String kind = principal.kind().prefix().replace("/", "");
    return "aws iam %s-%s-%s --%s-name %s"
        .formatted(verb, kind, what, kind, AwsCli.quoted(principal.name()));
  }
}
