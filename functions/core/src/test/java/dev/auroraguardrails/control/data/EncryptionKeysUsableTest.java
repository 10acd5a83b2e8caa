package dev.auroraguardrails.control.data;

import static org.assertj.core.api.Assertions.assertThat;

import dev.auroraguardrails.control.Judge;
import dev.auroraguardrails.model.Given;
import dev.auroraguardrails.model.Remediation.CancelKeyDeletion;
import dev.auroraguardrails.model.Remediation.EnableKey;
import dev.auroraguardrails.model.Resource.EncryptionKey;
import dev.auroraguardrails.model.Restored.Source;
import dev.auroraguardrails.model.Violation;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class EncryptionKeysUsableTest {
  private static final EncryptionKey DISABLED = Given.key(EncryptionKey.DISABLED);
  private static final EncryptionKey DOOMED = Given.key(EncryptionKey.PENDING_DELETION);

  private final Judge<EncryptionKey> judge = Judge.by(new EncryptionKeysUsable());

  @Test
  void aKeyThatIsEnabledIsLeftAlone() {
    judge.passes(Given.key(EncryptionKey.ENABLED));
  }

  @Test
  void aDisabledOneIsEnabledAgain() {
    judge.whenLastGoodWas(Given.key(EncryptionKey.ENABLED));

    assertThat(judge.fixes(DISABLED)).isEqualTo(new EnableKey(DISABLED.id()));
    assertThat(judge.blames(DISABLED).evidence())
        .isEqualTo("the key that encrypts orders is disabled");
    assertThat(judge.restores(DISABLED).source()).isEqualTo(Source.LAST_KNOWN_GOOD);
  }

  @Test
  void soIsOneThatAClusterStillWorksWith() {
    assertThat(judge.fixes(DISABLED)).isEqualTo(new EnableKey(DISABLED.id()));
    assertThat(judge.restores(DISABLED).source()).isEqualTo(Source.STILL_IN_FORCE);
  }

  @Test
  void whatNobodyKnowsToHaveBeenEnabledIsNotEnabled() {
    assertThat(judge.doubts(cutOff(DISABLED))).contains("is not known");
  }

  @Test
  void oneThatIsToBeDeletedIsKeptAndThenEnabled() {
    judge.after(
        Given.call(
            "e-1", "kms", "ScheduleKeyDeletion", "{'keyId':'1234abcd','pendingWindowInDays':9}"));

    List<Violation> found = judge.findsIn(DOOMED);

    assertThat(found)
        .extracting(violation -> violation.fix().orElseThrow().remediation())
        .containsExactly(new CancelKeyDeletion(DOOMED.id(), 9), new EnableKey(DOOMED.id()));
    assertThat(found.getFirst().evidence())
        .isEqualTo("the key that encrypts orders is to be deleted on 2026-03-09");
  }

  @Test
  void oneThatWasDisabledBeforeIsKeptAndStaysDisabled() {
    List<Violation> found = judge.findsIn(cutOff(DOOMED));

    assertThat(found.getFirst().doubt()).isEmpty();
    assertThat(found.getLast().doubt()).isPresent();
  }

  @Test
  void oneThatWaitsForItsReplicasToBeDeletedIsKeptToo() {
    assertThat(judge.findsIn(DOOMED.in("PendingReplicaDeletion", Optional.empty()))).hasSize(2);
  }

  @Test
  void aStateThatNoCallMendsIsTold() {
    assertThat(judge.blames(DISABLED.in("Unavailable", Optional.empty())).fix()).isEmpty();
  }

  @Test
  void whoDependsOnTheKeyIsNamed() {
    var shared =
        new EncryptionKey(
            DISABLED.id(),
            EncryptionKey.DISABLED,
            Optional.empty(),
            Set.of("sessions", "orders"),
            Set.of());

    assertThat(judge.blames(shared).evidence()).contains("orders and sessions");
  }

  private static EncryptionKey cutOff(EncryptionKey key) {
    return new EncryptionKey(key.id(), key.state(), key.deletion(), key.usedBy(), key.usedBy());
  }
}
