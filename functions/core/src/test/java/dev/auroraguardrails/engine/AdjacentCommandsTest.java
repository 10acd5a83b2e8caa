package dev.auroraguardrails.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.auroraguardrails.model.Broken;
import dev.auroraguardrails.model.ChangeEvent;
import dev.auroraguardrails.model.Given;
import dev.auroraguardrails.model.Remediation;
import dev.auroraguardrails.model.Remediation.PutSecretPolicy;
import dev.auroraguardrails.model.Remediation.Step;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What a person would type for what stands beside RDS, and that no document is in it.
class AdjacentCommandsTest {
  private static final String SECRET =
      "arn:aws:secretsmanager:us-east-1:123456789012:secret:orders-app-AbCdEf";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          CancelKeyDeletion | kms cancel-key-deletion --region us-east-1 --key-id 1234abcd | kms schedule-key-deletion --region us-east-1 --key-id 1234abcd --pending-window-in-days 7
          EnableKey | kms enable-key --region us-east-1 --key-id 1234abcd | kms disable-key --region us-east-1 --key-id 1234abcd
          RestoreSecret | secretsmanager restore-secret --region us-east-1 --secret-id SECRET | secretsmanager delete-secret --region us-east-1 --secret-id SECRET --recovery-window-in-days 7
          ResumeRotation | secretsmanager rotate-secret --region us-east-1 --secret-id SECRET --rotation-lambda-arn arn:aws:lambda:us-east-1:123456789012:function:SecretsManagerOrders --rotation-rules 'AutomaticallyAfterDays=7,Duration=3h' --no-rotate-immediately | secretsmanager cancel-rotate-secret --region us-east-1 --secret-id SECRET
          RevokeGrant | kms revoke-grant --region us-east-1 --key-id 1234abcd --grant-id g-1 | kms create-grant --region us-east-1 --key-id 1234abcd --grantee-principal arn:aws:iam::999999999999:root --operations CreateGrant Decrypt --name share --constraints '{"EncryptionContextSubset":{"team":"shop"}}'
          SetLogRetention | logs put-retention-policy --region us-east-1 --log-group-name /aws/rds/cluster/orders/postgresql --retention-in-days 90 | logs put-retention-policy --region us-east-1 --log-group-name /aws/rds/cluster/orders/postgresql --retention-in-days 1
          """)
  void eachIsOneCommandAndItsOpposite(String kind, String does, String undoes) {
    Remediation call = one(kind);

    assertThat(AwsCli.does(call)).containsExactly("aws " + does.replace("SECRET", SECRET));
    assertThat(AwsCli.undoes(call)).containsExactly("aws " + undoes.replace("SECRET", SECRET));
  }

  @ParameterizedTest
  @CsvSource({"PutKeyPolicy", "PutSecretPolicy"})
  void aPolicyIsNamedAndNotShown(String kind) {
    assertThat(AwsCli.does(one(kind)).getFirst())
        .contains("policy file://policy-")
        .doesNotContain("Statement");
    assertThat(AwsCli.does(one(kind))).isNotEqualTo(AwsCli.undoes(one(kind)));
  }

  @Test
  void noPolicyIsTakenAway() {
    var call =
        new PutSecretPolicy(Given.secret().id(), new Step<>(Optional.of(Given.letsIn("*")), ""));

    assertThat(AwsCli.does(call))
        .containsExactly(
            "aws secretsmanager delete-resource-policy --region us-east-1 --secret-id " + SECRET);
  }

  @Test
  void forEverIsNoRetention() {
    var call = new Remediation.SetLogRetention(Given.logs(1).id(), new Step<>(Optional.of(1), 0));

    assertThat(AwsCli.does(call).getFirst()).startsWith("aws logs delete-retention-policy ");
  }

  @Test
  void whatACallPutIsFingerprintedInTheAlert() {
    ChangeEvent event =
        Given.call(
            "e-1",
            "secretsmanager",
            "PutResourcePolicy",
            "{'secretId':'" + SECRET + "','resourcePolicy':'{\\\"Statement\\\":[]}'}");
    var world = new World().has(Given.secret().governedBy(Optional.of(Given.letsIn("*"))));
    world.handle(event);

    assertThat(world.alerts)
        .isNotEmpty()
        .allSatisfy(alert -> assertThat(Json.write(alert)).doesNotContain("Statement"));
  }

  private static Remediation one(String kind) {
    List<Remediation> found =
        Broken.all().stream()
            .map(Broken::call)
            .filter(call -> call.getClass().getSimpleName().equals(kind))
            .toList();
    return found.getFirst();
  }
}
