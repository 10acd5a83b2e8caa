package dev.auroraguardrails.control.iam;

import dev.auroraguardrails.control.Context;
import dev.auroraguardrails.model.Remediation;
import dev.auroraguardrails.model.Remediation.DeleteInlinePolicy;
import dev.auroraguardrails.model.Remediation.GivePolicyBack;
import dev.auroraguardrails.model.Remediation.GivePolicyBack.Part;
import dev.auroraguardrails.model.Remediation.SetDefaultPolicyVersion;
import dev.auroraguardrails.model.Remediation.Step;
import dev.auroraguardrails.model.Resource.IamPolicy;
import dev.auroraguardrails.model.Resource.IamPrincipal;
import dev.auroraguardrails.model.Resource.IamPrincipal.InlinePolicy;
import dev.auroraguardrails.model.Resource.PolicyHolder;
import dev.auroraguardrails.model.Restored;
import dev.auroraguardrails.model.Restored.Source;
import dev.auroraguardrails.model.Violation;
import dev.auroraguardrails.model.Violation.Fix;
import dev.auroraguardrails.policy.Judgement;
import dev.auroraguardrails.policy.Judgement.Level;
import dev.auroraguardrails.policy.SameDocument;
import java.time.Instant;
import java.util.Optional;

/// The exact inverse of the call that put a document in force, as far as the past is known.
final class WayBack {
  private WayBack() {}

  static Violation from(Holding holding, String evidence, Context<? extends PolicyHolder> context) {
    return switch (holding.holder()) {
      case IamPrincipal principal ->
          inline(holding, principal, holding.inline().orElseThrow(), evidence, context);
      case IamPolicy policy -> version(holding, policy, evidence, context);
    };
  }

  /// A policy that was not there is deleted; what one that was there said is another matter.
  private static Violation inline(
      Holding holding,
      IamPrincipal now,
      InlinePolicy policy,
      String evidence,
      Context<? extends PolicyHolder> context) {
    Optional<IamPrincipal> before = context.lastGood().map(good -> (IamPrincipal) good.state());
    Optional<Boolean> wasThere =
        before.flatMap(
            state ->
                state.inline(policy.name()).isPresent()
                    ? Optional.of(true)
                    : state.more().inlineNames().map(names -> names.contains(policy.name())));
    if (wasThere.isEmpty()) {
      return Violation.told(
          policy.name(),
          evidence,
          "it may have replaced a policy of that name, so a person decides: " + byHand(holding));
    }
    if (wasThere.get()) {
      return replaced(
          holding, now, policy, evidence, before.flatMap(s -> s.inline(policy.name())), context);
    }
    var violation =
        fixable(
            policy.name(),
            evidence,
            new DeleteInlinePolicy(now.id(), policy.name(), policy.document()),
            "no such policy",
            context);
    return doubted(violation, doubt(now, holding, policy, context));
  }

  /// What was there before is put again.
  private static Violation replaced(
      Holding holding,
      IamPrincipal now,
      InlinePolicy policy,
      String evidence,
      Optional<InlinePolicy> before,
      Context<? extends PolicyHolder> context) {
    if (before.isEmpty()) {
      return Violation.told(
          policy.name(),
          evidence,
          "it replaced a policy of that name that is not known, so a person decides: "
              + byHand(holding));
    }
    return GivingBack.violation(
        policy.name(),
        evidence,
        new GivePolicyBack(
            now.id(),
            Part.INLINE,
            policy.name(),
            new Step<>(Optional.of(policy.document()), before.get().document())),
        doubt(now, holding, policy, context),
        context);
  }

  private static Optional<String> doubt(
      IamPrincipal now,
      Holding holding,
      InlinePolicy policy,
      Context<? extends PolicyHolder> context) {
    if (context.baseline().protects(now.id())) {
      return Optional.of("the principal is protected: its policies are never touched");
    }
    boolean movedOn =
        context
            .change()
            .flatMap(IamRequest::inline)
            .filter(put -> put.name().equals(policy.name()))
            .filter(put -> !SameDocument.is(put.document(), policy.document()))
            .isPresent();
    return movedOn
        ? Optional.of("it was put anew since this call, and that call is judged by itself")
        : Boundary.leavesNothing(now, holding.judgement().granted(), context);
  }

  private static Violation version(
      Holding holding, IamPolicy now, String evidence, Context<? extends PolicyHolder> context) {
    Optional<IamPolicy> before =
        context
            .lastGood()
            .map(good -> (IamPolicy) good.state())
            .filter(state -> !state.defaultVersion().equals(now.defaultVersion()));
    if (before.isEmpty()) {
      return Violation.told(
          IamPolicy.DEFAULT_VERSION,
          evidence,
          "no version is known that was in force before, so a person decides: " + byHand(holding));
    }
    IamPolicy good = before.get();
    var violation =
        fixable(
            IamPolicy.DEFAULT_VERSION,
            evidence,
            new SetDefaultPolicyVersion(
                now.id(), new Step<>(Optional.of(now.defaultVersion()), good.defaultVersion())),
            good.defaultVersion() + " in force",
            context);
    return doubted(violation, doubt(now, good, context));
  }

  private static Optional<String> doubt(
      IamPolicy now, IamPolicy good, Context<? extends PolicyHolder> context) {
    if (Reached.by(now).haveOne(context.baseline()::protects)) {
      return Optional.of("a protected principal has it: its policies are never touched");
    }
    boolean movedOn =
        context
            .change()
            .flatMap(IamRequest::versionInForce)
            .filter(version -> !version.equals(now.defaultVersion()))
            .isPresent();
    if (movedOn) {
      return Optional.of("another version is in force since, and that call is judged by itself");
    }
    boolean isGood =
        good.document()
            .map(document -> Judgement.of(document, Account.of(now, context)).level())
            .filter(level -> level == Level.NONE || level == Level.SCOPED)
            .isPresent();
    return isGood
        ? Optional.empty()
        : Optional.of("the version before, " + good.defaultVersion() + ", gives too much, too");
  }

  private static Violation fixable(
      String subject,
      String evidence,
      Remediation remediation,
      String value,
      Context<? extends PolicyHolder> context) {
    Optional<Instant> asOf = context.lastGood().map(good -> good.asOf());
    return Violation.fixable(
        subject, evidence, new Fix(remediation, new Restored(value, Source.LAST_KNOWN_GOOD, asOf)));
  }

  private static Violation doubted(Violation violation, Optional<String> doubt) {
    return doubt.map(violation::withDoubt).orElse(violation);
  }

  /// @return the command that takes it away, whatever was there before
  static String byHand(Holding holding) {
    return switch (holding.holder()) {
      case IamPrincipal principal -> {
        String kind = principal.id().kind().prefix().replace("/", "");
        yield "aws iam delete-%1$s-policy --%1$s-name '%2$s' --policy-name '%3$s' takes it away"
            .formatted(kind, principal.id().name(), holding.inline().orElseThrow().name());
      }
      case IamPolicy policy ->
          "aws iam set-default-policy-version --policy-arn '%s' --version-id VERSION"
              .formatted(policy.id().arn());
    };
  }
}
