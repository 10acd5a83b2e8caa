package dev.auroraguardrails.control.login;

import static org.assertj.core.api.Assertions.assertThat;

import dev.auroraguardrails.control.Judge;
import dev.auroraguardrails.model.ACluster;
import dev.auroraguardrails.model.Given;
import dev.auroraguardrails.model.Resource.DbCluster;
import dev.auroraguardrails.model.Resource.DbCluster.MasterUser;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MasterPasswordManagedTest {
  private final Judge<DbCluster> judge = Judge.by(new MasterPasswordManaged());

  @Test
  void aManagedPasswordIsLeftAlone() {
    judge.whenLastGoodWas(with(Optional.of("arn:secret"))).passes(with(Optional.of("arn:other")));
  }

  @Test
  void aPasswordThatNeverWasManagedIsLeftAlone() {
    judge.whenLastGoodWas(with(Optional.empty())).passes(with(Optional.empty()));
  }

  @Test
  void aSecretThatIsGoneIsToldWithTheCommandAndItsKey() {
    judge.whenLastGoodWas(with(Optional.of("arn:secret")));

    assertThat(judge.doubts(with(Optional.empty())))
        .isEqualTo(
            "to have a new password managed: aws rds modify-db-cluster --db-cluster-identifier"
                + " orders --manage-master-user-password --master-user-secret-kms-key-id arn:key");
  }

  @Test
  void theCallTellsWhereThePastIsUnknown() {
    judge.after(Given.modify("e-1", "'manageMasterUserPassword':false"));

    assertThat(judge.blames(with(Optional.empty())).fix()).isEmpty();
  }

  private static DbCluster with(Optional<String> secret) {
    return ACluster.orders()
        .masterUser(new MasterUser(Optional.of("owner"), secret, secret.map(managed -> "arn:key")))
        .build();
  }
}
