package dev.auroraguardrails.control.data;

import dev.auroraguardrails.control.About;
import dev.auroraguardrails.control.Context;
import dev.auroraguardrails.control.Control;
import dev.auroraguardrails.model.Family;
import dev.auroraguardrails.model.Remediation.CancelKeyDeletion;
import dev.auroraguardrails.model.Remediation.EnableKey;
import dev.auroraguardrails.model.Resource.EncryptionKey;
import dev.auroraguardrails.model.Restored;
import dev.auroraguardrails.model.Restored.Source;
import dev.auroraguardrails.model.Severity;
import dev.auroraguardrails.model.Violation;
import dev.auroraguardrails.model.Violation.Fix;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/// A key that is to be deleted is disabled, too, and stays so when it is kept after all. It is
/// enabled again only where it is known to have been: by the ledger, or because a cluster still
/// works with it, which RDS notices some time after a key is lost.
/// https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/Overview.Encryption.Keys.html
@About(
    id = "DATA-08",
    title = "KMS keys of Aurora clusters can be used and are not to be deleted",
    severity = Severity.CRITICAL,
    family = Family.ADJACENT,
    calls = {"DisableKey", "ScheduleKeyDeletion"},
    why =
        "A cluster stops when it loses its key, and nothing brings its data back once the key is"
            + " deleted.",
    limits =
        "A cluster that had lost its key before that has to be started again (start-db-cluster),"
            + " within seven days.",
    mappings = {"Security Hub KMS.3", "Prowler kms_cmk_not_deleted_unintentionally"})
public final class EncryptionKeysUsable implements Control<EncryptionKey> {
  private static final int LONGEST_WAIT = 30;

  @Override
  public Class<EncryptionKey> checks() {
    return EncryptionKey.class;
  }

  @Override
  public List<Violation> check(EncryptionKey now, Context<EncryptionKey> context) {
    String key = now.said();
    return switch (now.state()) {
      case EncryptionKey.ENABLED -> List.of();
      case EncryptionKey.DISABLED -> List.of(unusable(key + " is disabled", now, context));
      case EncryptionKey.PENDING_DELETION, "PendingReplicaDeletion" ->
          List.of(
              deletion(key, now, context),
              unusable(key + " cannot be used while it waits for that", now, context));
      default ->
          List.of(
              Violation.told(
                  EncryptionKey.USE, key + " is " + now.state(), "no call is known to mend that"));
    };
  }

  private static Violation deletion(String key, EncryptionKey now, Context<EncryptionKey> context) {
    String when =
        now.deletion().map(at -> " on " + LocalDate.ofInstant(at, ZoneOffset.UTC)).orElse("");
    int days =
        context
            .change()
            .map(change -> change.request().path("pendingWindowInDays").asInt(LONGEST_WAIT))
            .orElse(LONGEST_WAIT);
    return Violation.fixable(
        EncryptionKey.DELETION,
        key + " is to be deleted" + when,
        new Fix(new CancelKeyDeletion(now.id(), days), Restored.byTheChange("kept")));
  }

  private static Violation unusable(
      String evidence, EncryptionKey now, Context<EncryptionKey> context) {
    boolean works = !now.cutOff().containsAll(now.usedBy());
    Restored restored =
        context
            .lastGood()
            .map(good -> new Restored("enabled", Source.LAST_KNOWN_GOOD, Optional.of(good.asOf())))
            .orElse(new Restored("enabled", Source.STILL_IN_FORCE, Optional.empty()));
    var violation =
        Violation.fixable(EncryptionKey.USE, evidence, new Fix(new EnableKey(now.id()), restored));
    return works || context.lastGood().isPresent()
        ? violation
        : violation.withDoubt(
            "its clusters had lost it before this call, so whether it was enabled is not known");
  }
}
