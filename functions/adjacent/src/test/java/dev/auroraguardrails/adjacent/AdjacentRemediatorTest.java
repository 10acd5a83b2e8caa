package dev.auroraguardrails.adjacent;

import static dev.auroraguardrails.adjacent.Beside.KEY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.auroraguardrails.baseline.Presets;
import dev.auroraguardrails.engine.InMemoryLedger;
import dev.auroraguardrails.model.Remediation;
import dev.auroraguardrails.model.Remediation.CancelKeyDeletion;
import dev.auroraguardrails.model.Remediation.EnableKey;
import dev.auroraguardrails.model.Remediation.PutKeyPolicy;
import dev.auroraguardrails.model.Remediation.PutSecretPolicy;
import dev.auroraguardrails.model.Remediation.RestoreSecret;
import dev.auroraguardrails.model.Remediation.ResumeRotation;
import dev.auroraguardrails.model.Remediation.RevokeGrant;
import dev.auroraguardrails.model.Remediation.RevokeIngressRules;
import dev.auroraguardrails.model.Remediation.SetLogRetention;
import dev.auroraguardrails.model.Remediation.Step;
import dev.auroraguardrails.model.Resource.DatabaseSecret.Rotation;
import dev.auroraguardrails.model.Resource.EncryptionKey;
import dev.auroraguardrails.model.Resource.EncryptionKey.KeyGrant;
import dev.auroraguardrails.model.ResourceId;
import dev.auroraguardrails.model.ResourceId.Kind;
import dev.auroraguardrails.port.Remediator.Applied;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.kms.model.KmsException;

class AdjacentRemediatorTest {
  private final Beside aws = new Beside();
  private final AdjacentInventory inventory =
      new AdjacentInventory(aws.clients, new InMemoryLedger(), Presets.named(Presets.RECOMMENDED));
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
    aws.keyInUse("Disabled");
    inventory.read(KEY, Set.of());
    aws.wire.answer("EnableKey", "{}");
    aws.key("Enabled", "").keyPolicy("{}");

    assertThat(after(new EnableKey(KEY)).usedBy()).containsExactly("orders");
    assertThat(aws.operations()).filteredOn("DescribeDBClusters"::equals).hasSize(1);
  }

  @Test
  void aKeyThatIsGoneIsDone() {
    aws.fails("EnableKey", 400, "NotFoundException");
    aws.fails("DescribeKey", 400, "NotFoundException");

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

  @ParameterizedTest
  @MethodSource("calls")
  void makesTheOneCall(Remediation remediation, String call) {
    aws.wire.answer(call.split("[. ]", 3)[1], "{}");
    switch (remediation.target().kind()) {
      case ENCRYPTION_KEY -> aws.answers("ListGrants", "{'Grants':[]}").key("Enabled", "");
      case SECRET -> aws.answers("DescribeSecret", "{'Name':'orders-app'}").proxies();
      default ->
          aws.answers("DescribeLogGroups", "{'logGroups':[]}")
              .clusters(Beside.cluster("orders", "1234abcd"));
    }

    assertThat(remediator.apply(remediation)).isInstanceOf(Applied.Done.class);
    assertThat(aws.calls().getFirst().replaceFirst("Token\":\"[^\"]+", "Token\":\"TOKEN"))
        .isEqualTo(call.replace('\'', '"'));
  }

  static Stream<Arguments> calls() {
    String arn = Beside.SECRET.arn();
    var grant =
        new KeyGrant(
            "g-1",
            "arn:aws:iam::999999999999:root",
            Set.of("Decrypt"),
            Optional.empty(),
            Map.of(),
            Map.of());
    return Stream.of(
        arguments(
            new PutKeyPolicy(KEY, new Step<>(Optional.of("{}"), "[]")),
            "TrentService.PutKeyPolicy {'KeyId':'1234abcd','PolicyName':'default','Policy':'[]'}"),
        arguments(
            new RevokeGrant(KEY, grant),
            "TrentService.RevokeGrant {'KeyId':'1234abcd','GrantId':'g-1'}"),
        arguments(
            new RestoreSecret(Beside.SECRET, 7),
            "secretsmanager.RestoreSecret {'SecretId':'" + arn + "'}"),
        arguments(
            new ResumeRotation(
                Beside.SECRET,
                new Rotation(
                    Optional.of("arn:f"), Optional.of(7L), Optional.empty(), Optional.of("3h"))),
            "secretsmanager.RotateSecret {'SecretId':'"
                + arn
                + "','ClientRequestToken':'TOKEN','RotationLambdaARN':'arn:f','RotationRules':"
                + "{'AutomaticallyAfterDays':7,'Duration':'3h'},'RotateImmediately':false}"),
        arguments(
            new PutSecretPolicy(Beside.SECRET, new Step<>(Optional.of("{}"), "[]")),
            "secretsmanager.PutResourcePolicy {'SecretId':'"
                + arn
                + "','ResourcePolicy':'[]','BlockPublicPolicy':true}"),
        arguments(
            new PutSecretPolicy(Beside.SECRET, new Step<>(Optional.of("{}"), "")),
            "secretsmanager.DeleteResourcePolicy {'SecretId':'" + arn + "'}"),
        arguments(
            new SetLogRetention(Beside.LOGS, new Step<>(Optional.of(1), 90)),
            "Logs_20140328.PutRetentionPolicy"
                + " {'logGroupName':'/aws/rds/cluster/orders/postgresql','retentionInDays':90}"),
        arguments(
            new SetLogRetention(Beside.LOGS, new Step<>(Optional.of(1), 0)),
            "Logs_20140328.DeleteRetentionPolicy"
                + " {'logGroupName':'/aws/rds/cluster/orders/postgresql'}"));
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
