package dev.auroraguardrails.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WatchedCallsTest {

  @Test
  void eachCallHasOneRowAndAKnownFamily() {
    assertThat(WatchedCalls.all()).hasSizeGreaterThan(300);
    assertThat(WatchedCalls.all().stream().map(c -> c.source() + c.event()))
        .doesNotHaveDuplicates();
    assertThat(WatchedCalls.all())
        .allSatisfy(
            call -> {
              assertThat(call.family())
                  .isIn(
                      List.of(
                          "rds",
                          "network",
                          "iam",
                          "secrets",
                          "kms",
                          "trail",
                          "guard-infra",
                          "other"))
                  .isEqualTo(WatchedCalls.family(call.source()));
              assertThat(call.targets())
                  .allSatisfy(target -> assertThat(target.kind()).matches("[a-z-]+"))
                  .allSatisfy(
                      target ->
                          assertThat(target.paths())
                              .isNotEmpty()
                              .allMatch(path -> path.matches("[A-Za-z.\\[\\]]+")));
            });
  }

  @Test
  void aCallIsFoundByItsExactName() {
    assertThat(WatchedCalls.find("rds.amazonaws.com", "ModifyDBCluster"))
        .hasValueSatisfying(call -> assertThat(call.revertible()).isTrue());
    assertThat(WatchedCalls.find("rds.amazonaws.com", "modifyDBCluster")).isEmpty();
    assertThat(WatchedCalls.find("ec2.amazonaws.com", "ModifyDBCluster")).isEmpty();
    assertThat(WatchedCalls.find("lambda.amazonaws.com", "PutFunctionConcurrency20171031"))
        .isPresent();
    assertThat(WatchedCalls.find("rdsdataapi.amazonaws.com", "ExecuteStatement")).isPresent();
  }

  @ParameterizedTest
  @CsvSource({
    "rds.amazonaws.com, rds",
    "rdsdataapi.amazonaws.com, rds",
    "ec2.amazonaws.com, network",
    "iam.amazonaws.com, iam",
    "sts.amazonaws.com, other",
    "ssm.amazonaws.com, guard-infra",
    "guardduty.amazonaws.com, other",
    "my.app, none",
    "'', none",
  })
  void aServiceBelongsToAFamilyWhetherOrNotItIsWatched(String source, String family) {
    assertThat(WatchedCalls.family(source)).isEqualTo(family);
  }
}
