package dev.auroraguardrails.control.iam;

import static org.assertj.core.api.Assertions.assertThat;

import dev.auroraguardrails.control.Judge;
import dev.auroraguardrails.model.Given;
import dev.auroraguardrails.model.Remediation.PutSecretPolicy;
import dev.auroraguardrails.model.Remediation.Step;
import dev.auroraguardrails.model.Resource.DatabaseSecret;
import dev.auroraguardrails.model.Violation;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SecretsClosedToStrangersTest {
  private static final String OURS = Given.letsIn("arn:aws:iam::123456789012:role/app");
  private static final String OPEN = Given.letsIn("*");
  private static final DatabaseSecret CLOSED = Given.secret();
  private static final DatabaseSecret OPENED = CLOSED.governedBy(Optional.of(OPEN));

  private final Judge<DatabaseSecret> judge = Judge.by(new SecretsClosedToStrangers());

  @Test
  void oneWithoutAPolicyOrForOursIsLeftAlone() {
    judge.passes(CLOSED);
    judge.passes(CLOSED.governedBy(Optional.of(OURS)));
  }

  @Test
  void oneForATrustedAccountIsLeftAlone() {
    judge
        .with(Given.recommended("trustedAccounts: ['999999999999']"))
        .passes(CLOSED.governedBy(Optional.of(Given.letsIn("999999999999"))));
  }

  @Test
  void thePolicyThatWasGoodIsPutBack() {
    judge.whenLastGoodWas(CLOSED.governedBy(Optional.of(OURS)));

    assertThat(judge.fixes(OPENED))
        .isEqualTo(new PutSecretPolicy(OPENED.id(), new Step<>(Optional.of(OPEN), OURS)));
  }

  @Test
  void whereThereWasNoneItIsTakenAway() {
    judge.whenLastGoodWas(CLOSED);

    assertThat(judge.fixes(OPENED))
        .isEqualTo(new PutSecretPolicy(OPENED.id(), new Step<>(Optional.of(OPEN), "")));
    assertThat(judge.restores(OPENED).value()).isEqualTo("no policy");
  }

  @Test
  void whereThePastIsUnknownNothingIsGuessed() {
    assertThat(judge.blames(OPENED).fix()).isEmpty();
    assertThat(judge.doubts(OPENED)).contains("is not known");
  }

  @Test
  void whatCannotBeJudgedIsTold() {
    assertThat(judge.blames(CLOSED.governedBy(Optional.of("{"))).evidence())
        .contains("cannot be judged");
  }

  @Test
  void noDocumentIsShown() {
    judge.whenLastGoodWas(CLOSED.governedBy(Optional.of(OURS)));

    Violation violation = judge.blames(OPENED);

    assertThat(violation.evidence())
        .isEqualTo(
            "the policy of the secret orders-app of proxy shop: statement 1 (Share) lets everyone"
                + " in");
    assertThat(violation.fix().orElseThrow().restored().value())
        .startsWith("a document of ")
        .doesNotContain("Statement");
  }
}
