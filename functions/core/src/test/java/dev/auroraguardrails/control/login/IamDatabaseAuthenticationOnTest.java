package dev.auroraguardrails.control.login;

import static org.assertj.core.api.Assertions.assertThat;

import dev.auroraguardrails.control.Judge;
import dev.auroraguardrails.model.ACluster;
import dev.auroraguardrails.model.Given;
import dev.auroraguardrails.model.Remediation;
import dev.auroraguardrails.model.Remediation.ModifyDbCluster;
import dev.auroraguardrails.model.Remediation.Step;
import dev.auroraguardrails.model.Resource.DbCluster;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class IamDatabaseAuthenticationOnTest {
  private final Judge<DbCluster> judge = Judge.by(new IamDatabaseAuthenticationOn());

  @Test
  void authenticationThatIsOnIsLeftAlone() {
    judge.passes(ACluster.orders().build());
  }

  @Test
  void authenticationThatComesOnAtTheNextWindowIsLeftAlone() {
    judge.passes(ACluster.orders().iam(false).pendingIam(true).build());
  }

  @Test
  void authenticationThatIsOffIsSwitchedOnAtOnce() {
    var off = ACluster.orders().iam(false).build();

    assertThat(judge.fixes(off)).isEqualTo(on(true));
    assertThat(judge.restores(off).value()).isEqualTo("on");
  }

  @Test
  void aPendingSwitchOffIsTakenBackLikeOneInForce() {
    var off = ACluster.orders().pendingIam(false).build();
    judge.after(Given.modify("e-1", "'enableIAMDatabaseAuthentication':false"));

    assertThat(judge.fixes(off)).isEqualTo(on(true));
    assertThat(judge.blames(off).evidence())
        .isEqualTo("IAM database authentication is off from the next window");
  }

  @Test
  void nothingForeignThatIsPendingIsAppliedWithIt() {
    var off = ACluster.orders().iam(false).othersPending(Set.of("engineVersion")).build();
    judge.after(Given.modify("e-1", "'enableIAMDatabaseAuthentication':false"));

    assertThat(judge.fixes(off)).isEqualTo(on(false));
  }

  @Test
  void anUnknownAuthenticationIsToldWithoutAFix() {
    assertThat(judge.blames(ACluster.orders().iam(Optional.empty()).build()).fix()).isEmpty();
  }

  private static Remediation on(boolean applyImmediately) {
    return ModifyDbCluster.iamDatabaseAuthentication(
        Given.cluster("orders"), new Step<>(Optional.of(false), true), applyImmediately);
  }
}
