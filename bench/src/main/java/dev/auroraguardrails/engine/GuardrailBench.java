package dev.auroraguardrails.engine;

import dev.auroraguardrails.model.ACluster;
import dev.auroraguardrails.model.ChangeEvent;
import dev.auroraguardrails.model.Given;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// A whole event over an account in memory: read, judged, decided, put back, told.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class GuardrailBench {
  private World world = new World();
  private int events;

  /// The account's memory grows with each event.
  @Setup(Level.Iteration)
  public void fresh() {
    world = new World().has(ACluster.orders().build());
    world.baseline = Given.recommended().withoutBrakes();
  }

  @Benchmark
  public List<String> reverts() {
    ChangeEvent event = world.modifies("e-" + events++, "'deletionProtection':false");
    List<String> handled = world.handle(event);
    if (!handled.equals(List.of("RESIL-01 revert reverted"))) {
      throw new IllegalStateException("wanted one revert, got " + handled);
    }
    return handled;
  }
}
