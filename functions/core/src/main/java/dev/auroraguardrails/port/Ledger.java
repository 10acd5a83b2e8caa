package dev.auroraguardrails.port;

import dev.auroraguardrails.model.Alert;
import dev.auroraguardrails.model.ClusterUse;
import dev.auroraguardrails.model.Remediation;
import dev.auroraguardrails.model.Resource;
import dev.auroraguardrails.model.ResourceId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The guard's memory. Every method is atomic; every time is the caller's clock.
public interface Ledger {

  /// Takes the lease on a resource, so that two workers never work on one.
  ///
  /// @return false while another owner's lease has not ended
  boolean lease(ResourceId resource, String owner, Instant now, Instant until);

  /// Gives the lease back; does nothing when it is somebody else's by now.
  void release(ResourceId resource, String owner);

  /// Notes which incidents a message leads to, before any of them is claimed: whoever gets the
  /// message again finds what was left of them, even where their violations are gone.
  ///
  /// @param message names the message and the resource: the same at every redelivery
  void opens(String message, Set<String> incidentIds, Instant at);

  /// @return the incidents that were noted for the message so far
  Set<String> openedBy(String message);

  /// Claims an incident before anything is done about it.
  ///
  /// @param draft the alert as it will be if all goes well; kept so that a worker that takes over
  ///     after a crash can tell what was done
  /// @param calls the corrective calls that are to be made, as data, so that they can be undone;
  ///     those of the last claim are kept
  Claim claim(
      String incidentId,
      String owner,
      Instant now,
      Instant until,
      Alert draft,
      List<Remediation> calls);

  /// Gives a claim back when nothing was changed; what is done stays done.
  void giveBack(String incidentId);

  /// @return the incident, if it was ever claimed
  Optional<Incident> incident(String incidentId);

  /// Ends an incident: the outcome stands and its alert is due. A second end changes nothing.
  void done(String incidentId, Alert alert);

  /// Notes that the incident's alert was published.
  void published(String incidentId);

  /// Notes a revert, for the brake; a second note of the same incident changes nothing.
  void reverted(String control, ResourceId resource, String incidentId, Instant at);

  /// @return how often the control was reverted on the resource since then
  int revertsSince(String control, ResourceId resource, Instant since);

  /// @return what all families put back of late
  AccountBrake accountBrake();

  /// Replaces the account's brake, unless somebody else did since it was read.
  ///
  /// @param next with the version that was read
  /// @return whether it was replaced; it then has the next version
  boolean replaceAccountBrake(AccountBrake next);

  /// Notes that the guard made a call.
  void called(String requestId, Instant at);

  /// @return whether the guard made the call with this request id
  boolean isOwnCall(String requestId);

  /// @return how many resources of this family have a last known good state; near enough for a
  ///     share of them
  int known();

  /// @return the last known good state of the resource with this immutable id
  <R extends Resource> Optional<LastGood<R>> lastGood(String immutableId, Class<R> type);

  /// Writes a settled, compliant, described state down, unless a newer one is known.
  ///
  /// @param asOf the time before the describe
  void remember(Resource resource, Instant asOf);

  /// Ends the memory of a resource that was deleted.
  void forget(String immutableId);

  /// @return the Aurora clusters known to use the security group; empty is no proof of none
  Set<ClusterUse> clustersUsing(ResourceId securityGroup);

  /// Writes down which Aurora clusters were seen to use the security group.
  void rememberUse(ResourceId securityGroup, Set<ClusterUse> clusters);

  /// A last known good state.
  ///
  /// @param asOf the time before it was described
  record LastGood<R extends Resource>(R state, Instant asOf) {}

  /// What became of a claim.
  enum Claim {
    /// Nobody had it.
    MINE,
    /// An earlier owner's claim had run out: it may have done the work already.
    TAKEN_OVER,
    /// Another owner is at it.
    BUSY,
    /// It is done.
    DONE
  }

  /// An incident.
  ///
  /// @param done whether the outcome stands
  /// @param leaseUntil until when its owner may work on it
  /// @param alert the alert, or its draft while the incident is not done
  /// @param alertDue whether the alert still has to be published
  /// @param calls the corrective calls that it was claimed for; empty where nothing was to be put
  ///     back, or where an older version wrote it
  record Incident(
      boolean done, Instant leaseUntil, Alert alert, boolean alertDue, List<Remediation> calls) {
    public Incident {
      calls = List.copyOf(calls);
    }
  }
}
