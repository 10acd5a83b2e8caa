package dev.auroraguardrails.slack;

import java.util.ArrayList;
import java.util.List;

/// A CloudWatch alarm as a Slack message.
final class AlarmMessage {
  private static final int VALUE = 300;

  private AlarmMessage() {}

  static Message of(Incoming.Alarm alarm) {
    String subject = "[%s] CloudWatch alarm %s".formatted(alarm.state(), alarm.name());
    return new Parts()
        .header(subject)
        .words(alarm.description())
        .words(alarm.reason())
        .fields(fields(alarm))
        .message(subject, alarm.state().equals("ALARM"));
  }

  private static List<String> fields(Incoming.Alarm alarm) {
    var fields = new ArrayList<String>();
    fields.add("*State*\n%s, before %s".formatted(code(alarm.state()), code(alarm.before())));
    fields.add("*Since*\n" + code(alarm.time()));
    fields.add("*Account*\n" + code(alarm.account()) + " in " + code(alarm.region()));
    fields.add("*Alarm*\n" + code(alarm.arn()));
    return fields;
  }

  private static String code(String value) {
    return Mrkdwn.code(value, VALUE);
  }
}
