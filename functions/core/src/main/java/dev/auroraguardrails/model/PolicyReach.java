package dev.auroraguardrails.model;

import dev.auroraguardrails.policy.Judgement;
import dev.auroraguardrails.policy.Policy;
import dev.auroraguardrails.policy.Statement;
import dev.auroraguardrails.policy.Surroundings;
import dev.auroraguardrails.policy.Unjudgeable;
import java.util.Set;

/// How far an IAM policy document reaches into RDS administration. Only what stands in the document
/// itself narrows it: a Deny elsewhere may be gone tomorrow.
public enum PolicyReach {
  /// No RDS administration beyond single resources.
  LITTLE,
  /// RDS administration, and every statement is about RDS.
  RDS_ONLY,
  /// RDS administration among other things, or under a condition.
  MIXED,
  /// It cannot be judged.
  UNKNOWN;

  /// AWS managed policies by name, so that no document has to be read: their statements are
  /// AWS's.
  private static final Set<String> AWS_RDS =
      Set.of("AmazonRDSFullAccess", "AmazonRDSDataFullAccess");

  private static final Set<String> AWS_MIXED =
      Set.of(
          "AdministratorAccess",
          "PowerUserAccess",
          "AdministratorAccess-Amplify",
          "AdministratorAccess-AWSElasticBeanstalk",
          "DatabaseAdministrator",
          "SystemAdministrator");

  private static final Set<String> RDS_SERVICES = Set.of("rds", "rds-db", "rds-data", "pi");

  /// @param policy an attached policy; some AWS managed ones are known by name, and of the others
  ///     only those whose document was read can reach far
  public static PolicyReach of(ManagedPolicy policy) {
    if (policy.isAwsManaged()) {
      if (AWS_RDS.contains(policy.name())) {
        return RDS_ONLY;
      }
      return AWS_MIXED.contains(policy.name())
          ? MIXED
          : policy.document().map(PolicyReach::ofDocument).orElse(LITTLE);
    }
    return policy.document().map(PolicyReach::ofDocument).orElse(UNKNOWN);
  }

  /// @return whether its document need not be read
  public static boolean isKnownByName(ManagedPolicy policy) {
    return policy.isAwsManaged()
        && (AWS_RDS.contains(policy.name()) || AWS_MIXED.contains(policy.name()));
  }

  /// @param document a policy document, plain or URL-encoded
  public static PolicyReach ofDocument(String document) {
    try {
      Policy policy = Policy.parse(document);
      return switch (Judgement.of(policy, Surroundings.UNKNOWN).level()) {
        case NONE, SCOPED -> LITTLE;
        case VIOLATION -> isPlainlyAbout(policy) ? RDS_ONLY : MIXED;
        case UNPARSEABLE -> UNKNOWN;
      };
    } catch (Unjudgeable broken) {
      return UNKNOWN;
    }
  }

  private static boolean isPlainlyAbout(Policy policy) {
    return policy.statements().stream()
        .filter(s -> s.effect() == Statement.Effect.ALLOW)
        .allMatch(s -> s.isPlainlyAbout(RDS_SERVICES));
  }
}
