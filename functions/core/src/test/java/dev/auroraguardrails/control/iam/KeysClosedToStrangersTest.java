package dev.auroraguardrails.control.iam;

import static org.assertj.core.api.Assertions.assertThat;

import dev.auroraguardrails.control.Judge;
import dev.auroraguardrails.model.Given;
import dev.auroraguardrails.model.Remediation.PutKeyPolicy;
import dev.auroraguardrails.model.Remediation.RevokeGrant;
import dev.auroraguardrails.model.Remediation.Step;
import dev.auroraguardrails.model.Resource.EncryptionKey;
import dev.auroraguardrails.model.Resource.EncryptionKey.KeyGrant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeysClosedToStrangersTest {
  private static final EncryptionKey KEY = Given.key(EncryptionKey.ENABLED);
  private static final String OURS = Given.letsIn("arn:aws:iam::123456789012:root");
  private static final String OPEN = Given.letsIn("arn:aws:iam::999999999999:root");
  private static final EncryptionKey OPENED = KEY.governedBy(Optional.of(OPEN));

  private final Judge<EncryptionKey> judge = Judge.by(new KeysClosedToStrangers());

  @Test
  void aPolicyForOursIsLeftAlone() {
    judge.passes(KEY.governedBy(Optional.of(OURS)));
  }

  @Test
  void thePolicyThatWasGoodIsPutBack() {
    judge.whenLastGoodWas(KEY.governedBy(Optional.of(OURS)));

    assertThat(judge.fixes(OPENED))
        .isEqualTo(new PutKeyPolicy(OPENED.id(), new Step<>(Optional.of(OPEN), OURS)));
  }

  @Test
  void aKeyAlwaysHasAPolicySoOneThatWasNotReadIsNotGuessed() {
    judge.whenLastGoodWas(KEY);

    assertThat(judge.blames(OPENED).fix()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "rds.us-east-1.amazonaws.com",
        "AWS Internal",
        "arn:aws:iam::123456789012:role/app",
        "arn:aws:sts::123456789012:assumed-role/app/session"
      })
  void aGrantToOursOrToAServiceIsLeftAlone(String grantee) {
    judge.passes(KEY.with(Map.of("g-1", grant(grantee))));
  }

  @Test
  void oneToAnotherAccountIsRevokedByItsId() {
    KeyGrant grant = grant("arn:aws:iam::999999999999:role/reader");
    EncryptionKey granted = KEY.with(Map.of("g-1", grant));

    assertThat(judge.fixes(granted)).isEqualTo(new RevokeGrant(KEY.id(), grant));
    assertThat(judge.blames(granted).evidence())
        .isEqualTo(
            "the key that encrypts orders was granted to arn:aws:iam::999999999999:role/reader for"
                + " CreateGrant, Decrypt");
  }

  private static KeyGrant grant(String grantee) {
    return new KeyGrant(
        "g-1", grantee, Set.of("Decrypt", "CreateGrant"), Optional.empty(), Map.of(), Map.of());
  }
}
