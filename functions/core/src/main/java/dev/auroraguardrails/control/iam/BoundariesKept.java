package dev.auroraguardrails.control.iam;

import dev.auroraguardrails.control.About;
import dev.auroraguardrails.control.Context;
import dev.auroraguardrails.control.Control;
import dev.auroraguardrails.model.ChangeEvent;
import dev.auroraguardrails.model.Family;
import dev.auroraguardrails.model.ManagedPolicy;
import dev.auroraguardrails.model.Remediation.GivePolicyBack;
import dev.auroraguardrails.model.Remediation.GivePolicyBack.Part;
import dev.auroraguardrails.model.Remediation.Step;
import dev.auroraguardrails.model.Resource.IamPrincipal;
import dev.auroraguardrails.model.Severity;
import dev.auroraguardrails.model.Violation;
import java.util.List;
import java.util.Optional;

/// A boundary matters where something is behind it: a principal without rights over Aurora may lose
/// its own. One that was put where there was none takes nothing away from anybody.
@About(
    id = "IAM-08",
    title = "Permissions boundaries stay between principals and Aurora",
    severity = Severity.HIGH,
    family = Family.IAM,
    calls = {
      "DeleteRolePermissionsBoundary",
      "DeleteUserPermissionsBoundary",
      "PutRolePermissionsBoundary",
      "PutUserPermissionsBoundary"
    },
    why = "Without its boundary, a principal has all that its policies ever gave it, at once.",
    limits = "It is put back only with restorePolicies.",
    mappings = {})
public final class BoundariesKept implements Control<IamPrincipal> {
  @Override
  public Class<IamPrincipal> checks() {
    return IamPrincipal.class;
  }

  @Override
  public List<Violation> check(IamPrincipal now, Context<IamPrincipal> context) {
    if (context.baseline().allows(now.id()) || !isWeaker(now, context)) {
      return List.of();
    }
    Optional<String> behind = Rights.over(now, context);
    boolean holds =
        now.more().boundary().isPresent() && Boundary.leavesNothing(now, context).isPresent();
    return behind.isEmpty() || holds ? List.of() : List.of(violation(now, behind.get(), context));
  }

  private static boolean isWeaker(IamPrincipal now, Context<IamPrincipal> context) {
    Optional<String> boundary = now.more().boundary().map(ManagedPolicy::arn);
    if (context.lastGood().isPresent()) {
      Optional<String> before = before(context);
      return before.isPresent() && !before.equals(boundary);
    }
    return context
        .change()
        .filter(IamRequest::setsBoundary)
        .filter(change -> stands(change, boundary))
        .isPresent();
  }

  private static boolean stands(ChangeEvent change, Optional<String> boundary) {
    return boundary.isEmpty() || boundary.equals(IamRequest.boundary(change));
  }

  private static Optional<String> before(Context<IamPrincipal> context) {
    return context
        .lastGood()
        .flatMap(good -> good.state().more().boundary())
        .map(ManagedPolicy::arn);
  }

  private static Violation violation(
      IamPrincipal now, String behind, Context<IamPrincipal> context) {
    Optional<String> boundary = now.more().boundary().map(ManagedPolicy::arn);
    String evidence =
        "%s %s, and holds %s"
            .formatted(
                now.label(),
                boundary
                    .map(arn -> "has the permissions boundary " + arn + " now")
                    .orElse("has no permissions boundary any more"),
                behind);
    Optional<String> before = before(context);
    if (before.isEmpty()) {
      return Violation.told(
          IamPrincipal.BOUNDARY, evidence, "which one it had is not known, so a person decides");
    }
    return GivingBack.violation(
        IamPrincipal.BOUNDARY,
        evidence,
        new GivePolicyBack(now.id(), Part.BOUNDARY, "", new Step<>(boundary, before.get())),
        Optional.empty(),
        context);
  }
}
