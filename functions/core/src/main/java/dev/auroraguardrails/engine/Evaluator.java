package dev.auroraguardrails.engine;

import dev.auroraguardrails.baseline.Baseline;
import dev.auroraguardrails.baseline.Baseline.Mode;
import dev.auroraguardrails.control.Context;
import dev.auroraguardrails.control.Control;
import dev.auroraguardrails.control.Controls;
import dev.auroraguardrails.model.ChangeEvent;
import dev.auroraguardrails.model.ControlInfo;
import dev.auroraguardrails.model.Finding;
import dev.auroraguardrails.model.Resource;
import dev.auroraguardrails.model.Violation;
import dev.auroraguardrails.port.Ledger.LastGood;
import java.util.List;
import java.util.Optional;

/// Runs every control that judges a kind of resource.
public final class Evaluator {
  private final Baseline baseline;

  public Evaluator(Baseline baseline) {
    this.baseline = baseline;
  }

  /// @param change the event that made the guard look; empty in a sweep
  public <R extends Resource> List<Finding> evaluate(
      R resource, Optional<LastGood<R>> lastGood, Optional<ChangeEvent> change) {
    return Controls.ALL.stream()
        .filter(control -> control.checks().isInstance(resource))
        .filter(control -> baseline.mode(Controls.infoOf(control).id()) != Mode.OFF)
        .flatMap(control -> run(control, resource, lastGood, change).stream())
        .toList();
  }

  /// A control that throws has not judged, and doubt is never a pass.
  @SuppressWarnings("unchecked")
  private <R extends Resource> List<Finding> run(
      Control<?> control,
      R resource,
      Optional<LastGood<R>> lastGood,
      Optional<ChangeEvent> change) {
    ControlInfo info = Controls.infoOf(control);
    List<Violation> violations;
    try {
      violations =
          ((Control<R>) control).check(resource, new Context<>(baseline, lastGood, change));
    } catch (RuntimeException broken) {
      violations =
          List.of(Violation.told(Touched.ANYTHING, "could not be judged: " + broken, "a doubt"));
    }
    return violations.stream().map(violation -> new Finding(info, resource, violation)).toList();
  }
}
