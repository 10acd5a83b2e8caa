package dev.auroraguardrails.control.data;

import static org.assertj.core.api.Assertions.assertThat;

import dev.auroraguardrails.control.Judge;
import dev.auroraguardrails.model.Given;
import dev.auroraguardrails.model.Remediation.UnshareDbClusterSnapshot;
import dev.auroraguardrails.model.Resource.DbClusterSnapshot;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SnapshotsSharedWithTrustedOnlyTest {
  private final Judge<DbClusterSnapshot> judge =
      Judge.by(new SnapshotsSharedWithTrustedOnly())
          .with(Given.recommended("trustedAccounts: ['111122223333']"));

  @Test
  void trustedAccountsAndItsOwnAreLeftAlone() {
    judge.passes(Given.snapshot());
    judge.passes(Given.snapshot("111122223333", Given.snapshot().id().account()));
  }

  @Test
  void everybodyIsAnotherControlsToJudge() {
    judge.passes(Given.snapshot("all"));
  }

  @Test
  void onlyTheStrangerIsTakenOff() {
    var shared = Given.snapshot("111122223333", "999900001111");

    assertThat(judge.fixes(shared))
        .isEqualTo(new UnshareDbClusterSnapshot(shared.id(), Set.of("999900001111")));
    assertThat(judge.blames(shared).subject()).isEqualTo("999900001111");
    assertThat(judge.blames(shared).evidence())
        .isEqualTo("account 999900001111 can restore this snapshot and is not trusted");
  }

  @Test
  void twoStrangersAreTwoFindings() {
    assertThat(judge.findsIn(Given.snapshot("999900001111", "999900002222"))).hasSize(2);
  }
}
