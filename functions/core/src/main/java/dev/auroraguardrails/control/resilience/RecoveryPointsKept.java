package dev.auroraguardrails.control.resilience;

import dev.auroraguardrails.control.About;
import dev.auroraguardrails.control.Context;
import dev.auroraguardrails.control.Control;
import dev.auroraguardrails.model.Act;
import dev.auroraguardrails.model.ChangeEvent;
import dev.auroraguardrails.model.Family;
import dev.auroraguardrails.model.Resource.ApiCall;
import dev.auroraguardrails.model.Severity;
import dev.auroraguardrails.model.Violation;
import java.util.List;
import java.util.Optional;

/// A recovery point of Aurora has the ARN of a cluster or its snapshot, others are none of the
/// guard's business. What AWS Backup deletes itself follows the plan.
@About(
    id = "RESIL-07",
    title = "Recovery points of Aurora and the vaults' locks are not removed",
    severity = Severity.CRITICAL,
    family = Family.ADJACENT,
    act = Act.ALERT,
    calls = {"DeleteRecoveryPoint", "DeleteBackupVault", "DeleteBackupVaultLockConfiguration"},
    why = "The last copy is what is left when everything else was destroyed.",
    mappings = {"CIS AWS Database Services 2.8"})
public final class RecoveryPointsKept implements Control<ApiCall> {
  @Override
  public Class<ApiCall> checks() {
    return ApiCall.class;
  }

  @Override
  public List<Violation> check(ApiCall now, Context<ApiCall> context) {
    if (now.event().actor().via().filter("backup.amazonaws.com"::equals).isPresent()) {
      return List.of();
    }
    return said(now.event())
        .map(what -> Violation.told("*", what, "what is deleted does not come back"))
        .stream()
        .toList();
  }

  private static Optional<String> said(ChangeEvent event) {
    String vault = event.request().path("backupVaultName").asText();
    String point = event.request().path("recoveryPointArn").asText();
    return switch (event.name()) {
      case "DeleteRecoveryPoint" ->
          Optional.of("the recovery point %s was deleted from %s".formatted(point, vault))
              .filter(text -> point.matches("arn:[^:]+:rds:[^:]*:[^:]*:cluster(-snapshot)?:.*"));
      case "DeleteBackupVault" -> Optional.of("the backup vault " + vault + " was deleted");
      case "DeleteBackupVaultLockConfiguration" ->
          Optional.of("the lock of the backup vault " + vault + " was removed");
      default -> Optional.empty();
    };
  }
}
