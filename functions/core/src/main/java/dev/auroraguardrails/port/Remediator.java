package dev.auroraguardrails.port;

import dev.auroraguardrails.model.Remediation;
import dev.auroraguardrails.model.Resource;
import java.util.List;
import java.util.Optional;

/// Carries remediations out.
public interface Remediator {

  /// @param remediation one corrective call
  /// @return what came of it
  /// @throws RuntimeException on throttling, 5xx or a lost connection; the event is then tried
  /// again
  ///
  Applied apply(Remediation remediation);

  /// What came of a corrective call.
  sealed interface Applied {
    /// The call went through.
    ///
    /// @param after the state read back: from the call's own answer where that shows it, else
    ///     by a read of its own; empty when the resource is gone
    /// @param requestIds the ids by which the guard knows its calls' own CloudTrail events again:
    ///     of one call, or of as many as AWS needed
    record Done(Optional<Resource> after, List<String> requestIds) implements Applied {
      public Done {
        requestIds = List.copyOf(requestIds);
      }

      public Done(Optional<Resource> after, String requestId) {
        this(after, List.of(requestId));
      }
    }

    /// Not possible now (`InvalidDBClusterStateFault`, a change under way); to be tried again.
    record Busy(String reason) implements Applied {}

    /// Not possible at all (access denied, not modifiable); a person must act.
    record Refused(String reason) implements Applied {}
  }
}
