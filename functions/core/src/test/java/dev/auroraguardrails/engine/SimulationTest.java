package dev.auroraguardrails.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// The guard in a world that delays, repeats, disorders, lags, crashes and has other people in it.
/// `-Dsimulation.seeds=20000` looks further, `-Dsimulation.first=4711` begins elsewhere.
class SimulationTest {
  private static final int SEEDS = Integer.getInteger("simulation.seeds", 500);
  private static final int FIRST = Integer.getInteger("simulation.first", 0);

  @Test
  void whateverHappensThePromisesHold() {
    int reverts = 0;
    int crashes = 0;
    for (int seed = FIRST; seed < FIRST + SEEDS; seed++) {
      var simulation = new Simulation(seed);
      assertThat(simulation.broken()).as("seed " + seed).isEmpty();
      reverts += simulation.reverts();
      crashes += simulation.crashes();
    }
    assertThat(reverts).as("reverts in all").isGreaterThan(SEEDS);
    assertThat(crashes).as("crashes in all").isGreaterThan(SEEDS);
  }
}
