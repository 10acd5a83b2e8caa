package dev.auroraguardrails.control.login;

import static org.assertj.core.api.Assertions.assertThat;

import dev.auroraguardrails.control.Judge;
import dev.auroraguardrails.model.Given;
import dev.auroraguardrails.model.Remediation.RestoreSecret;
import dev.auroraguardrails.model.Resource.DatabaseSecret;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SecretsKeptTest {
  private static final DatabaseSecret SECRET = Given.secret();
  private static final DatabaseSecret DOOMED = SECRET.deletedAt(Optional.of(Given.NOON));

  private final Judge<DatabaseSecret> judge = Judge.by(new SecretsKept());

  @Test
  void oneThatNobodyDeletesIsLeftAlone() {
    judge.passes(SECRET);
  }

  @Test
  void oneThatIsMarkedForDeletionIsKept() {
    judge.after(
        Given.call(
            "e-1",
            "secretsmanager",
            "DeleteSecret",
            "{'secretId':'orders-app','recoveryWindowInDays':9}"));

    assertThat(judge.fixes(DOOMED)).isEqualTo(new RestoreSecret(SECRET.id(), 9));
    assertThat(judge.blames(DOOMED).evidence())
        .isEqualTo("the secret orders-app of proxy shop was marked for deletion on 2026-03-02");
  }

  @Test
  void whereTheWindowIsNotSaidItIsTheServicesOwn() {
    assertThat(judge.fixes(DOOMED)).isEqualTo(new RestoreSecret(SECRET.id(), 30));
  }

  @Test
  void oneThatIsGoneIsTold() {
    var gone =
        new DatabaseSecret(
            SECRET.id(),
            SECRET.name(),
            Optional.empty(),
            true,
            Optional.empty(),
            Optional.empty(),
            SECRET.usedBy());

    assertThat(judge.blames(gone).fix()).isEmpty();
    assertThat(judge.blames(gone).evidence()).contains("without a recovery window");
  }
}
