package dev.auroraguardrails.iam;

import dev.auroraguardrails.baseline.Baseline;
import dev.auroraguardrails.model.Remediation.GivePolicyBack;
import dev.auroraguardrails.model.Remediation.GivePolicyBack.Part;
import dev.auroraguardrails.policy.Judgement;
import dev.auroraguardrails.policy.Judgement.Level;
import dev.auroraguardrails.policy.Surroundings;
import java.util.List;
import java.util.Optional;

/// Refuses to give what the guard exists to take away: whatever it is asked for, it can never be
/// used to gain rights over Aurora, nor on a principal that the baseline protects.
final class CarefulRestorer implements Restorer {
  private final Baseline baseline;
  private final PolicyDocuments documents;
  private final Restorer next;

  CarefulRestorer(Baseline baseline, PolicyDocuments documents, Restorer next) {
    this.baseline = baseline;
    this.documents = documents;
    this.next = next;
  }

  @Override
  public Given give(GivePolicyBack back) {
    if (!baseline.iam().restores()) {
      return Given.refused("the baseline does not let policies be given back");
    }
    if (baseline.protects(back.target())) {
      return Given.refused("the principal is protected");
    }
    Optional<String> document =
        switch (back.part()) {
          case INLINE, TRUST -> Optional.of(back.value().to());
          case ATTACHED -> documents.of(back.value().to());
          case BOUNDARY -> Optional.empty();
        };
    if (document.isEmpty()) {
      // A boundary gives nothing; a policy that cannot be read might.
      return back.part() == Part.BOUNDARY
          ? next.give(back)
          : Given.refused(back.value().to() + " could not be read");
    }
    Level level = Judgement.of(document.get(), surroundings(back)).level();
    return level == Level.NONE || level == Level.SCOPED
        ? next.give(back)
        : Given.refused("what it would give is too much itself, or cannot be judged");
  }

  private Surroundings surroundings(GivePolicyBack back) {
    return new Surroundings(
        Optional.of(back.target().account()),
        List.of(),
        List.of(),
        List.of(),
        baseline.trustedAccounts());
  }
}
