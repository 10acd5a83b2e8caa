package dev.auroraguardrails.tamper;

import dev.auroraguardrails.model.ChangeEvent;
import dev.auroraguardrails.model.Glob;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Who may change the guard: those whom the baseline names, and CloudFormation. That a call was
/// made by CloudFormation is AWS's word (`invokedBy`), which no caller can choose. What moved
/// CloudFormation is a call on the stack, and that is told by itself.
record Deployers(List<String> patterns) {
  private static final Pattern SESSION =
      Pattern.compile("arn:[^:]+:sts::(\\d{12}):assumed-role/([^/]+)/.*");
  private static final Pattern USER =
      Pattern.compile("arn:[^:]+:iam::(\\d{12}):user/(.*/)?([^/]+)");

  static boolean isCloudFormation(ChangeEvent event) {
    return event.actor().via().filter("cloudformation.amazonaws.com"::equals).isPresent();
  }

  boolean include(ChangeEvent event) {
    return event
        .actor()
        .arn()
        .flatMap(arn -> name(arn, event.account()))
        .filter(name -> patterns.stream().anyMatch(pattern -> Glob.matches(pattern, name)))
        .isPresent();
  }

  private static Optional<String> name(String arn, String account) {
    Matcher session = SESSION.matcher(arn);
    if (session.matches() && session.group(1).equals(account)) {
      return Optional.of("role/" + session.group(2));
    }
    Matcher user = USER.matcher(arn);
    return user.matches() && user.group(1).equals(account)
        ? Optional.of("user/" + user.group(3))
        : Optional.empty();
  }
}
