package dev.auroraguardrails.control.login;

import static org.assertj.core.api.Assertions.assertThat;

import dev.auroraguardrails.control.Judge;
import dev.auroraguardrails.model.ACluster;
import dev.auroraguardrails.model.ChangeEvent;
import dev.auroraguardrails.model.Given;
import dev.auroraguardrails.model.Resource.DbCluster;
import org.junit.jupiter.api.Test;

class MasterPasswordUntouchedTest {
  private final Judge<DbCluster> judge = Judge.by(new MasterPasswordUntouched());

  @Test
  void aCallThatSetsNoPasswordIsLeftAlone() {
    judge.after(Given.modify("e-1", "'backupRetentionPeriod':14"));
    judge.passes(ACluster.orders().build());
  }

  @Test
  void rotationIsLeftAlone() {
    judge.after(sets("'invokedBy':'secretsmanager.amazonaws.com'"));
    judge.passes(ACluster.orders().build());
  }

  @Test
  void aPasswordThatWasSetByHandIsToldWithoutItsValue() {
    judge.after(sets("'arn':'arn:aws:iam::123456789012:user/bob'"));
    var violation = judge.blames(ACluster.orders().build());

    assertThat(violation.evidence()).isEqualTo("the master password was set by user/bob");
    assertThat(violation.fix()).isEmpty();
    assertThat(violation.subject()).isEqualTo("masterUserPassword");
  }

  private static ChangeEvent sets(String identity) {
    return Given.by(identity, Given.modify("e-1", "'masterUserPassword':'hunter2'"));
  }
}
