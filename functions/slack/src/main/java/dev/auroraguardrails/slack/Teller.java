package dev.auroraguardrails.slack;

import dev.auroraguardrails.slack.Told.Earlier;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;

/// Tells one thing once. Where the table of what was told does not answer, it is told all the same:
/// rather twice than not at all.
final class Teller {
  private static final Logger LOG = LoggerFactory.getLogger(Teller.class);

  private final Secrets secrets;
  private final Told told;
  private final Delivery delivery;
  private final String controlsPage;

  Teller(Secrets secrets, Told told, Delivery delivery, String controlsPage) {
    this.secrets = secrets;
    this.told = told;
    this.delivery = delivery;
    this.controlsPage = controlsPage;
  }

  /// What was done about it.
  enum Telling {
    TOLD("told"),
    REPEAT("a repeat, dropped");

    private final String words;

    Telling(String words) {
      this.words = words;
    }

    String words() {
      return words;
    }
  }

  /// @param left how long the function may still run
  /// @throws Delivery.Undelivered when Slack did not take it, or somebody else may be at it
  Telling tell(Incoming incoming, Supplier<Duration> left) {
    return switch (claim(incoming)) {
      case TOLD -> Telling.REPEAT;
      case BUSY -> throw new Delivery.Undelivered("another invocation is telling it");
      case OURS -> {
        try {
          deliver(incoming, left);
        } catch (RuntimeException e) {
          unlessAway(() -> told.release(incoming.id()));
          throw e;
        }
        yield Telling.TOLD;
      }
    };
  }

  private void deliver(Incoming incoming, Supplier<Duration> left) {
    Optional<Earlier> earlier = earlier(incoming);
    Destination destination = secrets.destination();
    Optional<String> thread = earlier.flatMap(Earlier::ts);
    Message message = message(incoming);
    Message linked =
        thread.isPresent() ? message : earlier.map(e -> linked(message, e)).orElse(message);
    Optional<String> ts = delivery.deliver(destination, linked, thread, left);
    unlessAway(() -> told.done(incoming.id()));
    if (earlier.isEmpty()) {
      unlessAway(() -> told.begin(incoming.about(), incoming.id(), ts));
    }
  }

  private Message message(Incoming incoming) {
    return switch (incoming) {
      case Incoming.OfGuard of -> AlertMessage.of(of.alert(), controlsPage);
      case Incoming.Alarm alarm -> AlarmMessage.of(alarm);
      case Incoming.Other other -> OtherMessage.of(other);
    };
  }

  /// A webhook cannot thread, so the message says what it follows.
  private static Message linked(Message message, Earlier earlier) {
    return message.followedBy(
        Parts.smallPrint(
            "Follows "
                + Mrkdwn.code(earlier.id(), 300)
                + " on the same resource, told "
                + Mrkdwn.date(earlier.at())));
  }

  private Told.Claim claim(Incoming incoming) {
    try {
      return told.claim(incoming.id());
    } catch (SdkException away) {
      warn(away);
      return Told.Claim.OURS;
    }
  }

  private Optional<Earlier> earlier(Incoming incoming) {
    try {
      return told.earlier(incoming.about());
    } catch (SdkException away) {
      warn(away);
      return Optional.empty();
    }
  }

  private static void unlessAway(Runnable note) {
    try {
      note.run();
    } catch (SdkException away) {
      warn(away);
    }
  }

  private static void warn(SdkException away) {
    LOG.warn("the table of what was told does not answer", away);
  }
}
