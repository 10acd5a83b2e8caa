package dev.auroraguardrails.control.data;

import static org.assertj.core.api.Assertions.assertThat;

import dev.auroraguardrails.control.Judge;
import dev.auroraguardrails.model.Given;
import dev.auroraguardrails.model.Resource.ApiCall;
import dev.auroraguardrails.model.ResourceId.Kind;
import org.junit.jupiter.api.Test;

class SnapshotsEncryptedTest {
  private final Judge<ApiCall> judge = Judge.by(new SnapshotsEncrypted());

  private static ApiCall call(String name, String request, String response) {
    return Given.apiCall(
        Given.id(Kind.DB_CLUSTER_SNAPSHOT, "copy"),
        Given.answered(Given.call("e-1", "rds", name, request), response));
  }

  @Test
  void anEncryptedSnapshotIsLeftAlone() {
    judge.passes(call("CreateDBClusterSnapshot", "{}", "{'storageEncrypted':true}"));
    judge.passes(call("CopyDBClusterSnapshot", "{}", "{'storageEncrypted':true}"));
  }

  @Test
  void otherCallsAreLeftAlone() {
    judge.passes(call("DeleteDBClusterSnapshot", "{}", "{'storageEncrypted':false}"));
  }

  @Test
  void oneThatIsNotEncryptedOrNotKnownToBeIsTold() {
    assertThat(
            judge
                .blames(call("CreateDBClusterSnapshot", "{}", "{'storageEncrypted':false}"))
                .evidence())
        .isEqualTo("snapshot copy is not encrypted");
    assertThat(judge.blames(call("CopyDBClusterSnapshot", "{}", "{}")).evidence())
        .endsWith("or not known to be");
  }
}
