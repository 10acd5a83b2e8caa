package dev.auroraguardrails.control.iam;

import dev.auroraguardrails.control.About;
import dev.auroraguardrails.control.Context;
import dev.auroraguardrails.control.Control;
import dev.auroraguardrails.model.Act;
import dev.auroraguardrails.model.Family;
import dev.auroraguardrails.model.Remediation.RemoveUserFromGroup;
import dev.auroraguardrails.model.Resource.IamPrincipal;
import dev.auroraguardrails.model.Restored;
import dev.auroraguardrails.model.Restored.Source;
import dev.auroraguardrails.model.Severity;
import dev.auroraguardrails.model.Violation;
import dev.auroraguardrails.model.Violation.Fix;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Adding a member again succeeds and changes nothing, so only the ledger knows who is new.
@About(
    id = "IAM-19",
    title = "Only allow-listed users join a group that gives too much over Aurora",
    severity = Severity.HIGH,
    family = Family.IAM,
    act = Act.REVERT_IF_ASKED,
    calls = {"AddUserToGroup", "CreateUser"},
    why = "Joining a group gives all its rights, and no policy changes.",
    limits = "What the user did as a member stays done.",
    mappings = {})
public final class GroupsJoinedByFew implements Control<IamPrincipal> {
  @Override
  public Class<IamPrincipal> checks() {
    return IamPrincipal.class;
  }

  @Override
  public List<Violation> check(IamPrincipal now, Context<IamPrincipal> context) {
    if (context.baseline().allows(now.id())) {
      return List.of();
    }
    return now
        .more()
        .joined()
        .filter(group -> now.more().groups().filter(in -> in.contains(name(group))).isPresent())
        .flatMap(
            group ->
                Rights.over(group, context).map(behind -> violation(now, group, behind, context)))
        .stream()
        .toList();
  }

  private static Violation violation(
      IamPrincipal now, IamPrincipal group, String behind, Context<IamPrincipal> context) {
    var violation =
        Violation.fixable(
            IamPrincipal.groupPart(name(group)),
            "%s joined %s, which holds %s".formatted(now.label(), group.label(), behind),
            new Fix(
                new RemoveUserFromGroup(now.id(), name(group)),
                new Restored(
                    "no member",
                    Source.LAST_KNOWN_GOOD,
                    context.lastGood().map(good -> good.asOf()))));
    if (context.baseline().protects(now.id())) {
      return violation.withDoubt("the user is protected: its groups are never touched");
    }
    Optional<Set<String>> before = context.lastGood().flatMap(good -> good.state().more().groups());
    if (before.isEmpty()) {
      return violation.withDoubt("whether it was a member before is unknown");
    }
    return before.get().contains(name(group))
        ? violation.withDoubt("it was a member before this call")
        : Boundary.leavesNothing(now, context).map(violation::withDoubt).orElse(violation);
  }

  private static String name(IamPrincipal group) {
    return group.id().name();
  }
}
