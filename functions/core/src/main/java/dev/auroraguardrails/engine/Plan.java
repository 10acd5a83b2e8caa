package dev.auroraguardrails.engine;

import dev.auroraguardrails.engine.Teller.Telling;
import dev.auroraguardrails.model.Handled;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What is to be done about what was found on one resource.
///
/// @param reverts to be put back
/// @param alerts to be told
/// @param rest what needs nothing more: exempt, or put off
record Plan(List<Case> reverts, List<Telling> alerts, List<Handled> rest) {

  Set<String> ids() {
    return Stream.concat(reverts.stream(), alerts.stream().map(Telling::incident))
        .map(Case::id)
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
