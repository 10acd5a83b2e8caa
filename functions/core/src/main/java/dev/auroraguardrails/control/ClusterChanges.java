package dev.auroraguardrails.control;

import dev.auroraguardrails.model.Resource.DbCluster;
import java.util.Set;
import java.util.TreeSet;

/// What the controls over DB clusters share.
public final class ClusterChanges {
  private ClusterChanges() {}

  /// ApplyImmediately applies whatever else is pending too: an engine upgrade, a password. So
  /// it is only allowed where everything pending was set by the change that is put back.
  public static boolean mayApplyImmediately(DbCluster now, Context<DbCluster> context) {
    Set<String> foreign = new TreeSet<>(now.pending().names());
    context.change().ifPresent(change -> foreign.removeAll(change.changed().keySet()));
    return foreign.isEmpty();
  }
}
