package dev.auroraguardrails.login;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.auroraguardrails.model.Severity;
import java.util.Optional;

/// Something inside a database that is not as it should be.
///
/// @param database where it is; absent when it holds for the whole cluster
/// @param subject whom or what it is about
/// @param evidence a clause with the facts, without a secret
/// @param advice the SQL that would put it right, for a person to judge and run
public record LoginFinding(
    String control,
    String check,
    Severity severity,
    String cluster,
    Optional<String> database,
    String subject,
    String evidence,
    Optional<String> advice) {

  static LoginFinding unread(String cluster, Optional<String> database, String evidence) {
    return of(Check.COULD_NOT_BE_READ, cluster, database, cluster, evidence, Optional.empty());
  }

  static LoginFinding of(
      Check check,
      String cluster,
      Optional<String> database,
      String subject,
      String evidence,
      Optional<String> advice) {
    return new LoginFinding(
        check.control(),
        check.id(),
        check.severity(),
        cluster,
        database,
        subject,
        evidence,
        advice);
  }

  /// @return whether it says that the audit could not see
  @JsonIgnore
  public boolean isUnread() {
    return check.equals(Check.COULD_NOT_BE_READ.id());
  }
}
