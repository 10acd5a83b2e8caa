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
import java.util.Optional;

/// Which clusters a plan covers is a matter of tags, so every plan is told.
@About(
    id = "RESIL-06",
    title = "Backup plans go on covering what they cover",
    severity = Severity.MEDIUM,
    family = Family.ADJACENT,
    act = Act.ALERT,
    calls = {"DeleteBackupSelection", "DeleteBackupPlan", "UpdateBackupPlan"},
    why = "A cluster that fell out of its plan has no copy that its own account cannot delete.",
    mappings = {
      "AWS Config aurora-resources-protected-by-backup-plan",
      "CIS AWS Database Services 2.8",
      "Prowler rds_cluster_protected_by_backup_plan"
    })
public final class BackupPlansKept implements Control<ApiCall> {
  @Override
  public Class<ApiCall> checks() {
    return ApiCall.class;
  }

  @Override
  public List<Violation> check(ApiCall now, Context<ApiCall> context) {
    String plan = "the backup plan " + now.id().name();
    return said(now)
        .map(
            what ->
                Violation.told(
                    "*", plan + what, "whether it covered Aurora clusters is not looked at"))
        .stream()
        .toList();
  }

  private static Optional<String> said(ApiCall now) {
    return switch (now.event().name()) {
      case "DeleteBackupPlan" -> Optional.of(" was deleted");
      case "DeleteBackupSelection" -> Optional.of(" lost a selection of what it covers");
      case "UpdateBackupPlan" -> Optional.of(" was changed");
      default -> Optional.empty();
    };
  }
}
