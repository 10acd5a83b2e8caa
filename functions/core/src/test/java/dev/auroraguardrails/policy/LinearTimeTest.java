package dev.auroraguardrails.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;

/// Twice the document must not take more than about twice the time: a hostile one would stop the
/// guard. Time is taken as the best of several runs, and the bound leaves room for a busy machine.
class LinearTimeTest {
  private static final int SMALL = 400;
  private static final int FACTOR = 8;

  @Test
  void inTheNumberOfStatements() {
    growsLinearly(
        size ->
            "{'Statement':["
                + "{'Effect':'Allow','Action':['s3:Get*','ec2:*z'],'Resource':'arn:aws:s3:::b/*'},"
                    .repeat(size / 10)
                + "{'Effect':'Allow','Action':'rds:*','Resource':'*'}]}");
  }

  @Test
  void inHostileActions() {
    growsLinearly(
        size ->
            "{'Statement':{'Effect':'Allow','Action':'rds:"
                + "*a".repeat(size * 5)
                + "*','Resource':'*'}}");
  }

  @Test
  void inHostileResources() {
    growsLinearly(
        size ->
            "{'Statement':{'Effect':'Allow','Action':'*','Resource':'arn:aws:rds:*:*:"
                + "*o?".repeat(size * 3)
                + "*x'}}");
  }

  @Test
  void inHostileConditionValues() {
    growsLinearly(
        size ->
            "{'Statement':{'Effect':'Allow','Action':'*','Resource':'*','Condition':{'StringLike':"
                + "{'aws:ResourceTag/team':['"
                + "*o".repeat(size * 5)
                + "*x']}}}}");
  }

  private static void growsLinearly(IntFunction<String> documents) {
    String small = documents.apply(SMALL).replace('\'', '"');
    String large = documents.apply(SMALL * FACTOR).replace('\'', '"');
    nanos(large, 20);
    long one = nanos(small, 30);
    long many = nanos(large, 30);

    assertThat(many)
        .as("%d ns for one, %d ns for %d times", one, many, FACTOR)
        .isLessThan(Math.max(one, 100_000) * FACTOR * 4);
  }

  private static long nanos(String document, int runs) {
    var facts =
        new Facts(java.util.Map.of("aws:ResourceTag/team", java.util.List.of("o".repeat(200))));
    Request request = Request.of("rds:StopDBCluster", Documents.CLUSTER + "o".repeat(60), facts);
    long best = Long.MAX_VALUE;
    for (int i = 0; i < runs; i++) {
      long start = System.nanoTime();
      try {
        Permissions.of(Policy.parse(document)).judge(request);
      } catch (Unjudgeable broken) {
        throw new AssertionError(broken);
      }
      best = Math.min(best, System.nanoTime() - start);
    }
    return best;
  }
}
