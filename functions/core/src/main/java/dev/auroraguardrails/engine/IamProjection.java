package dev.auroraguardrails.engine;

import dev.auroraguardrails.control.iam.IamRequest;
import dev.auroraguardrails.model.ChangeEvent;
import dev.auroraguardrails.model.ManagedPolicy;
import dev.auroraguardrails.model.Resource.IamPolicy;
import dev.auroraguardrails.model.Resource.IamPrincipal;
import dev.auroraguardrails.model.Resource.IamPrincipal.InlinePolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// What a call on IAM asks for, laid over what was read: IAM is eventually consistent.
final class IamProjection {
  private IamProjection() {}

  static IamPrincipal of(IamPrincipal now, ChangeEvent change) {
    var attached = new TreeMap<>(now.attached());
    var arn = IamRequest.policyArn(change);
    if (change.name().startsWith("Detach")) {
      arn.ifPresent(attached::remove);
    } else {
      arn.ifPresent(a -> attached.putIfAbsent(a, new ManagedPolicy(a, Optional.empty())));
    }
    var more =
        now.more()
            .withInlineNames(now.more().inlineNames().map(names -> names(names, change)))
            .withBoundary(boundary(now, change))
            .withGroups(now.more().groups().map(groups -> groups(groups, change)));
    return now.withAttached(attached)
        .withInline(inline(now, change))
        .withTrust(IamRequest.trust(change).or(now::trust))
        .with(more);
  }

  private static Optional<ManagedPolicy> boundary(IamPrincipal now, ChangeEvent change) {
    Optional<ManagedPolicy> boundary = now.more().boundary();
    return IamRequest.setsBoundary(change)
        ? IamRequest.boundary(change)
            .map(
                arn ->
                    boundary
                        .filter(policy -> policy.arn().equals(arn))
                        .orElse(new ManagedPolicy(arn, Optional.empty())))
        : boundary;
  }

  private static Set<String> groups(Set<String> now, ChangeEvent change) {
    var groups = new TreeSet<>(now);
    IamRequest.group(change).ifPresent(groups::add);
    return groups;
  }

  private static List<InlinePolicy> inline(IamPrincipal now, ChangeEvent change) {
    Optional<String> name = IamRequest.policyName(change);
    if (name.isEmpty()) {
      return now.inline();
    }
    var policies = new ArrayList<>(now.inline());
    policies.removeIf(policy -> policy.name().equals(name.get()));
    IamRequest.inline(change).ifPresent(policies::add);
    return policies;
  }

  private static Set<String> names(Set<String> now, ChangeEvent change) {
    var names = new TreeSet<>(now);
    IamRequest.policyName(change)
        .ifPresent(
            name -> {
              if (change.name().startsWith("Delete")) {
                names.remove(name);
              } else {
                names.add(name);
              }
            });
    return names;
  }

  /// The document of a version that is not in force yet is known where the call carries it.
  static IamPolicy of(IamPolicy now, ChangeEvent change) {
    Optional<String> version = IamRequest.versionInForce(change);
    if (version.isEmpty() || version.get().equals(now.defaultVersion())) {
      return now;
    }
    return new IamPolicy(
        now.id(), now.policyId(), version.get(), IamRequest.document(change), now.attachedTo());
  }
}
