package dev.auroraguardrails.engine;

import dev.auroraguardrails.model.Alert;
import dev.auroraguardrails.model.Exposure;
import dev.auroraguardrails.model.Finding;
import dev.auroraguardrails.model.Resource;
import dev.auroraguardrails.model.Resource.PrefixList;
import dev.auroraguardrails.model.Resource.SecurityGroup;
import dev.auroraguardrails.port.Inventory;
import java.util.Optional;
import java.util.stream.Collectors;

/// Says in an alert how far what was opened could be reached, and weighs it by that.
final class Exposures {
  private final Inventory inventory;

  Exposures(Inventory inventory) {
    this.inventory = inventory;
  }

  /// @param incident whose alert it is, done or not to be done
  Alert in(Alert alert, Case incident) {
    return of(incident).map(exposure -> with(alert, exposure)).orElse(alert);
  }

  private Optional<Exposure> of(Case incident) {
    Resource found = incident.findings().getFirst().resource();
    return found instanceof SecurityGroup || found instanceof PrefixList
        ? inventory.exposure(
            found,
            incident.findings().stream()
                .map(Finding::violation)
                .map(violation -> violation.subject())
                .collect(Collectors.toSet()))
        : Optional.empty();
  }

  private static Alert with(Alert alert, Exposure exposure) {
    return new Alert(
        alert.schema(),
        alert.alertId(),
        new Alert.Control(
            alert.control().id(),
            alert.control().title(),
            exposure.weighs(alert.control().severity())),
        alert.resource(),
        alert.account(),
        alert.region(),
        alert.event(),
        alert.changed(),
        alert.evidence() + "; " + exposure.words(),
        alert.decision(),
        alert.outcome(),
        alert.reason(),
        alert.done(),
        alert.restored(),
        alert.force(),
        alert.cannotUndo(),
        alert.undo(),
        alert.fix(),
        alert.at());
  }
}
