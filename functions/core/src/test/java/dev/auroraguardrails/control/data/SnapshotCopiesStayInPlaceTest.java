package dev.auroraguardrails.control.data;

import static org.assertj.core.api.Assertions.assertThat;

import dev.auroraguardrails.control.Judge;
import dev.auroraguardrails.model.Given;
import dev.auroraguardrails.model.Resource.ApiCall;
import dev.auroraguardrails.model.ResourceId.Kind;
import org.junit.jupiter.api.Test;

class SnapshotCopiesStayInPlaceTest {
  private final Judge<ApiCall> judge = Judge.by(new SnapshotCopiesStayInPlace());

  private static ApiCall call(String name, String request, String response) {
    return Given.apiCall(
        Given.id(Kind.DB_CLUSTER_SNAPSHOT, "copy"),
        Given.answered(Given.call("e-1", "rds", name, request), response));
  }

  private ApiCall copy(String source, String more) {
    return call(
        "CopyDBClusterSnapshot",
        "{'sourceDBClusterSnapshotIdentifier':'%s','targetDBClusterSnapshotIdentifier':'copy'%s}"
            .formatted(source, more),
        "{'engine':'aurora-postgresql'}");
  }

  @Test
  void aPlainCopyWithinTheRegionIsLeftAlone() {
    judge.passes(copy("nightly", ""));
    judge.passes(copy("arn:aws:rds:us-east-1:123456789012:cluster-snapshot:nightly", ""));
  }

  @Test
  void copiesByAwsBackupFollowItsPlan() {
    ApiCall byHand = copy("nightly", ",'kmsKeyId':'k'");
    judge.passes(
        Given.apiCall(byHand.id(), Given.by("'invokedBy':'backup.amazonaws.com'", byHand.event())));
  }

  @Test
  void otherCallsAreLeftAlone() {
    judge.passes(call("CreateDBClusterSnapshot", "{'kmsKeyId':'k'}", "{}"));
  }

  @Test
  void aCopyFromAnotherRegionAccountOrUnderAnotherKeyIsTold() {
    assertThat(
            judge
                .blames(
                    copy(
                        "arn:aws:rds:eu-central-1:210987654321:cluster-snapshot:nightly",
                        ",'kmsKeyId':'alias/k'"))
                .evidence())
        .endsWith(
            "was copied from account 210987654321, from eu-central-1 to us-east-1,"
                + " under key alias/k as copy");
    assertThat(judge.blames(copy("nightly", ",'sourceRegion':'eu-west-1'")).fix()).isEmpty();
  }
}
