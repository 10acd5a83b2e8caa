package dev.auroraguardrails.policy;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// How many policy documents are read and judged in a second: four that accounts are full of, from
/// none over narrow to far too wide.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class PolicyBench {
  private static final List<String> DOCUMENTS =
      List.of(
          document("\"s3:GetObject\",\"s3:PutObject\"", "arn:aws:s3:::reports/*"),
          document("\"rds:Describe*\",\"rds:ListTagsForResource\"", "*"),
          document("\"rds:ModifyDBCluster\"", "arn:aws:rds:us-east-1:123456789012:cluster:orders"),
          document("\"rds:*\",\"logs:*\"", "*"));

  private static final List<Policy> PARSED = DOCUMENTS.stream().map(PolicyBench::parsed).toList();

  private static final Surroundings ACCOUNT =
      new Surroundings(Optional.of("123456789012"), List.of(), List.of(), List.of(), List.of());

  private static final Request REQUEST =
      Request.of(
          "rds:ModifyDBCluster", "arn:aws:rds:us-east-1:123456789012:cluster:orders", Facts.NONE);

  /// Reads each document and judges it.
  @Benchmark
  @OperationsPerInvocation(4)
  public int readAndJudge() {
    int dangers = 0;
    for (String document : DOCUMENTS) {
      dangers += Judgement.of(document, ACCOUNT).dangers().size();
    }
    return dangers;
  }

  /// Evaluates one request against each document, which was read before.
  @Benchmark
  @OperationsPerInvocation(4)
  public int evaluate() {
    int granted = 0;
    for (Policy policy : PARSED) {
      granted += Permissions.of(policy).judge(REQUEST) instanceof Verdict.Granted ? 1 : 0;
    }
    return granted;
  }

  private static Policy parsed(String document) {
    try {
      return Policy.parse(document);
    } catch (Unjudgeable broken) {
      throw new IllegalStateException(document, broken);
    }
  }

  private static String document(String actions, String resource) {
    return "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":[%s],\"Resource\":\"%s\"}]}"
        .formatted(actions, resource);
  }
}
