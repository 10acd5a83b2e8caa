package dev.auroraguardrails.slack;

import java.time.Duration;
import java.util.Optional;

/// What Slack made of a message.
sealed interface Reply {

  /// It stands in the channel.
  ///
  /// @param ts the id to thread by; a webhook gives none
  record Posted(Optional<String> ts) implements Reply {}

  /// Not now.
  ///
  /// @param pause how long Slack asks to wait; empty when it does not say
  record Later(String why, Optional<Duration> pause) implements Reply {}

  /// Slack understood and does not take this message; another form of it may do.
  record BadMessage(String code) implements Reply {}

  /// Nothing that is sent there will be taken: revoked, archived, forbidden.
  record Closed(String code) implements Reply {}
}
