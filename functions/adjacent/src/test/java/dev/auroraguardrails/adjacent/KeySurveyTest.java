package dev.auroraguardrails.adjacent;

import static dev.auroraguardrails.adjacent.Beside.KEY;
import static dev.auroraguardrails.adjacent.Beside.cluster;
import static dev.auroraguardrails.adjacent.Beside.encryptedBy;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class KeySurveyTest {
  private final Beside aws = new Beside();
  private final KeySurvey survey = new KeySurvey(aws.clients, KEY.account(), KEY.region());

  @Test
  void readsEachKeyOnceHoweverManyClustersItEncrypts() {
    aws.clusters(cluster("orders", "1234abcd"), cluster("sessions", "1234abcd"))
        .key("Enabled", "")
        .keyPolicy("{}");

    assertThat(survey.keys()).containsExactly(KEY);
    assertThat(survey.key(KEY).orElseThrow().usedBy()).containsExactly("orders", "sessions");
    assertThat(aws.operations())
        .containsExactly("DescribeDBClusters", "DescribeKey", "GetKeyPolicy");
  }

  @Test
  void keysOfOtherAccountsAndOfOtherEnginesAreLeftAlone() {
    aws.clusters(
        cluster(
            "shared",
            "aurora-mysql",
            "available",
            "<KmsKeyId>arn:aws:kms:eu-central-1:999999999999:key/theirs</KmsKeyId>"),
        cluster("documents", "docdb", "available", encryptedBy("1234abcd")));

    assertThat(survey.keys()).isEmpty();
  }
}
