package dev.auroraguardrails.control;

import dev.auroraguardrails.model.Act;
import dev.auroraguardrails.model.Family;
import dev.auroraguardrails.model.Severity;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// The metadata of a control; CONTROLS.md and the alerts are made from it.
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface About {
  /// The level and a number that never changes: `NET-01`.
  String id();

  /// The good state, as a sentence.
  String title();

  Severity severity();

  /// The family whose function runs it.
  Family family();

  /// The operations whose events make it look, by CloudTrail's event name.
  String[] calls() default {};

  /// Operations that many controls look at, by what they have in common.
  CallSet[] on() default {};

  /// What the preset `recommended` does about a violation.
  Act act() default Act.REVERT;

  /// Why it matters.
  String why();

  /// What a revert does not bring back; empty when nothing.
  String limits() default "";

  /// The same check elsewhere: `Security Hub RDS.7`.
  String[] mappings() default {};
}
