package dev.auroraguardrails.control.iam;

import dev.auroraguardrails.control.About;
import dev.auroraguardrails.control.Context;
import dev.auroraguardrails.control.Control;
import dev.auroraguardrails.model.ChangeEvent;
import dev.auroraguardrails.model.Family;
import dev.auroraguardrails.model.ManagedPolicy;
import dev.auroraguardrails.model.Remediation;
import dev.auroraguardrails.model.Remediation.GivePolicyBack;
import dev.auroraguardrails.model.Remediation.GivePolicyBack.Part;
import dev.auroraguardrails.model.Remediation.Step;
import dev.auroraguardrails.model.Resource.IamPolicy;
import dev.auroraguardrails.model.Resource.IamPrincipal;
import dev.auroraguardrails.model.Resource.IamPrincipal.InlinePolicy;
import dev.auroraguardrails.model.Resource.PolicyHolder;
import dev.auroraguardrails.model.Severity;
import dev.auroraguardrails.model.Violation;
import dev.auroraguardrails.policy.Denials;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/// Only what a call took away shows that it was there; of what stands nothing is missing. A detach
/// call fails where nothing was attached, so it proves that something was.
@About(
    id = "IAM-11",
    title = "Policies that deny what is sensitive over Aurora stay in force",
    severity = Severity.HIGH,
    family = Family.IAM,
    calls = {
      "DetachRolePolicy",
      "DetachUserPolicy",
      "DetachGroupPolicy",
      "DeleteRolePolicy",
      "DeleteUserPolicy",
      "DeleteGroupPolicy",
      "PutRolePolicy",
      "PutUserPolicy",
      "PutGroupPolicy",
      "CreatePolicyVersion",
      "SetDefaultPolicyVersion"
    },
    why =
        "Who takes a Deny away has given whatever it held back, and no policy that allows shows it.",
    limits =
        "A policy is given back only with restorePolicies; of an inline policy that was deleted only"
            + " where it is known.",
    mappings = {})
public final class DenialsKept implements Control<PolicyHolder> {
  @Override
  public Class<PolicyHolder> checks() {
    return PolicyHolder.class;
  }

  @Override
  public List<Violation> check(PolicyHolder now, Context<PolicyHolder> context) {
    Optional<ChangeEvent> change = context.change();
    if (change.isEmpty()) {
      return List.of();
    }
    return switch (now) {
      case IamPolicy policy -> version(policy, context).stream().toList();
      case IamPrincipal principal ->
          Stream.concat(
                  detached(principal, change.get(), context).stream(),
                  inline(principal, change.get(), context).stream())
              .toList();
    };
  }

  private static Optional<Violation> version(IamPolicy now, Context<PolicyHolder> context) {
    Optional<IamPolicy> before = context.lastGood().map(good -> (IamPolicy) good.state());
    if (before.isEmpty() || now.document().isEmpty()) {
      return Optional.empty(); // IAM-01 tells of what could not be read.
    }
    Set<String> lost = lost(before.get().document().orElse(""), now.document().get());
    return lost.isEmpty()
        ? Optional.empty()
        : Holding.version(now, context)
            .map(
                holding ->
                    WayBack.from(
                        holding,
                        holding.said() + ", does not deny any more " + some(lost),
                        context));
  }

  private static Optional<Violation> detached(
      IamPrincipal now, ChangeEvent change, Context<PolicyHolder> context) {
    Optional<String> arn = IamRequest.policyArn(change);
    if (!change.name().startsWith("Detach")
        || arn.isEmpty()
        || now.attached().containsKey(arn.get())) {
      return Optional.empty();
    }
    Optional<String> document =
        now.more()
            .detached()
            .filter(policy -> policy.arn().equals(arn.get()))
            .flatMap(ManagedPolicy::document);
    String lost = now.label() + " has lost " + arn.get();
    if (document.isEmpty()) {
      return Optional.of(
          Violation.told(
              arn.get(), lost + ", which could not be read", "whether it denied anything is open"));
    }
    Set<String> denied = Denials.of(document.get());
    if (denied.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        GivingBack.violation(
            arn.get(),
            lost + ", which denied " + some(denied),
            new GivePolicyBack(
                now.id(), Part.ATTACHED, "", new Step<>(Optional.empty(), arn.get())),
            Optional.empty(),
            context));
  }

  private static Optional<Violation> inline(
      IamPrincipal now, ChangeEvent change, Context<PolicyHolder> context) {
    Optional<String> name = IamRequest.policyName(change);
    if (name.isEmpty()) {
      return Optional.empty();
    }
    Optional<InlinePolicy> before =
        context.lastGood().flatMap(good -> ((IamPrincipal) good.state()).inline(name.get()));
    Optional<InlinePolicy> left = now.inline(name.get());
    if (before.isEmpty()) {
      boolean isGone = change.name().startsWith("Delete") && left.isEmpty();
      // What was put since the last good state was judged when it was put.
      boolean wasNotGood =
          context
              .lastGood()
              .flatMap(good -> ((IamPrincipal) good.state()).more().inlineNames())
              .filter(names -> !names.contains(name.get()))
              .isPresent();
      return isGone && !wasNotGood
          ? Optional.of(
              Violation.told(
                  name.get(),
                  now.label() + " has lost the inline policy " + name.get(),
                  "what it said is not known, and so whether it denied anything"))
          : Optional.empty();
    }
    Set<String> lost = lost(before.get().document(), left.map(InlinePolicy::document).orElse(""));
    if (lost.isEmpty()) {
      return Optional.empty();
    }
    Remediation.GivePolicyBack back =
        new GivePolicyBack(
            now.id(),
            Part.INLINE,
            name.get(),
            new Step<>(left.map(InlinePolicy::document), before.get().document()));
    return Optional.of(
        GivingBack.violation(
            name.get(),
            "%s has lost what the inline policy %s denied: %s"
                .formatted(now.label(), name.get(), some(lost)),
            back,
            Optional.empty(),
            context));
  }

  private static Set<String> lost(String before, String now) {
    var lost = new TreeSet<>(Denials.of(before));
    lost.removeAll(Denials.of(now));
    return lost;
  }

  private static String some(Set<String> actions) {
    int more = actions.size() - 3;
    return String.join(", ", actions.stream().limit(3).toList())
        + (more > 0 ? " and " + more + " more" : "");
  }
}
