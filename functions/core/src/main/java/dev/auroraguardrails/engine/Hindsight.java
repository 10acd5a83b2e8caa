package dev.auroraguardrails.engine;

import dev.auroraguardrails.baseline.Baseline;
import dev.auroraguardrails.baseline.Baseline.Mode;
import dev.auroraguardrails.control.Control;
import dev.auroraguardrails.control.Controls;
import dev.auroraguardrails.model.ChangeEvent;
import dev.auroraguardrails.model.ControlInfo;
import dev.auroraguardrails.model.Finding;
import dev.auroraguardrails.model.FindingKey;
import dev.auroraguardrails.model.Resource;
import dev.auroraguardrails.model.Resource.ApiCall;
import dev.auroraguardrails.model.Resource.SecurityGroup;
import dev.auroraguardrails.model.ResourceId;
import dev.auroraguardrails.model.TemporaryExemptions;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What the guard would have done about a call of the past, by its record alone: the same controls
/// and the same baseline, but no state that could be read, no memory and no brakes. Where the
/// record does not tell what the decision hangs on, that is said.
public final class Hindsight {
  private final Baseline baseline;
  private final Evaluator evaluator;
  private final Decider decider;

  /// @param baseline what the past is held against
  public Hindsight(Baseline baseline) {
    this.baseline = baseline;
    this.evaluator = new Evaluator(baseline);
    this.decider = new Decider(baseline);
  }

  /// What the guard would have made of one call.
  ///
  /// @param controls the ids of the controls that would have looked
  /// @param guesses what they would have found
  /// @param unjudged of the controls that looked, those that the record does not suffice for, with
  ///     what is missing as a clause
  public record Seen(Set<String> controls, List<Guess> guesses, Map<String, String> unjudged) {
    static final Seen NOTHING = new Seen(Set.of(), List.of(), Map.of());
  }

  /// One finding that the guard would have had.
  ///
  /// @param decision `revert`, `alert` or `exempt`
  /// @param evidence what is wrong, as a clause
  /// @param provided what has to be true besides, as a clause; empty where the record tells all
  public record Guess(
      ControlInfo control,
      ResourceId resource,
      String decision,
      String evidence,
      Optional<String> provided) {}

  /// @param event one call
  /// @return nothing for a call that changed nothing, or that no control looks at
  public Seen at(ChangeEvent event) {
    Set<String> looking = new LinkedHashSet<>(Controls.lookingAt(event.name()));
    looking.removeIf(id -> baseline.mode(id) == Mode.OFF);
    if (!event.changedSomething()
        || looking.isEmpty()
        || WatchedCalls.find(event.source(), event.name()).isEmpty()) {
      return Seen.NOTHING;
    }
    var guesses = new LinkedHashMap<Object, Guess>();
    var unjudged = new LinkedHashMap<String, String>();
    List<ResourceId> resources = Targets.resources(event);
    for (ResourceId id : resources) {
      Optional<ApiCall> call = ApiCalls.of(id, event);
      if (call.isPresent()) {
        theCall(call.get()).forEach(guess -> guesses.putIfAbsent(key(guess), guess));
      } else {
        theState(id, event, looking, guesses, unjudged);
      }
    }
    if (resources.isEmpty()) {
      looking.forEach(id -> unjudged.put(id, "the record does not name what was changed"));
    }
    guesses.values().forEach(guess -> unjudged.remove(guess.control().id()));
    return new Seen(looking, List.copyOf(guesses.values()), Map.copyOf(unjudged));
  }

  private static Object key(Guess guess) {
    return List.of(guess.control().id(), guess.resource(), guess.evidence());
  }

  private List<Guess> theCall(ApiCall call) {
    if (!call.isGuarded()) {
      return List.of();
    }
    boolean known = call.engine().isPresent() || call.id().kind() == ResourceId.Kind.GLOBAL_CLUSTER;
    Optional<String> provided = known ? Optional.empty() : Optional.of("its engine is Aurora");
    return evaluator.evaluate(call, Optional.empty(), Optional.of(call.event())).stream()
        .map(finding -> guess(finding, call.event(), provided))
        .toList();
  }

  private void theState(
      ResourceId id,
      ChangeEvent event,
      Set<String> looking,
      Map<Object, Guess> guesses,
      Map<String, String> unjudged) {
    List<Supposed> suppositions = Supposed.of(id, event);
    for (Control<?> control : Controls.ALL) {
      String name = Controls.infoOf(control).id();
      if (looking.contains(name)
          && suppositions.stream().noneMatch(s -> control.checks().isInstance(s.state()))) {
        unjudged.put(name, "the state that it judges is in no record");
      }
    }
    var found = new LinkedHashSet<FindingKey>();
    for (Supposed supposed : suppositions) {
      if (!supposed.state().mayBeGuarded()) {
        continue;
      }
      if (event.name().startsWith("Revoke") && supposed.state() instanceof SecurityGroup) {
        looking.forEach(control -> unjudged.put(control, "which rules stood before is unknown"));
      }
      List<Finding> unknown = evaluate(supposed.blank(), Optional.empty());
      Resource after = Projection.of(supposed.state(), event);
      for (Finding finding : evaluate(after, Optional.of(event))) {
        String control = finding.control().id();
        if (!looking.contains(control)
            || !Touched.by(event, after, finding.violation().subject())) {
          continue;
        }
        if (tellsOnlyOfIgnorance(finding, unknown)) {
          unjudged.putIfAbsent(control, "the record does not tell the state");
        } else if (found.add(FindingKey.of(finding))) {
          Guess guess = guess(finding, event, supposed.provided());
          guesses.putIfAbsent(key(guess), guess);
        }
      }
    }
  }

  private List<Finding> evaluate(Resource state, Optional<ChangeEvent> change) {
    return evaluator.evaluate(state, Optional.empty(), change);
  }

  /// A finding without a way back that a state of which nothing is known has, too.
  private static boolean tellsOnlyOfIgnorance(Finding finding, List<Finding> unknown) {
    return finding.violation().fix().isEmpty()
        && unknown.stream()
            .filter(other -> FindingKey.of(other).equals(FindingKey.of(finding)))
            .anyMatch(other -> other.violation().evidence().equals(finding.violation().evidence()));
  }

  private Guess guess(Finding finding, ChangeEvent event, Optional<String> provided) {
    String decision =
        decider
            .decide(finding, Optional.empty(), 0, TemporaryExemptions.NONE, event.time())
            .label();
    return new Guess(
        finding.control(),
        finding.resource().id(),
        decision,
        finding.violation().evidence(),
        provided);
  }

  /// @param event the name of a call
  /// @return whether any control that the baseline has switched on looks at it
  public boolean watches(String event) {
    return Controls.ALL.stream()
        .map(Controls::infoOf)
        .filter(info -> baseline.mode(info.id()) != Mode.OFF)
        .anyMatch(info -> info.calls().contains(event));
  }
}
