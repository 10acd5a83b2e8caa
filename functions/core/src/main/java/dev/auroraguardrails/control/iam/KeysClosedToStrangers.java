package dev.auroraguardrails.control.iam;

import dev.auroraguardrails.baseline.Baseline;
import dev.auroraguardrails.control.About;
import dev.auroraguardrails.control.Context;
import dev.auroraguardrails.control.Control;
import dev.auroraguardrails.model.Act;
import dev.auroraguardrails.model.Family;
import dev.auroraguardrails.model.Remediation.PutKeyPolicy;
import dev.auroraguardrails.model.Remediation.RevokeGrant;
import dev.auroraguardrails.model.Resource.EncryptionKey;
import dev.auroraguardrails.model.Resource.EncryptionKey.KeyGrant;
import dev.auroraguardrails.model.ResourceId;
import dev.auroraguardrails.model.Restored;
import dev.auroraguardrails.model.Severity;
import dev.auroraguardrails.model.Violation;
import dev.auroraguardrails.model.Violation.Fix;
import dev.auroraguardrails.policy.Strangers;
import dev.auroraguardrails.policy.Surroundings;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A grant to a service of AWS is how RDS works with a key; only one to a principal of another
/// account is a stranger's.
@About(
    id = "IAM-17",
    title = "The policies and grants of Aurora clusters' keys let no strangers in",
    severity = Severity.HIGH,
    family = Family.ADJACENT,
    act = Act.REVERT_IF_ASKED,
    calls = {"PutKeyPolicy", "CreateGrant"},
    why = "With the key a shared snapshot can be read elsewhere, and a foreign hand can hold it.",
    limits = "What was decrypted or copied meanwhile stays so.",
    mappings = {"Security Hub KMS.5", "Prowler kms_key_not_publicly_accessible"})
public final class KeysClosedToStrangers implements Control<EncryptionKey> {
  private static final List<String> ACTIONS =
      List.of(
          "kms:Decrypt",
          "kms:Encrypt",
          "kms:GenerateDataKey",
          "kms:ReEncryptFrom",
          "kms:ReEncryptTo",
          "kms:CreateGrant",
          "kms:PutKeyPolicy",
          "kms:DisableKey",
          "kms:ScheduleKeyDeletion");

  @Override
  public Class<EncryptionKey> checks() {
    return EncryptionKey.class;
  }

  @Override
  public List<Violation> check(EncryptionKey now, Context<EncryptionKey> context) {
    var found =
        new ArrayList<>(
            new OwnPolicies<EncryptionKey>(
                    now.said(),
                    EncryptionKey.POLICY,
                    ACTIONS,
                    EncryptionKey::policy,
                    false,
                    PutKeyPolicy::new)
                .in(now, context));
    Surroundings surroundings = OwnPolicies.surroundings(now, context);
    now.grants().values().stream()
        .filter(grant -> Strangers.isStranger(grant.grantee(), surroundings))
        .map(grant -> granted(grant, now))
        .forEach(found::add);
    return List.copyOf(found);
  }

  /// @return whether a grant is worth asking who depends on the key
  public static boolean isSuspect(KeyGrant grant, ResourceId key, Baseline baseline) {
    return Strangers.isStranger(
        grant.grantee(),
        new Surroundings(
            Optional.of(key.account()),
            List.of(),
            List.of(),
            List.of(),
            baseline.trustedAccounts()));
  }

  private static Violation granted(KeyGrant grant, EncryptionKey now) {
    return Violation.fixable(
        EncryptionKey.grantPart(grant.id()),
        "%s was granted to %s for %s"
            .formatted(now.said(), grant.grantee(), String.join(", ", grant.operations())),
        new Fix(new RevokeGrant(now.id(), grant), Restored.byTheChange("not granted")));
  }
}
