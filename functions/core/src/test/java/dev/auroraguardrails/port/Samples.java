package dev.auroraguardrails.port;

import dev.auroraguardrails.model.Alert;
import dev.auroraguardrails.model.Restored;
import dev.auroraguardrails.model.Severity;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Alerts for tests.
public final class Samples {
  public static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

  private Samples() {}

  /// @return a whole alert: no part of it is empty
  public static Alert openPort() {
    return openPort("alice");
  }

  public static Alert openPort(String session) {
    return new Alert(
        Alert.SCHEMA,
        "e-1/NET-01/sg-0a1",
        new Alert.Control("NET-01", "Database ports are closed to the world", Severity.CRITICAL),
        "arn:aws:ec2:eu-central-1:111122223333:security-group/sg-0a1",
        "111122223333",
        "eu-central-1",
        new Alert.Event(
            "e-1",
            "AuthorizeSecurityGroupIngress",
            NOON.minusSeconds(9),
            "role/dev (" + session + ")",
            Optional.of("arn:aws:sts::111122223333:assumed-role/dev/" + session),
            Optional.of("cloudformation.amazonaws.com"),
            "198.51.100.7"),
        Map.of("cidrIp", "0.0.0.0/0"),
        "port 5432 open to 0.0.0.0/0",
        "revert",
        "reverted",
        "seen to be back",
        List.of("aws ec2 revoke-security-group-ingress --group-id sg-0a1"),
        Optional.of(
            new Restored(
                "no such rule",
                Restored.Source.LAST_KNOWN_GOOD,
                Optional.of(NOON.minusSeconds(3 * 86_400)))),
        "in force",
        "Open connections stay up until they close.",
        List.of("aws ec2 authorize-security-group-ingress --group-id sg-0a1"),
        List.of("aws ec2 describe-security-groups --group-ids sg-0a1"),
        NOON);
  }
}
