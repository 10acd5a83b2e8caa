package dev.auroraguardrails.control.iam;

import dev.auroraguardrails.control.About;
import dev.auroraguardrails.control.Context;
import dev.auroraguardrails.control.Control;
import dev.auroraguardrails.model.Act;
import dev.auroraguardrails.model.ChangeEvent;
import dev.auroraguardrails.model.Family;
import dev.auroraguardrails.model.Resource.IamPrincipal;
import dev.auroraguardrails.model.ResourceId;
import dev.auroraguardrails.model.ResourceId.Kind;
import dev.auroraguardrails.model.Severity;
import dev.auroraguardrails.model.Violation;
import java.util.List;
import java.util.Optional;

/// Who administers databases is who the baseline lists, in person or by a group, and who holds
/// rights that are too broad.
@About(
    id = "IAM-12",
    title = "Users who administer databases get no new access keys or passwords unnoticed",
    severity = Severity.MEDIUM,
    family = Family.IAM,
    act = Act.ALERT,
    calls = {"CreateAccessKey", "UpdateAccessKey", "CreateLoginProfile", "UpdateLoginProfile"},
    why = "A second key or a new password lets somebody else work as an administrator.",
    limits = "Rights that a user has by groups count only where the baseline lists the group.",
    mappings = {"CIS AWS Foundations 2.12", "Prowler iam_user_two_active_access_key"})
public final class AdministratorsGetNoNewLogins implements Control<IamPrincipal> {
  @Override
  public Class<IamPrincipal> checks() {
    return IamPrincipal.class;
  }

  @Override
  public List<Violation> check(IamPrincipal now, Context<IamPrincipal> context) {
    return context
        .change()
        .filter(AdministratorsGetNoNewLogins::givesALogin)
        .flatMap(change -> why(now, context).map(why -> violation(now, change, why)))
        .stream()
        .toList();
  }

  private static boolean givesALogin(ChangeEvent change) {
    boolean off = change.request().path("status").asText().equals("Inactive");
    return IamRequest.givesALogin(change) && !off;
  }

  private static Optional<String> why(IamPrincipal now, Context<IamPrincipal> context) {
    if (context.baseline().allows(now.id())) {
      return Optional.of("is listed as an administrator");
    }
    return now.more().groups().stream()
        .flatMap(groups -> groups.stream())
        .filter(group -> context.baseline().allows(group(now, group)))
        .findFirst()
        .map(group -> "is in the group " + group + " of administrators")
        .or(() -> Rights.over(now, context).map(rights -> "holds " + rights));
  }

  private static ResourceId group(IamPrincipal user, String name) {
    return new ResourceId(Kind.GROUP, user.id().account(), user.id().region(), name);
  }

  private static Violation violation(IamPrincipal now, ChangeEvent change, String why) {
    return Violation.told(
        IamPrincipal.LOGIN,
        "%s got another way to sign in by %s, and %s".formatted(now.label(), change.name(), why),
        "whether it is wanted, a person decides: aws iam list-access-keys --user-name '%s'"
            .formatted(now.id().name()));
  }
}
