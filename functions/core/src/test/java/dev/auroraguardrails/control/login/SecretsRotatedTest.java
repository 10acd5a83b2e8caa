package dev.auroraguardrails.control.login;

import static org.assertj.core.api.Assertions.assertThat;

import dev.auroraguardrails.control.Judge;
import dev.auroraguardrails.model.ChangeEvent;
import dev.auroraguardrails.model.Given;
import dev.auroraguardrails.model.Remediation.ResumeRotation;
import dev.auroraguardrails.model.Resource.DatabaseSecret;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SecretsRotatedTest {
  private static final DatabaseSecret STOPPED = Given.secret();
  private static final DatabaseSecret ROTATED = STOPPED.rotated(Optional.of(Given.weekly()));
  private static final ChangeEvent CANCELS =
      Given.call("e-1", "secretsmanager", "CancelRotateSecret", "{'secretId':'orders-app'}");

  private final Judge<DatabaseSecret> judge = Judge.by(new SecretsRotated());

  @Test
  void oneThatIsRotatedIsLeftAlone() {
    judge.after(CANCELS).passes(ROTATED);
  }

  @Test
  void oneThatNeverWasIsLeftAlone() {
    judge.passes(STOPPED);
    judge.whenLastGoodWas(STOPPED).passes(STOPPED);
  }

  @Test
  void oneThatStoppedIsRotatedAgainAsItWas() {
    judge.after(CANCELS).whenLastGoodWas(ROTATED);

    assertThat(judge.fixes(STOPPED)).isEqualTo(new ResumeRotation(STOPPED.id(), Given.weekly()));
    assertThat(judge.restores(STOPPED).value()).isEqualTo("rotated every 7 days");
  }

  @Test
  void whereThePastIsUnknownNothingIsGuessed() {
    judge.after(CANCELS);

    assertThat(judge.doubts(STOPPED)).contains("is not known");
    assertThat(judge.blames(STOPPED).fix()).isEmpty();
  }
}
