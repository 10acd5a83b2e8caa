package dev.auroraguardrails.control.login;

import dev.auroraguardrails.control.About;
import dev.auroraguardrails.control.Context;
import dev.auroraguardrails.control.Control;
import dev.auroraguardrails.model.Family;
import dev.auroraguardrails.model.Remediation.RestoreSecret;
import dev.auroraguardrails.model.Resource.DatabaseSecret;
import dev.auroraguardrails.model.Restored;
import dev.auroraguardrails.model.Severity;
import dev.auroraguardrails.model.Violation;
import dev.auroraguardrails.model.Violation.Fix;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;

/// A secret that was deleted without a recovery window is gone, and that is all that can be said.
@About(
    id = "LOGIN-07",
    title = "Secrets that logins to Aurora depend on are not deleted",
    severity = Severity.HIGH,
    family = Family.ADJACENT,
    calls = {"DeleteSecret"},
    why = "A secret that is marked for deletion cannot be read: no new connection is made with it.",
    limits = "A secret that was deleted without a recovery window does not come back.",
    mappings = {})
public final class SecretsKept implements Control<DatabaseSecret> {
  private static final int LONGEST_WINDOW = 30;

  @Override
  public Class<DatabaseSecret> checks() {
    return DatabaseSecret.class;
  }

  @Override
  public List<Violation> check(DatabaseSecret now, Context<DatabaseSecret> context) {
    if (now.gone()) {
      return List.of(
          Violation.told(
              DatabaseSecret.DELETION,
              now.said() + " was deleted without a recovery window",
              "it does not come back; give the database a new password and a new secret"));
    }
    if (now.deletion().isEmpty()) {
      return List.of();
    }
    int days =
        context
            .change()
            .map(change -> change.request().path("recoveryWindowInDays").asInt(LONGEST_WINDOW))
            .orElse(LONGEST_WINDOW);
    return List.of(
        Violation.fixable(
            DatabaseSecret.DELETION,
            "%s was marked for deletion on %s"
                .formatted(now.said(), LocalDate.ofInstant(now.deletion().get(), ZoneOffset.UTC)),
            new Fix(new RestoreSecret(now.id(), days), Restored.byTheChange("kept"))));
  }
}
