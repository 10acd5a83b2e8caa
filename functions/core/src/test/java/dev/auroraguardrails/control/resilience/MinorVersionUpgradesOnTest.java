package dev.auroraguardrails.control.resilience;

import static org.assertj.core.api.Assertions.assertThat;

import dev.auroraguardrails.control.Judge;
import dev.auroraguardrails.model.Given;
import dev.auroraguardrails.model.Remediation.ModifyDbInstance;
import dev.auroraguardrails.model.Remediation.Step;
import dev.auroraguardrails.model.Resource.DbInstance;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MinorVersionUpgradesOnTest {
  private final Judge<DbInstance> judge = Judge.by(new MinorVersionUpgradesOn());

  @Test
  void aMemberThatTakesMinorUpgradesIsLeftAlone() {
    judge.passes(Given.instance(true, true));
  }

  @Test
  void oneThatDoesNotIsMadeTo() {
    var off = Given.instance(false, false);

    assertThat(judge.fixes(off))
        .isEqualTo(
            ModifyDbInstance.autoMinorVersionUpgrade(
                off.id(), new Step<>(Optional.of(false), true)));
  }

  @Test
  void whatCannotBeReadIsToldWithoutAFix() {
    var unknown = Given.instance("orders-1", Optional.of(false), Optional.empty());

    assertThat(judge.blames(unknown).fix()).isEmpty();
  }
}
