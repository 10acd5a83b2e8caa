package dev.auroraguardrails.login;

import java.util.List;
import java.util.Optional;

/// What an audit says of one cluster.
///
/// @param findings what is wrong, the worst first
/// @param skipped why it was not read, when it was left alone on purpose
public record LoginReport(String cluster, List<LoginFinding> findings, Optional<String> skipped) {
  public LoginReport {
    findings = List.copyOf(findings);
  }

  /// @return whether something of the cluster was not seen, so that no finding is no pass
  public boolean isPartial() {
    return skipped.isPresent() || findings.stream().anyMatch(LoginFinding::isUnread);
  }
}
