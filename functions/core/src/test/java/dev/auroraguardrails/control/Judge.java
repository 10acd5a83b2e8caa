package dev.auroraguardrails.control;

import static org.assertj.core.api.Assertions.assertThat;

import dev.auroraguardrails.baseline.Baseline;
import dev.auroraguardrails.model.ChangeEvent;
import dev.auroraguardrails.model.Given;
import dev.auroraguardrails.model.Remediation;
import dev.auroraguardrails.model.Resource;
import dev.auroraguardrails.model.Restored;
import dev.auroraguardrails.model.Violation;
import dev.auroraguardrails.port.Ledger.LastGood;
import java.util.List;
import java.util.Optional;

/// Lets a control judge a resource, and holds every fix to what it promises: carried out, the
/// control passes.
public final class Judge<R extends Resource> {
  private final Control<R> control;
  private Baseline baseline = Given.recommended();
  private Optional<LastGood<R>> lastGood = Optional.empty();
  private Optional<ChangeEvent> change = Optional.empty();

  private Judge(Control<R> control) {
    this.control = control;
  }

  public static <R extends Resource> Judge<R> by(Control<R> control) {
    return new Judge<>(control);
  }

  public Judge<R> with(Baseline other) {
    this.baseline = other;
    return this;
  }

  public Judge<R> whenLastGoodWas(R state) {
    this.lastGood = Optional.of(new LastGood<>(state, Given.NOON));
    return this;
  }

  public Judge<R> after(ChangeEvent event) {
    this.change = Optional.of(event);
    return this;
  }

  public void passes(R now) {
    assertThat(check(now)).isEmpty();
  }

  /// @return all that is wrong; every fix has been tried
  public List<Violation> findsIn(R now) {
    List<Violation> found = check(now);
    Resource fixed = now;
    for (Violation violation : found) {
      if (violation.fix().isPresent()) {
        fixed = Given.after(violation.fix().get().remediation(), fixed);
      }
    }
    assertThat(check(control.checks().cast(fixed)))
        .as("after the fix")
        .allMatch(left -> left.fix().isEmpty());
    return found;
  }

  /// @return the one thing that is wrong
  public Violation blames(R now) {
    List<Violation> found = findsIn(now);
    assertThat(found).hasSize(1);
    return found.getFirst();
  }

  /// @return the call that puts it back without asking anybody
  public Remediation fixes(R now) {
    Violation violation = blames(now);
    assertThat(violation.doubt()).isEmpty();
    return violation.fix().orElseThrow().remediation();
  }

  public Restored restores(R now) {
    return blames(now).fix().orElseThrow().restored();
  }

  /// @return why a person must decide
  public String doubts(R now) {
    return blames(now).doubt().orElseThrow();
  }

  private List<Violation> check(R now) {
    return control.check(now, new Context<>(baseline, lastGood, change));
  }
}
