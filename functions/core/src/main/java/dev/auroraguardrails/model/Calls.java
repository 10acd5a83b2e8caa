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
}
