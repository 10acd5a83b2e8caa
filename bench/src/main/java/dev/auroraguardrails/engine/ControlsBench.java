package dev.auroraguardrails.engine;

import dev.auroraguardrails.model.ACluster;
import dev.auroraguardrails.model.Decision;
import dev.auroraguardrails.model.Finding;
import dev.auroraguardrails.model.Given;
import dev.auroraguardrails.model.Resource;
import dev.auroraguardrails.model.TemporaryExemptions;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// Every control that judges a kind of resource, on a state that breaks one of them; and what the
/// decider makes of the finding.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class ControlsBench {
  private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");

  @Param({"cluster", "snapshot", "group", "role"})
  public String kind = "";

  private final Evaluator evaluator = new Evaluator(Given.recommended());
  private final Decider decider = new Decider(Given.recommended());
  private Resource resource = ACluster.orders().build();
  private List<Finding> findings = List.of();

  @Setup
  public void broken() {
    resource =
        switch (kind) {
          case "cluster" -> ACluster.orders().deletionProtection(false).build();
          case "snapshot" -> Given.snapshot("all", "210987654321");
          case "group" ->
              Given.group(Given.rule("sgr-1", "10.0.0.0/8"), Given.rule("sgr-2", "0.0.0.0/0"));
          case "role" -> Given.role("developer", Given.awsPolicy("AdministratorAccess"));
          default -> throw new IllegalArgumentException(kind);
        };
    findings = controls();
    if (findings.isEmpty()) {
      throw new IllegalStateException("nothing is wrong with the " + kind);
    }
  }

  @Benchmark
  public List<Finding> controls() {
    return evaluator.evaluate(resource, Optional.empty(), Optional.empty());
  }

  @Benchmark
  public Decision decider() {
    return decider.decide(findings.getFirst(), Optional.empty(), 0, TemporaryExemptions.NONE, NOON);
  }
}
