package dev.auroraguardrails.control.tls;

import dev.auroraguardrails.baseline.Baseline;
import dev.auroraguardrails.baseline.Baseline.Mode;
import dev.auroraguardrails.control.About;
import dev.auroraguardrails.control.CallSet;
import dev.auroraguardrails.control.Context;
import dev.auroraguardrails.control.Control;
import dev.auroraguardrails.control.Controls;
import dev.auroraguardrails.model.Act;
import dev.auroraguardrails.model.ClusterSetting.ParameterGroup;
import dev.auroraguardrails.model.Family;
import dev.auroraguardrails.model.Remediation.ModifyDbCluster;
import dev.auroraguardrails.model.Remediation.Step;
import dev.auroraguardrails.model.Resource.DbCluster;
import dev.auroraguardrails.model.Resource.DbCluster.Attribute;
import dev.auroraguardrails.model.Resource.DbClusterParameterGroup;
import dev.auroraguardrails.model.Restored;
import dev.auroraguardrails.model.Restored.Source;
import dev.auroraguardrails.model.Severity;
import dev.auroraguardrails.model.Violation;
import dev.auroraguardrails.model.Violation.Fix;
import dev.auroraguardrails.port.Ledger.LastGood;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// A group is as weak as its values, which every control over parameter groups judges. The members
/// take another group's values when they reboot
/// (https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/USER_RebootCluster.html), so a
/// swap that is put back before has done nothing yet.
@About(
    id = "TLS-03",
    title = "Aurora clusters keep parameter groups that are not weak",
    severity = Severity.HIGH,
    family = Family.RDS,
    act = Act.REVERT_IF_ASKED,
    on = CallSet.CLUSTER_CHANGES,
    why =
        "To swap the parameter group switches off TLS, the audit and more at once, and no parameter"
            + " has changed.",
    limits =
        "Members that were rebooted with the other group keep its values until they are rebooted"
            + " again, which the guard never does.",
    mappings = "CIS AWS Database Services 2.3")
public final class ParameterGroupsStayHard implements Control<DbCluster> {
  private static final String DEFAULT = "default.";

  @Override
  public Class<DbCluster> checks() {
    return DbCluster.class;
  }

  @Override
  public List<Violation> check(DbCluster now, Context<DbCluster> context) {
    if (now.used().parameterGroups().isEmpty()) {
      return List.of();
    }
    Map<String, DbClusterParameterGroup> known = now.used().parameterGroups().get();
    Optional<String> name = now.parameterGroup();
    Optional<DbClusterParameterGroup> group = name.map(known::get);
    if (group.isEmpty()) {
      return List.of(
          Violation.told(
              Attribute.PARAMETER_GROUP,
              "its parameter group %s could not be read".formatted(name.orElse("is unknown and")),
              "not readable"));
    }
    List<String> faults = faults(group.get(), context.baseline());
    if (faults.isEmpty()) {
      return List.of();
    }
    Optional<LastGood<DbCluster>> good = context.lastGood();
    Optional<String> before = good.flatMap(last -> last.state().parameterGroup());
    String evidence =
        "its parameter group is %s%s%s: %s"
            .formatted(
                name.get(),
                name.get().startsWith(DEFAULT) ? ", whose values nobody can set" : "",
                before.map(earlier -> ", before " + earlier).orElse(""),
                String.join("; ", faults));
    Optional<String> hindrance = hindrance(before, known, group.get(), context);
    if (hindrance.isPresent()) {
      return List.of(Violation.told(Attribute.PARAMETER_GROUP, evidence, hindrance.get()));
    }
    var step = new Step<>(name, before.get());
    return List.of(
        Violation.fixable(
            Attribute.PARAMETER_GROUP,
            evidence,
            new Fix(
                new ModifyDbCluster(now.id(), new ParameterGroup(step), false),
                new Restored(before.get(), Source.LAST_KNOWN_GOOD, good.map(LastGood::asOf)))));
  }

  /// @return why the group of before cannot come back; empty when it can
  private static Optional<String> hindrance(
      Optional<String> before,
      Map<String, DbClusterParameterGroup> known,
      DbClusterParameterGroup now,
      Context<DbCluster> context) {
    if (before.isEmpty()) {
      return Optional.of("the group before it is not known");
    }
    DbClusterParameterGroup earlier = known.get(before.get());
    if (earlier == null) {
      return Optional.of("the group before it, " + before.get() + ", does not exist any more");
    }
    if (!earlier.family().equals(now.family())) {
      return Optional.of(
          "the group before it is of family %s, and the cluster now takes one of %s"
              .formatted(earlier.family(), now.family()));
    }
    List<String> faults = faults(earlier, context.baseline());
    return faults.isEmpty()
        ? Optional.empty()
        : Optional.of("the group before it is weak, too: " + String.join("; ", faults));
  }

  private static List<String> faults(DbClusterParameterGroup group, Baseline baseline) {
    var alone = new Context<DbClusterParameterGroup>(baseline, Optional.empty(), Optional.empty());
    return Controls.ALL.stream()
        .filter(control -> control.checks().equals(DbClusterParameterGroup.class))
        .filter(control -> baseline.mode(Controls.infoOf(control).id()) != Mode.OFF)
        .flatMap(control -> check(control, group, alone).stream())
        .map(Violation::evidence)
        .collect(Collectors.toList());
  }

  /// Asked only of controls that check parameter groups.
  @SuppressWarnings("unchecked")
  private static List<Violation> check(
      Control<?> control, DbClusterParameterGroup group, Context<DbClusterParameterGroup> context) {
    return ((Control<DbClusterParameterGroup>) control).check(group, context);
  }
}
