package dev.auroraguardrails.slack;

import dev.auroraguardrails.model.Alert;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/// Where to look further: the AWS console, and the page of controls.
final class Links {
  private Links() {}

  /// The resource in the console; empty for a kind of resource whose page is not known here.
  static Optional<String> resource(Alert alert) {
    String[] arn = alert.resource().split(":", 6);
    if (arn.length < 6) {
      return Optional.empty();
    }
    String region = encode(alert.region());
    String home = home(arn[1], region);
    String name = arn[5].substring(arn[5].lastIndexOf('/') + 1).replaceFirst("^.*:", "");
    return switch (arn[2] + ":" + arn[5].split("[:/]", 2)[0]) {
      case "rds:cluster" ->
          Optional.of(
              "%s/rds/home?region=%s#database:id=%s;is-cluster=true"
                  .formatted(home, region, encode(name)));
      case "ec2:security-group" ->
          Optional.of(
              "%s/ec2/home?region=%s#SecurityGroup:groupId=%s"
                  .formatted(home, region, encode(name)));
      case "iam:role" -> Optional.of(home + "/iam/home#/roles/details/" + encode(name));
      case "iam:user" -> Optional.of(home + "/iam/home#/users/details/" + encode(name));
      case "iam:group" -> Optional.of(home + "/iam/home#/groups/details/" + encode(name));
      default -> Optional.empty();
    };
  }

  /// The call in CloudTrail's event history, which shows it some minutes later.
  static String event(Alert alert) {
    String[] arn = alert.resource().split(":", 3);
    String region = encode(alert.region());
    return "%s/cloudtrailv2/home?region=%s#/events/%s"
        .formatted(
            home(arn.length > 1 ? arn[1] : "aws", region), region, encode(alert.event().id()));
  }

  /// The control on the page of controls; empty when nobody said where that is.
  static Optional<String> control(Alert alert, String page) {
    return page.isBlank()
        ? Optional.empty()
        : Optional.of(page + "#" + encode(alert.control().id().toLowerCase(Locale.ROOT)));
  }

  private static String home(String partition, String region) {
    return "https://"
        + region
        + "."
        + switch (partition) {
          case "aws-cn" -> "console.amazonaws.cn";
          case "aws-us-gov" -> "console.amazonaws-us-gov.com";
          default -> "console.aws.amazon.com";
        };
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
