package dev.auroraguardrails.control.resilience;

import dev.auroraguardrails.control.About;
import dev.auroraguardrails.control.CallControl;
import dev.auroraguardrails.control.Context;
import dev.auroraguardrails.control.Requests;
import dev.auroraguardrails.control.Told;
import dev.auroraguardrails.model.Act;
import dev.auroraguardrails.model.Family;
import dev.auroraguardrails.model.Resource.ApiCall;
import dev.auroraguardrails.model.Severity;
import java.util.Optional;

/// What RDS keeps of a cluster that was deleted.
@About(
    id = "RESIL-05",
    title = "Retained automated backups of Aurora clusters are not deleted",
    severity = Severity.CRITICAL,
    family = Family.RDS,
    act = Act.ALERT,
    calls = {"DeleteDBClusterAutomatedBackup"},
    why = "They are often the last that is left of a deleted cluster.",
    mappings = {"CIS AWS Database Services 2.8"})
public final class AutomatedBackupsNotDeleted implements CallControl {
  @Override
  public Optional<Told> judge(ApiCall call, Context<ApiCall> context) {
    return call.event().name().equals("DeleteDBClusterAutomatedBackup")
        ? Optional.of(
            new Told(
                "the automated backups of cluster %s were deleted"
                    .formatted(
                        Requests.answered(call.event(), "dBClusterIdentifier")
                            .orElse(call.id().name())),
                "only manual snapshots, copies and AWS Backup can bring its data back"))
        : Optional.empty();
  }
}
