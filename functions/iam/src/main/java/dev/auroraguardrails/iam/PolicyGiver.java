package dev.auroraguardrails.iam;

import dev.auroraguardrails.model.Remediation.GivePolicyBack;
import dev.auroraguardrails.model.ResourceId;
import dev.auroraguardrails.model.ResourceId.Kind;
import software.amazon.awssdk.awscore.AwsResponseMetadata;
import software.amazon.awssdk.services.iam.IamClient;

/// Makes the calls that give a principal a policy: whoever has the right to them could give any.
public final class PolicyGiver {
  private final IamClient iam;

  public PolicyGiver(IamClient iam) {
    this.iam = iam;
  }

  /// Makes the one call.
  ///
  /// @return the id of the call
  /// @throws software.amazon.awssdk.services.iam.model.IamException as IAM says
  public String give(GivePolicyBack back) {
    String value = back.value().to();
    AwsResponseMetadata answer =
        switch (back.part()) {
          case INLINE -> put(back.target(), back.name(), value);
          case ATTACHED -> attach(back.target(), value);
          case TRUST ->
              iam.updateAssumeRolePolicy(
                      r -> r.roleName(back.target().name()).policyDocument(value))
                  .responseMetadata();
          case BOUNDARY -> bind(back.target(), value);
        };
    return answer.requestId();
  }

  private AwsResponseMetadata put(ResourceId id, String policy, String document) {
    String name = id.name();
    if (id.kind() == Kind.USER) {
      return iam.putUserPolicy(r -> r.userName(name).policyName(policy).policyDocument(document))
          .responseMetadata();
    }
    if (id.kind() == Kind.GROUP) {
      return iam.putGroupPolicy(r -> r.groupName(name).policyName(policy).policyDocument(document))
          .responseMetadata();
    }
    return iam.putRolePolicy(r -> r.roleName(name).policyName(policy).policyDocument(document))
        .responseMetadata();
  }

  private AwsResponseMetadata attach(ResourceId id, String arn) {
    String name = id.name();
    if (id.kind() == Kind.USER) {
      return iam.attachUserPolicy(r -> r.userName(name).policyArn(arn)).responseMetadata();
    }
    if (id.kind() == Kind.GROUP) {
      return iam.attachGroupPolicy(r -> r.groupName(name).policyArn(arn)).responseMetadata();
    }
    return iam.attachRolePolicy(r -> r.roleName(name).policyArn(arn)).responseMetadata();
  }

  private AwsResponseMetadata bind(ResourceId id, String arn) {
    String name = id.name();
    return id.kind() == Kind.USER
        ? iam.putUserPermissionsBoundary(r -> r.userName(name).permissionsBoundary(arn))
            .responseMetadata()
        : iam.putRolePermissionsBoundary(r -> r.roleName(name).permissionsBoundary(arn))
            .responseMetadata();
  }
}
