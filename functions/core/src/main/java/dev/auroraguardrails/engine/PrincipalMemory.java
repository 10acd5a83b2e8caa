package dev.auroraguardrails.engine;

import dev.auroraguardrails.control.iam.IamRequest;
import dev.auroraguardrails.model.Finding;
import dev.auroraguardrails.model.ManagedPolicy;
import dev.auroraguardrails.model.Resource;
import dev.auroraguardrails.model.Resource.IamPrincipal;
import dev.auroraguardrails.model.Resource.IamPrincipal.Details;
import dev.auroraguardrails.model.Resource.IamPrincipal.InlinePolicy;
import dev.auroraguardrails.model.Trigger;
import dev.auroraguardrails.port.Ledger.LastGood;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/// What of a principal or policy is kept as the last known good state. A principal is kept part by
/// part, since one old policy would else keep the others from being known: what the event broke
/// stays as it was known before, and all else as it stands. So a part that was bad before is known
/// for what it is, and nobody takes it for new.
final class PrincipalMemory {
  private PrincipalMemory() {}

  /// @param asked the state that the event asked for: where another call came after it, it was in
  ///     force for a moment, and is what that other call is put back to
  /// @param askedFindings what is wrong with that state
  static <R extends Resource> Optional<Resource> of(
      R now,
      R asked,
      Optional<LastGood<R>> earlier,
      Sight sight,
      List<Finding> askedFindings,
      Look look) {
    boolean isClean = sight.standing().isEmpty() && sight.unseen().isEmpty();
    if (look.trigger() instanceof Trigger.Recheck) {
      return isClean ? Optional.of(bare(now, earlier, look)) : Optional.empty();
    }
    if (!sight.unseen().isEmpty()) {
      return askedFindings.isEmpty() ? Optional.of(bare(asked, earlier, look)) : Optional.empty();
    }
    Set<String> broken =
        sight.standing().stream()
            .filter(finding -> look.notMine(finding, now).isEmpty())
            .map(Finding::violation)
            .map(violation -> violation.subject())
            .collect(Collectors.toSet());
    if (broken.isEmpty()) {
      return Optional.of(bare(now, earlier, look));
    }
    return now instanceof IamPrincipal principal && !broken.contains(Touched.ANYTHING)
        ? Optional.of(
            without(broken, principal, earlier.map(good -> (IamPrincipal) good.state()), look))
        : Optional.empty();
  }

  private static <R extends Resource> Resource bare(
      R now, Optional<LastGood<R>> earlier, Look look) {
    return now instanceof IamPrincipal principal
        ? merged(principal, earlier.map(good -> (IamPrincipal) good.state()), look)
        : now;
  }

  /// What this look did not read is still known; so is what another call took away meanwhile, until
  /// the event of that call is looked at.
  private static IamPrincipal merged(IamPrincipal now, Optional<IamPrincipal> earlier, Look look) {
    Details more = now.more().withJoined(Optional.empty()).withDetached(Optional.empty());
    if (earlier.isEmpty()) {
      return now.with(more);
    }
    IamPrincipal before = earlier.get();
    Map<String, InlinePolicy> inline = byName(before);
    more.inlineNames()
        .ifPresent(names -> inline.keySet().removeIf(name -> isGone(name, names, look)));
    var known = new TreeSet<>(inline.keySet());
    inline.putAll(byName(now));
    return now.withInline(List.copyOf(inline.values()))
        .withTrust(now.trust().or(before::trust))
        .with(
            more.withInlineNames(
                    more.inlineNames()
                        .map(names -> both(names, known))
                        .or(before.more()::inlineNames))
                .withGroups(more.groups().or(before.more()::groups)));
  }

  private static boolean isGone(String name, Set<String> names, Look look) {
    return !names.contains(name)
        && look.change()
            .map(change -> IamRequest.policyName(change).filter(name::equals).isPresent())
            .orElse(true);
  }

  private static Set<String> both(Set<String> some, Set<String> others) {
    var all = new TreeSet<>(some);
    all.addAll(others);
    return all;
  }

  private static IamPrincipal without(
      Set<String> broken, IamPrincipal now, Optional<IamPrincipal> earlier, Look look) {
    IamPrincipal all = merged(now, earlier, look);
    Map<String, InlinePolicy> inline = byName(all);
    Map<String, ManagedPolicy> attached = new TreeMap<>(all.attached());
    Details more = all.more();
    for (String part : broken) {
      boolean isInline = inline.remove(part) != null;
      Optional<InlinePolicy> old = earlier.flatMap(before -> before.inline(part));
      if (isInline || old.isPresent()) {
        old.ifPresent(policy -> inline.put(part, policy));
        more =
            more.withInlineNames(
                more.inlineNames().flatMap(known -> asBefore(part, known, earlier)));
      }
      attached.remove(part);
      earlier
          .map(before -> before.attached().get(part))
          .ifPresent(policy -> attached.put(part, policy));
      if (part.startsWith(IamPrincipal.groupPart(""))) {
        more = more.withGroups(earlier.flatMap(before -> before.more().groups()));
      }
    }
    if (broken.contains(IamPrincipal.BOUNDARY)) {
      more = more.withBoundary(earlier.flatMap(before -> before.more().boundary()));
    }
    return all.withAttached(attached)
        .withInline(List.copyOf(inline.values()))
        .withTrust(
            broken.contains(IamPrincipal.TRUST)
                ? earlier.flatMap(IamPrincipal::trust)
                : all.trust())
        .with(more);
  }

  /// Whether it was there is as unknown as it was.
  private static Optional<Set<String>> asBefore(
      String name, Set<String> known, Optional<IamPrincipal> earlier) {
    return earlier
        .flatMap(before -> before.more().inlineNames())
        .map(
            before -> {
              var names = new TreeSet<>(known);
              names.remove(name);
              if (before.contains(name)) {
                names.add(name);
              }
              return names;
            });
  }

  private static Map<String, InlinePolicy> byName(IamPrincipal principal) {
    return principal.inline().stream()
        .collect(
            Collectors.toMap(InlinePolicy::name, Function.identity(), (a, b) -> b, TreeMap::new));
  }
}
