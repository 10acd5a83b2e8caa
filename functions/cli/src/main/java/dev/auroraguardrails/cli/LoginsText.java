package dev.auroraguardrails.cli;

import dev.auroraguardrails.login.LoginPicture;
import dev.auroraguardrails.login.LoginPicture.User;
import dev.auroraguardrails.login.LoginPicture.Way;
import java.util.List;

/// Who can log in to a cluster as whom, for a terminal.
final class LoginsText {
  private LoginsText() {}

  static String of(LoginPicture picture) {
    var text = new StringBuilder();
    line(
        text,
        "%s (%s, %s): IAM database authentication is %s"
            .formatted(
                picture.cluster(),
                picture.engine(),
                picture.resourceId(),
                picture.iamLogins() ? "on" : "off, so nobody logs in by it"));
    picture
        .databaseUnseen()
        .ifPresent(
            why ->
                line(
                    text,
                    "by what IAM says alone: %s; which users there are is not known"
                        .formatted(why)));
    picture.users().forEach(user -> user(text, user));
    if (!picture.anyUser().isEmpty()) {
      line(text, "  any user, whatever its name");
      ways(text, picture.anyUser());
    }
    if (picture.users().isEmpty() && picture.anyUser().isEmpty()) {
      line(text, "  no policy of the account lets anybody log in");
    }
    if (!picture.unjudged().isEmpty()) {
      line(text, "  cannot be judged, which is no pass");
      picture
          .unjudged()
          .forEach(one -> line(text, "    %s: %s".formatted(one.principal(), one.why())));
    }
    return text.toString();
  }

  private static void user(StringBuilder text, User user) {
    String end = user.deadEnd().map(why -> "  DEAD END: " + why).orElse("");
    line(text, "  " + user.name() + end);
    ways(text, user.ways());
  }

  private static void ways(StringBuilder text, List<Way> ways) {
    for (Way way : ways) {
      line(
          text,
          "    %s by %s%s"
              .formatted(
                  way.principal(),
                  way.policy(),
                  way.conditional() ? ", if its conditions hold" : ""));
    }
  }

  private static void line(StringBuilder text, String line) {
    text.append(Terminal.plain(line)).append('\n');
  }
}
