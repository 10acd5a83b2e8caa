package dev.auroraguardrails.slack;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// Sends a message, and again while Slack says "not now" and the function has time.
final class Delivery {
  /// What is left for noting that it was sent.
  private static final Duration RESERVE = Duration.ofSeconds(5);

  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);

  private final SlackApi slack;
  private final Consumer<Duration> sleep;

  Delivery(SlackApi slack, Consumer<Duration> sleep) {
    this.slack = slack;
    this.sleep = sleep;
  }

  /// It was not delivered; Lambda tries again, and at last the dead-letter queue has it.
  static final class Undelivered extends RuntimeException {
    Undelivered(String why) {
      super(why);
    }
  }

  /// A message that Slack does not take with its blocks is sent in words.
  ///
  /// @param left how long the function may still run
  /// @return the id to thread by
  Optional<String> deliver(
      Destination destination, Message message, Optional<String> thread, Supplier<Duration> left) {
    return switch (settled(destination, message, thread, left)) {
      case Reply.Posted posted -> posted.ts();
      case Reply.Later later -> throw new Undelivered("Slack is not available: " + later.why());
      case Reply.Closed closed -> throw new Undelivered("Slack refuses: " + closed.code());
      case Reply.BadMessage bad -> {
        if (message.blocks().isEmpty()) {
          throw new Undelivered("Slack does not take the message: " + bad.code());
        }
        yield deliver(destination, message.inWords(), Optional.empty(), left);
      }
    };
  }

  private Reply settled(
      Destination destination, Message message, Optional<String> thread, Supplier<Duration> left) {
    for (Duration pause = FIRST_PAUSE; ; pause = pause.multipliedBy(2)) {
      Reply reply = slack.send(destination, message, thread);
      if (!(reply instanceof Reply.Later later)) {
        return reply;
      }
      Duration wait = later.pause().orElse(pause);
      if (wait.plus(RESERVE).compareTo(left.get()) > 0) {
        return reply;
      }
      sleep.accept(wait);
    }
  }
}
