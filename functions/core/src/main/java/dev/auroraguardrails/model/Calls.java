package dev.auroraguardrails.model;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// The IAM actions that carrying a remediation out needs. The write statement of a family's
/// role in `template.yaml` must equal the union over its remediations; a test compares them.
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Calls {
  /// IAM actions, `rds:ModifyDBCluster`.
  String[] value();

  /// The family whose function carries it out.
  Family by();

  /// The control that alone needs these rights: they can give something away, so they stand in a
  /// policy of their own, which is only there where the baseline has that control put back. Empty:
  /// they stand in the family's write policy.
  String onlyFor() default "";

  /// Whether it gives back what was taken, and so could give anything: then a function of its own
  /// carries it out, under a role that the family's function does not have.
  boolean restoring() default false;
}
