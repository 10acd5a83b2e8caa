package dev.auroraguardrails.control.resilience;

import static org.assertj.core.api.Assertions.assertThat;

import dev.auroraguardrails.control.Judge;
import dev.auroraguardrails.model.Given;
import dev.auroraguardrails.model.Resource.ApiCall;
import dev.auroraguardrails.model.ResourceId.Kind;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BackupPlansKeptTest {
  private final Judge<ApiCall> judge = Judge.by(new BackupPlansKept());

  @ParameterizedTest
  @CsvSource({
    "DeleteBackupPlan, was deleted",
    "DeleteBackupSelection, lost a selection",
    "UpdateBackupPlan, was changed"
  })
  void aPlanThatChangesIsTold(String call, String said) {
    assertThat(judge.blames(made(call)).evidence())
        .startsWith("the backup plan p-1 ")
        .contains(said);
    assertThat(judge.blames(made(call)).fix()).isEmpty();
  }

  @Test
  void anotherCallIsLeftAlone() {
    judge.passes(made("CreateBackupPlan"));
  }

  private static ApiCall made(String call) {
    return new ApiCall(
        Given.id(Kind.BACKUP_PLAN, "p-1"),
        Given.call("e-1", "backup", call, "{'backupPlanId':'p-1'}"),
        Optional.empty());
  }
}
