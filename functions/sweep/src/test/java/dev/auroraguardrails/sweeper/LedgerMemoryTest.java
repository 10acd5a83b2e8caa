package dev.auroraguardrails.sweeper;

import static org.assertj.core.api.Assertions.assertThat;

import dev.auroraguardrails.baseline.Presets;
import dev.auroraguardrails.engine.InMemoryLedger;
import dev.auroraguardrails.model.ACluster;
import dev.auroraguardrails.model.Family;
import dev.auroraguardrails.model.Given;
import dev.auroraguardrails.model.Resource.DbCluster;
import dev.auroraguardrails.model.Resource.DbCluster.MasterUser;
import dev.auroraguardrails.sweep.Scope;
import dev.auroraguardrails.sweep.Surveyed;
import dev.auroraguardrails.sweep.Sweep;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LedgerMemoryTest {
  private final InMemoryLedger ledger = new InMemoryLedger();
  private final LedgerMemory memory = new LedgerMemory(Map.of(Family.RDS, ledger));

  @Test
  void whatAControlOnlyTellsOfIsRemembered() {
    DbCluster cluster =
        ACluster.orders()
            .masterUser(new MasterUser(Optional.of("postgres"), Optional.empty(), Optional.empty()))
            .build();

    assertThat(swept(cluster)).contains("LOGIN-04");
    assertThat(ledger.lastGood(cluster.immutableId(), DbCluster.class)).isPresent();
  }

  @Test
  void whatAControlCouldPutBackIsNot() {
    DbCluster cluster = ACluster.orders().deletionProtection(false).build();

    assertThat(swept(cluster)).contains("RESIL-01");
    assertThat(ledger.lastGood(cluster.immutableId(), DbCluster.class)).isEmpty();
  }

  /// The ids of the controls that found something.
  private List<String> swept(DbCluster cluster) {
    var surveyed =
        new Surveyed("123456789012", "us-east-1", Given.NOON, List.of(cluster), List.of());
    var report =
        new Sweep(Presets.named(Presets.RECOMMENDED), memory)
            .report(surveyed, Scope.ALL, Given.NOON);
    memory.remember(surveyed, report);
    return report.findings().stream().map(item -> item.control()).toList();
  }
}
