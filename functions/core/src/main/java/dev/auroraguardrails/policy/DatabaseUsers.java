package dev.auroraguardrails.policy;

import java.util.LinkedHashSet;
import java.util.Set;

/// The database users that a policy's Allow statements for `rds-db:connect` name. Whether the
/// policy really lets somebody log in as one of them is for `Permissions` to say.
///
// https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/UsingWithRDS.IAMDBAuth.IAMPolicy.html
public final class DatabaseUsers {
  private static final String START = "dbuser:";

  private DatabaseUsers() {}

  /// A user's name as a policy writes it.
  ///
  /// @param text may hold `*`, `?` and policy variables
  /// @param example a name that it matches
  public record Named(String text, String example) {
    /// @return whether it names one user and no pattern of names
    public boolean isOne() {
      return text.equals(example);
    }
  }

  /// @param cluster the ARN of the cluster's users up to their names:
  ///     `arn:aws:rds-db:eu-central-1:123456789012:dbuser:cluster-ABC`
  public static Set<Named> namedBy(Policy policy, String cluster) {
    var named = new LinkedHashSet<Named>();
    for (Statement statement : policy.statements()) {
      if (statement.effect() != Statement.Effect.ALLOW
          || !statement.actions().cover("rds-db:connect")
          || statement.resources().isEmpty()
          || statement.resources().get().negated()) {
        continue;
      }
      for (ArnPattern pattern : statement.resources().get().patterns()) {
        String rest = pattern.segments().isEmpty() ? "" : pattern.segments().getLast().toString();
        int slash = rest.indexOf('/');
        if (!rest.startsWith(START) || slash < 0) {
          continue;
        }
        String example = pattern.segments().getLast().example("x");
        var user =
            new Named(rest.substring(slash + 1), example.substring(example.indexOf('/') + 1));
        var tried = ResourceName.of(cluster + "/" + user.example());
        if (!user.text().equals("*") && pattern.matches(tried, Facts.NONE, true)) {
          named.add(user);
        }
      }
    }
    return named;
  }
}
