package dev.auroraguardrails.slack;

import dev.auroraguardrails.model.Alert;

/// What comes by the topic.
sealed interface Incoming {
  /// The same for every repeat.
  String id();

  /// The same for everything that belongs to one conversation: a change, what became of it, and the
  /// next one of its kind.
  String about();

  /// An alert of the guard. An outcome that changed under the same alert is no repeat.
  record OfGuard(Alert alert) implements Incoming {
    @Override
    public String id() {
      return String.join("/", alert.alertId(), alert.outcome(), alert.force());
    }

    @Override
    public String about() {
      return alert.control().id() + "|" + alert.resource();
    }
  }

  /// A CloudWatch alarm that changed its state.
  ///
  /// @param time when, as CloudWatch writes it
  /// @param region the Region's long name: CloudWatch gives no other
  record Alarm(
      String arn,
      String name,
      String description,
      String state,
      String before,
      String reason,
      String account,
      String region,
      String time)
      implements Incoming {
    @Override
    public String id() {
      return String.join("/", arn, state, time);
    }

    @Override
    public String about() {
      return arn;
    }
  }

  /// Anything else: told as it is, never dropped.
  record Other(String messageId, String subject, String text) implements Incoming {
    @Override
    public String id() {
      return messageId;
    }

    @Override
    public String about() {
      return messageId;
    }
  }
}
