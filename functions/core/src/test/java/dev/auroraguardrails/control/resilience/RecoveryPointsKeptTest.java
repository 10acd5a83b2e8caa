package dev.auroraguardrails.control.resilience;

import static org.assertj.core.api.Assertions.assertThat;

import dev.auroraguardrails.control.Judge;
import dev.auroraguardrails.model.ChangeEvent;
import dev.auroraguardrails.model.Given;
import dev.auroraguardrails.model.Resource.ApiCall;
import dev.auroraguardrails.model.ResourceId.Kind;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RecoveryPointsKeptTest {
  private static final String POINT = "arn:aws:rds:us-east-1:123456789012:";

  private final Judge<ApiCall> judge = Judge.by(new RecoveryPointsKept());

  @ParameterizedTest
  @ValueSource(strings = {"cluster-snapshot:awsbackup:job-1", "cluster:continuous:job-1"})
  void aRecoveryPointOfAClusterIsTold(String point) {
    assertThat(judge.blames(made(deletes(POINT + point))).evidence())
        .isEqualTo("the recovery point " + POINT + point + " was deleted from vault");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "arn:aws:rds:us-east-1:123456789012:snapshot:awsbackup:job-1",
        "arn:aws:ec2:us-east-1::snapshot/snap-1",
        "arn:aws:backup:us-east-1:123456789012:recovery-point:1"
      })
  void oneOfAnythingElseIsLeftAlone(String point) {
    judge.passes(made(deletes(point)));
  }

  @Test
  void whatThePlanDeletesIsLeftAlone() {
    judge.passes(
        made(
            Given.by(
                "'invokedBy':'backup.amazonaws.com'",
                deletes(POINT + "cluster-snapshot:awsbackup:job-1"))));
  }

  @ParameterizedTest
  @CsvSource({
    "DeleteBackupVault, the backup vault vault was deleted",
    "DeleteBackupVaultLockConfiguration, the lock of the backup vault vault was removed"
  })
  void aVaultAndItsLockAreTold(String call, String said) {
    var event = Given.call("e-1", "backup", call, "{'backupVaultName':'vault'}");

    assertThat(judge.blames(made(event)).evidence()).isEqualTo(said);
  }

  private static ChangeEvent deletes(String point) {
    return Given.call(
        "e-1",
        "backup",
        "DeleteRecoveryPoint",
        "{'backupVaultName':'vault','recoveryPointArn':'" + point + "'}");
  }

  private static ApiCall made(ChangeEvent event) {
    return new ApiCall(Given.id(Kind.BACKUP_VAULT, "vault"), event, Optional.empty());
  }
}
