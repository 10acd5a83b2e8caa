package dev.auroraguardrails.control.network;

import dev.auroraguardrails.baseline.Baseline;
import dev.auroraguardrails.control.About;
import dev.auroraguardrails.control.Context;
import dev.auroraguardrails.control.Control;
import dev.auroraguardrails.engine.NetworkRequest;
import dev.auroraguardrails.model.Act;
import dev.auroraguardrails.model.ClusterUse;
import dev.auroraguardrails.model.Family;
import dev.auroraguardrails.model.Remediation.RestorePrefixList;
import dev.auroraguardrails.model.Resource.PrefixList;
import dev.auroraguardrails.model.Resource.SecurityGroup;
import dev.auroraguardrails.model.Restored;
import dev.auroraguardrails.model.SecurityGroupRule;
import dev.auroraguardrails.model.Severity;
import dev.auroraguardrails.model.Violation;
import dev.auroraguardrails.model.Violation.Fix;
import java.util.List;
import java.util.Optional;

/// Judges an edited list by the rules that name it: what NET-01, NET-02 and NET-03 blame in a rule
/// is no better for standing in a list. The version before the call is put back as long as nobody
/// changed the list since, and as long as it was no worse itself.
@About(
    id = "NET-05",
    title = "Prefix lists in rules of Aurora clusters hold nobody who may not come in",
    severity = Severity.HIGH,
    family = Family.NETWORK,
    act = Act.REVERT_IF_ASKED,
    calls = {"ModifyManagedPrefixList", "RestoreManagedPrefixListVersion"},
    why =
        "One entry in a list opens every group that names it, and no security group shows a"
            + " change.",
    limits =
        "Connections that are open already stay up until they close. All that the call changed in"
            + " the list is put back, its other entries, too.")
public final class PrefixListsKeepStrangersOut implements Control<PrefixList> {
  @Override
  public Class<PrefixList> checks() {
    return PrefixList.class;
  }

  @Override
  public List<Violation> check(PrefixList now, Context<PrefixList> context) {
    if (now.entries().isEmpty()) {
      return List.of(
          Violation.told(
              PrefixList.ENTRIES,
              "version %d of prefix list %s is not known yet"
                  .formatted(now.version(), now.id().name()),
              "what it holds cannot be judged"));
    }
    Optional<String> open = opening(now, now.entries().get(), context.baseline());
    return open.map(evidence -> violation(now, evidence, context)).stream().toList();
  }

  /// @return which rule lets somebody in, if the list stood for these blocks
  private static Optional<String> opening(
      PrefixList list, List<String> entries, Baseline baseline) {
    return list.groups().stream()
        .flatMap(group -> rules(group, list, entries, baseline).stream())
        .findFirst();
  }

  private static Optional<String> rules(
      SecurityGroup group, PrefixList list, List<String> entries, Baseline baseline) {
    SecurityGroup standing = group;
    for (SecurityGroupRule rule : group.rules().values()) {
      if (rule.source().equals(list.id().name())) {
        standing = standing.with(rule.standingFor(entries));
      }
    }
    SecurityGroup judged = standing;
    return Graver.anyRules(judged, baseline).stream()
        .sorted()
        .map(id -> judged.rules().get(id))
        .filter(rule -> rule.source().equals(list.id().name()))
        .map(
            rule ->
                "%s (%s) of group %s of %s"
                    .formatted(
                        rule.id(),
                        rule.ports(),
                        group.id().name(),
                        ClusterUse.named(group.usedBy())))
        .findFirst();
  }

  private static Violation violation(PrefixList now, String rule, Context<PrefixList> context) {
    String evidence =
        "prefix list %s, version %d, lets in by %s who may not come in"
            .formatted(now.id().name(), now.version(), rule);
    Optional<Long> before = context.change().flatMap(NetworkRequest::versionBefore);
    if (before.isEmpty() || now.before().isEmpty()) {
      return Violation.told(
          PrefixList.ENTRIES, evidence, "the version before the change is not known");
    }
    var fix =
        new Fix(
            new RestorePrefixList(now.id(), now.version(), before.get()),
            Restored.byTheChange("version " + before.get()));
    Violation fixable = Violation.fixable(PrefixList.ENTRIES, evidence, fix);
    if (before.get() != now.version() - 1) {
      return fixable.withDoubt("the list was changed again since");
    }
    return opening(now, now.before().get(), context.baseline()).isPresent()
        ? Violation.told(PrefixList.ENTRIES, evidence, "the version before let them in, too")
        : fixable;
  }
}
