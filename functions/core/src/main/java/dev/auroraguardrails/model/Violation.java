package dev.auroraguardrails.model;

import java.util.Optional;

/// What a control found wrong with a resource.
///
/// @param subject what within the resource: an attribute by CloudTrail's request spelling, a rule
///     id, an account, a policy ARN; an event that touched this subject caused the violation
/// @param evidence a clause with the facts, without secrets: `port 5432 open to 0.0.0.0/0 by
///     sgr-1`
/// @param fix the exact way back, where there is one
/// @param doubt why a person must decide, although there is a fix
public record Violation(
    String subject, String evidence, Optional<Fix> fix, Optional<String> doubt) {

  /// The way back.
  ///
  /// @param remediation the corrective call
  /// @param restored the value it restores
  public record Fix(Remediation remediation, Restored restored) {}

  /// The subject of a violation that is about the call and not about the state that it left.
  public static final String THE_CALL = "(the call)";

  /// What a call did is worth telling, though the state that it left is no worse for it.
  public static Violation aboutTheCall(String evidence, String why) {
    return told(THE_CALL, evidence, why);
  }

  public boolean isAboutTheCall() {
    return subject.equals(THE_CALL);
  }

  public static Violation fixable(String subject, String evidence, Fix fix) {
    return new Violation(subject, evidence, Optional.of(fix), Optional.empty());
  }

  /// A violation that nobody can fix by a call, or that could not be judged.
  public static Violation told(String subject, String evidence, String why) {
    return new Violation(subject, evidence, Optional.empty(), Optional.of(why));
  }

  public Violation withDoubt(String why) {
    return new Violation(subject, evidence, fix, Optional.of(why));
  }
}
