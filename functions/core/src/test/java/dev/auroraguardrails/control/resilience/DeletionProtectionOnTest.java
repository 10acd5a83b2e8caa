package dev.auroraguardrails.control.resilience;

import static org.assertj.core.api.Assertions.assertThat;

import dev.auroraguardrails.control.Judge;
import dev.auroraguardrails.model.ACluster;
import dev.auroraguardrails.model.Given;
import dev.auroraguardrails.model.Remediation.ModifyDbCluster;
import dev.auroraguardrails.model.Remediation.Step;
import dev.auroraguardrails.model.Resource.DbCluster;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DeletionProtectionOnTest {
  private final Judge<DbCluster> judge = Judge.by(new DeletionProtectionOn());

  @Test
  void protectionThatIsOnIsLeftAlone() {
    judge.passes(ACluster.orders().build());
  }

  @Test
  void protectionThatIsOffIsSwitchedOn() {
    var off = ACluster.orders().deletionProtection(false).build();

    assertThat(judge.blames(off).evidence()).isEqualTo("deletion protection is off");
    assertThat(judge.fixes(off))
        .isEqualTo(
            ModifyDbCluster.deletionProtection(
                Given.cluster("orders"), new Step<>(Optional.of(false), true)));
    assertThat(judge.restores(off).value()).isEqualTo("on");
  }

  @Test
  void whatIsPendingIsNeverAppliedWithIt() {
    var off =
        ACluster.orders().deletionProtection(false).othersPending(Set.of("engineVersion")).build();

    assertThat(judge.fixes(off))
        .isInstanceOfSatisfying(
            ModifyDbCluster.class, call -> assertThat(call.applyImmediately()).isFalse());
  }

  @Test
  void anUnknownProtectionIsToldWithoutAFix() {
    var unknown = ACluster.orders().deletionProtection(Optional.empty()).build();

    assertThat(judge.blames(unknown).fix()).isEmpty();
    assertThat(judge.blames(unknown).evidence()).isEqualTo("deletion protection is unknown");
  }
}
