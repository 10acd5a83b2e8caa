package dev.auroraguardrails.engine;

import dev.auroraguardrails.model.Finding;
import dev.auroraguardrails.model.Resource;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Findings about the call itself that say again what another finding says, or what the guard did.
final class Echo {
  private Echo() {}

  /// @param silent whether the call is not to be told: the guard's role made it (who misuses the
  ///     role is told by itself), or nothing that is guarded was read
  static List<Finding> without(List<Finding> findings, Resource now, Look look, boolean silent) {
    boolean caused =
        findings.stream()
            .filter(finding -> !finding.violation().isAboutTheCall())
            .anyMatch(finding -> look.notMine(finding, now).isEmpty());
    return silent || caused ? ofTheState(findings) : findings;
  }

  /// A repeat finds nothing any more of what the call did, where that was put back.
  ///
  /// @param known the incidents that the message opened before
  static List<Finding> without(List<Finding> findings, Set<String> known, Look look) {
    var others = new HashSet<>(known);
    findings.stream()
        .filter(finding -> finding.violation().isAboutTheCall())
        .forEach(finding -> others.remove(Case.toTell(finding, look.event()).id()));
    return others.isEmpty() ? findings : ofTheState(findings);
  }

  private static List<Finding> ofTheState(List<Finding> findings) {
    return findings.stream().filter(finding -> !finding.violation().isAboutTheCall()).toList();
  }
}
