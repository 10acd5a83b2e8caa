package dev.auroraguardrails.model;

import dev.auroraguardrails.model.Remediation.Step;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// One setting of a DB cluster that ModifyDBCluster puts back.
public sealed interface ClusterSetting {

  record DeletionProtection(Step<Boolean> step) implements ClusterSetting {}

  record BackupRetentionPeriod(Step<Integer> step) implements ClusterSetting {}

  record IamDatabaseAuthentication(Step<Boolean> step) implements ClusterSetting {}

  record CopyTagsToSnapshot(Step<Boolean> step) implements ClusterSetting {}

  /// Exports log types again; the request names what is to change and not the whole list.
  record LogTypes(Set<String> on) implements ClusterSetting {
    public LogTypes {
      on = Collections.unmodifiableSet(new TreeSet<>(on));
    }
  }

  /// Attaches these VPC security groups, and no others: the request takes the whole list.
  record SecurityGroups(Step<List<String>> step) implements ClusterSetting {}

  /// Attaches a DB cluster parameter group. Its values come into force when the members reboot,
  /// which is never done here.
  record ParameterGroup(Step<String> step) implements ClusterSetting {}

  /// Joins the settings of two calls into those of one: each setting once, lists as one list.
  static List<ClusterSetting> merged(List<ClusterSetting> some, List<ClusterSetting> more) {
    var all = new ArrayList<>(some);
    for (ClusterSetting next : more) {
      int known = positionOf(next, all);
      if (known < 0) {
        all.add(next);
      } else if (all.get(known) instanceof LogTypes a && next instanceof LogTypes b) {
        var on = new TreeSet<>(a.on());
        on.addAll(b.on());
        all.set(known, new LogTypes(on));
      }
    }
    return List.copyOf(all);
  }

  private static int positionOf(ClusterSetting next, List<ClusterSetting> all) {
    return all.stream().map(Object::getClass).toList().indexOf(next.getClass());
  }
}
