package dev.auroraguardrails.sweeper;

import dev.auroraguardrails.control.Controls;
import dev.auroraguardrails.model.Act;
import dev.auroraguardrails.model.ClusterUse;
import dev.auroraguardrails.model.ControlInfo;
import dev.auroraguardrails.model.Family;
import dev.auroraguardrails.model.Resource;
import dev.auroraguardrails.model.Resource.EncryptionKey;
import dev.auroraguardrails.model.Resource.SecurityGroup;
import dev.auroraguardrails.port.Ledger;
import dev.auroraguardrails.port.Ledger.LastGood;
import dev.auroraguardrails.sweep.Report;
import dev.auroraguardrails.sweep.Surveyed;
import dev.auroraguardrails.sweep.Sweep;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// The families' ledgers, as a sweep reads them and adds to them.
final class LedgerMemory implements Sweep.Memory {
  /// The controls that only tell: none of them could restore what is remembered.
  private static final Set<String> TELLING =
      Controls.ALL.stream()
          .map(Controls::infoOf)
          .filter(info -> info.act() == Act.ALERT)
          .map(ControlInfo::id)
          .collect(Collectors.toSet());

  private final Map<Family, Ledger> ledgers;

  LedgerMemory(Map<Family, Ledger> ledgers) {
    this.ledgers = Map.copyOf(ledgers);
  }

  @Override
  @SuppressWarnings("unchecked")
  public <R extends Resource> Optional<LastGood<R>> lastGood(R now) {
    return of(now).lastGood(now.immutableId(), (Class<R>) now.getClass());
  }

  /// Writes down what is settled and compliant, and which clusters use which group.
  void remember(Surveyed surveyed, Report report) {
    Set<String> wrong =
        report.findings().stream()
            .filter(item -> !TELLING.contains(item.control()))
            .map(Report.Item::resource)
            .collect(Collectors.toSet());
    for (Resource resource : surveyed.resources()) {
      if (resource instanceof SecurityGroup group && !group.usedBy().isEmpty()) {
        of(group).rememberUse(group.id(), group.usedBy());
      }
      if (resource instanceof EncryptionKey key && key.isGuarded()) {
        of(key).rememberUse(key.id(), uses(key));
      }
      if (resource.isGuarded() && resource.isSettled() && !wrong.contains(resource.id().arn())) {
        rememberChanged(resource, surveyed);
      }
    }
  }

  private static Set<ClusterUse> uses(EncryptionKey key) {
    return key.usedBy().stream()
        .map(cluster -> new ClusterUse(cluster, 0))
        .collect(Collectors.toSet());
  }

  /// Most resources are as they were at the last sweep: reading is cheaper than writing.
  private void rememberChanged(Resource resource, Surveyed surveyed) {
    if (lastGood(resource).filter(good -> good.state().equals(resource)).isEmpty()) {
      of(resource).remember(resource, surveyed.asOf());
    }
  }

  private Ledger of(Resource resource) {
    Ledger ledger = ledgers.get(Families.of(resource));
    if (ledger == null) {
      throw new IllegalStateException("no ledger of the family of " + resource.id());
    }
    return ledger;
  }
}
