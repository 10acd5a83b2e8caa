package dev.auroraguardrails.adjacent;

import static dev.auroraguardrails.adjacent.Beside.KEY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.auroraguardrails.engine.InMemoryLedger;
import dev.auroraguardrails.model.Remediation;
import dev.auroraguardrails.model.Remediation.CancelKeyDeletion;
import dev.auroraguardrails.model.Remediation.EnableKey;
import dev.auroraguardrails.model.Remediation.RevokeIngressRules;
import dev.auroraguardrails.model.Resource.EncryptionKey;
import dev.auroraguardrails.model.ResourceId;
import dev.auroraguardrails.model.ResourceId.Kind;
import dev.auroraguardrails.port.Remediator.Applied;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.kms.model.KmsException;

class AdjacentRemediatorTest {
  private final Beside aws = new Beside();
  private final AdjacentInventory inventory =
      new AdjacentInventory(aws.clients, new InMemoryLedger());
  private final AdjacentRemediator remediator = new AdjacentRemediator(aws.clients, inventory);

  @Test
  void keepsAKeyThatWasToBeDeletedAndReadsBackThatItIsDisabled() {
    aws.wire.answer("CancelKeyDeletion", "{}");
    aws.key("Disabled", "");

    assertThat(after(new CancelKeyDeletion(KEY, 7)).state()).isEqualTo("Disabled");
    assertThat(aws.calls())
        .containsExactly(
            "TrentService.CancelKeyDeletion {\"KeyId\":\"1234abcd\"}",
            "TrentService.DescribeKey {\"KeyId\":\"1234abcd\"}");
  }

  @Test
  void enablesAKeyAndReadsItBack() {
    aws.wire.answer("EnableKey", "{}");
    aws.key("Enabled", "");

    assertThat(after(new EnableKey(KEY)).state()).isEqualTo("Enabled");
    assertThat(aws.calls().getFirst()).isEqualTo("TrentService.EnableKey {\"KeyId\":\"1234abcd\"}");
  }

  @Test
  void whoDependsOnItIsNotAskedAgain() {
    aws.key("Disabled", "").clusters(Beside.cluster("orders", "1234abcd"));
    inventory.read(KEY, Set.of());
    aws.wire.answer("EnableKey", "{}");
    aws.key("Enabled", "");

    assertThat(after(new EnableKey(KEY)).usedBy()).containsExactly("orders");
    assertThat(aws.operations()).filteredOn("DescribeDBClusters"::equals).hasSize(1);
  }

  @Test
  void aKeyThatIsGoneIsDone() {
    aws.fails("EnableKey", 400, "NotFoundException");

    assertThat(remediator.apply(new EnableKey(KEY)))
        .isInstanceOfSatisfying(Applied.Done.class, done -> assertThat(done.after()).isEmpty());
  }

  @Test
  void oneThatIsNotInTheStateForItIsBusy() {
    aws.fails("EnableKey", 400, "KMSInvalidStateException");

    assertThat(remediator.apply(new EnableKey(KEY)))
        .isEqualTo(new Applied.Busy("KMSInvalidStateException: said so"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"AccessDeniedException", "LimitExceededException"})
  void whatCannotBeDoneIsRefused(String code) {
    aws.fails("EnableKey", 400, code);

    assertThat(remediator.apply(new EnableKey(KEY)))
        .isEqualTo(new Applied.Refused(code + ": said so"));
  }

  @ParameterizedTest
  @CsvSource({"400, ThrottlingException", "500, KMSInternalException"})
  void whatMayWorkLaterGoesUp(int status, String code) {
    aws.fails("EnableKey", status, code);

    assertThatThrownBy(() -> remediator.apply(new EnableKey(KEY))).isInstanceOf(KmsException.class);
  }

  @Test
  void leavesAnotherFamilysRemediationAlone() {
    var group = new ResourceId(Kind.SECURITY_GROUP, "111122223333", "eu-central-1", "sg-1");

    assertThatThrownBy(() -> remediator.apply(new RevokeIngressRules(group, List.of())))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(aws.calls()).isEmpty();
  }

  private EncryptionKey after(Remediation remediation) {
    return (EncryptionKey)
        Optional.of(remediator.apply(remediation))
            .map(Applied.Done.class::cast)
            .flatMap(Applied.Done::after)
            .orElseThrow();
  }
}
