package dev.auroraguardrails.control.data;

import static org.assertj.core.api.Assertions.assertThat;

import dev.auroraguardrails.control.Judge;
import dev.auroraguardrails.model.Given;
import dev.auroraguardrails.model.Remediation.DeleteIntegration;
import dev.auroraguardrails.model.Resource.Integration;
import org.junit.jupiter.api.Test;

class IntegrationsStayInTrustedAccountsTest {
  private final Judge<Integration> judge = Judge.by(new IntegrationsStayInTrustedAccounts());

  private static final Integration AWAY = Given.integration("210987654321");

  private Judge<Integration> made() {
    return judge.after(
        Given.call("e-1", "rds", "CreateIntegration", "{'integrationName':'warehouse'}"));
  }

  @Test
  void oneThatStandsWithinTheAccountIsLeftAlone() {
    judge.passes(Given.integration("123456789012"));
  }

  @Test
  void oneThatIsBeingDeletedIsLeftAlone() {
    judge.passes(AWAY.with("deleting"));
  }

  @Test
  void oneThatIsMadeWithinATrustedAccountIsTold() {
    assertThat(made().blames(Given.integration("123456789012")).fix()).isEmpty();
    judge.with(Given.recommended("trustedAccounts: ['210987654321']"));
    assertThat(judge.blames(AWAY).fix()).isEmpty();
  }

  @Test
  void oneToAStrangersAccountIsEnded() {
    assertThat(made().fixes(AWAY)).isEqualTo(new DeleteIntegration(AWAY.id(), AWAY));
    assertThat(judge.blames(AWAY).subject()).isEqualTo(Integration.TARGET);
    assertThat(judge.blames(AWAY).evidence()).endsWith(" in account 210987654321");
  }
}
