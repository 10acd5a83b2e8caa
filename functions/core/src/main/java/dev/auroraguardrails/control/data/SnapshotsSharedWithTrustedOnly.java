package dev.auroraguardrails.control.data;

import dev.auroraguardrails.control.About;
import dev.auroraguardrails.control.Context;
import dev.auroraguardrails.control.Control;
import dev.auroraguardrails.model.Family;
import dev.auroraguardrails.model.Remediation.UnshareDbClusterSnapshot;
import dev.auroraguardrails.model.Resource.DbClusterSnapshot;
import dev.auroraguardrails.model.Restored;
import dev.auroraguardrails.model.Severity;
import dev.auroraguardrails.model.Violation;
import dev.auroraguardrails.model.Violation.Fix;
import java.util.List;
import java.util.Set;

/// Takes only the account off the list that nobody trusts. Everybody is DATA-01's to judge.
@About(
    id = "DATA-02",
    title = "Snapshots of Aurora clusters are shared with trusted accounts only",
    severity = Severity.CRITICAL,
    family = Family.RDS,
    calls = "ModifyDBClusterSnapshotAttribute",
    why = "Who may restore a snapshot owns a copy of the database, beyond this account's reach.",
    limits = "Copies that the account made while it had the snapshot stay its own.")
public final class SnapshotsSharedWithTrustedOnly implements Control<DbClusterSnapshot> {
  @Override
  public Class<DbClusterSnapshot> checks() {
    return DbClusterSnapshot.class;
  }

  @Override
  public List<Violation> check(DbClusterSnapshot now, Context<DbClusterSnapshot> context) {
    List<String> trusted = context.baseline().trustedAccounts();
    return now.sharedWith().stream()
        .filter(account -> !account.equals(DbClusterSnapshot.EVERYBODY))
        .filter(account -> !account.equals(now.id().account()) && !trusted.contains(account))
        .map(account -> violation(account, now))
        .toList();
  }

  private static Violation violation(String account, DbClusterSnapshot now) {
    return Violation.fixable(
        account,
        "account " + account + " can restore this snapshot and is not trusted",
        new Fix(
            new UnshareDbClusterSnapshot(now.id(), Set.of(account)),
            Restored.byTheChange("not shared with " + account)));
  }
}
