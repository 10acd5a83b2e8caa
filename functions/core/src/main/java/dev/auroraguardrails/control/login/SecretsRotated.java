package dev.auroraguardrails.control.login;

import dev.auroraguardrails.control.About;
import dev.auroraguardrails.control.Context;
import dev.auroraguardrails.control.Control;
import dev.auroraguardrails.model.Act;
import dev.auroraguardrails.model.Family;
import dev.auroraguardrails.model.Remediation.ResumeRotation;
import dev.auroraguardrails.model.Resource.DatabaseSecret;
import dev.auroraguardrails.model.Resource.DatabaseSecret.Rotation;
import dev.auroraguardrails.model.Restored;
import dev.auroraguardrails.model.Restored.Source;
import dev.auroraguardrails.model.Severity;
import dev.auroraguardrails.model.Violation;
import dev.auroraguardrails.model.Violation.Fix;
import java.util.List;
import java.util.Optional;

/// A secret that was never rotated is nobody's fault of today: only one that stopped is told. How
/// it was rotated is known from the ledger alone.
@About(
    id = "LOGIN-06",
    title = "Secrets that logins to Aurora depend on go on being rotated",
    severity = Severity.MEDIUM,
    family = Family.ADJACENT,
    act = Act.REVERT_IF_ASKED,
    calls = {"CancelRotateSecret", "RotateSecret"},
    why = "A password that was stolen works until it is changed.",
    limits =
        "A rotation that was cancelled midway may have left two versions of the secret: look at its"
            + " staging labels.",
    mappings = {
      "Security Hub SecretsManager.1",
      "AWS Config secretsmanager-rotation-enabled-check",
      "CIS AWS Database Services 2.6",
      "Prowler secretsmanager_automatic_rotation_enabled"
    })
public final class SecretsRotated implements Control<DatabaseSecret> {
  @Override
  public Class<DatabaseSecret> checks() {
    return DatabaseSecret.class;
  }

  @Override
  public List<Violation> check(DatabaseSecret now, Context<DatabaseSecret> context) {
    Optional<Rotation> before = context.lastGood().flatMap(good -> good.state().rotation());
    boolean cancelled =
        context.change().filter(call -> call.name().equals("CancelRotateSecret")).isPresent();
    if (now.gone() || now.rotation().isPresent() || (!cancelled && before.isEmpty())) {
      return List.of();
    }
    String evidence = now.said() + " is not rotated any more";
    return List.of(
        before
            .map(
                rotation ->
                    Violation.fixable(
                        DatabaseSecret.ROTATION,
                        evidence,
                        new Fix(
                            new ResumeRotation(now.id(), rotation),
                            new Restored(
                                said(rotation),
                                Source.LAST_KNOWN_GOOD,
                                context.lastGood().map(good -> good.asOf())))))
            .orElseGet(
                () ->
                    Violation.told(
                        DatabaseSecret.ROTATION,
                        evidence,
                        "how it was rotated is not known, so a person decides")));
  }

  private static String said(Rotation rotation) {
    return rotation
        .days()
        .map(days -> "rotated every %d days".formatted(days))
        .or(() -> rotation.schedule().map(text -> "rotated by " + text))
        .orElse("rotated");
  }
}
