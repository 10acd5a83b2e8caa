package dev.auroraguardrails.control.resilience;

import dev.auroraguardrails.control.About;
import dev.auroraguardrails.control.Context;
import dev.auroraguardrails.control.Control;
import dev.auroraguardrails.model.Act;
import dev.auroraguardrails.model.Family;
import dev.auroraguardrails.model.Resource.ApiCall;
import dev.auroraguardrails.model.Severity;
import dev.auroraguardrails.model.Violation;
import java.util.List;

/// Deletions by AWS Backup follow the retention of its plan.
@About(
    id = "RESIL-04",
    title = "Manual snapshots of Aurora clusters are deleted by AWS Backup only",
    severity = Severity.HIGH,
    family = Family.RDS,
    act = Act.ALERT,
    calls = {"DeleteDBClusterSnapshot"},
    why = "Who is about to destroy a database first removes what it could be restored from.")
public final class SnapshotsNotDeleted implements Control<ApiCall> {
  @Override
  public Class<ApiCall> checks() {
    return ApiCall.class;
  }

  @Override
  public List<Violation> check(ApiCall now, Context<ApiCall> context) {
    boolean byPlan = now.event().actor().via().filter("backup.amazonaws.com"::equals).isPresent();
    if (byPlan || !now.event().name().equals("DeleteDBClusterSnapshot")) {
      return List.of();
    }
    return List.of(
        Violation.told(
            "*",
            "snapshot " + now.id().name() + " was deleted",
            "a deleted snapshot does not come back; only copies of it are left"));
  }
}
