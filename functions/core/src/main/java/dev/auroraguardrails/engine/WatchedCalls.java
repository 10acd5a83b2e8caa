package dev.auroraguardrails.engine;

import dev.auroraguardrails.engine.WatchedCall.Target;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The table of all calls that are watched, `watched-calls.csv`.
public final class WatchedCalls {
  private static final Pattern LAMBDA_VERSION = Pattern.compile("\\d{8}(v\\d)?$");
  private static final String DATA_API = "rdsdata.amazonaws.com";

  /// The services whose calls belong together, by the first part of their `eventSource`.
  private static final Map<String, String> FAMILIES =
      Map.ofEntries(
          Map.entry("rds", "rds"),
          Map.entry("rdsdata", "rds"),
          Map.entry("ec2", "network"),
          Map.entry("iam", "iam"),
          Map.entry("secretsmanager", "secrets"),
          Map.entry("kms", "kms"),
          Map.entry("cloudtrail", "trail"),
          Map.entry("events", "guard-infra"),
          Map.entry("lambda", "guard-infra"),
          Map.entry("sqs", "guard-infra"),
          Map.entry("sns", "guard-infra"),
          Map.entry("dynamodb", "guard-infra"),
          Map.entry("states", "guard-infra"),
          Map.entry("scheduler", "guard-infra"),
          Map.entry("logs", "guard-infra"),
          Map.entry("ssm", "guard-infra"));

  private static final Map<Key, WatchedCall> TABLE = load();

  private WatchedCalls() {}

  /// Looks a call up, with regard to case.
  ///
  /// @param source the `eventSource`
  /// @param event the `eventName`, with or without Lambda's API version
  public static Optional<WatchedCall> find(String source, String event) {
    String known = canonical(source);
    return Optional.ofNullable(TABLE.get(new Key(known, operation(known, event))));
  }

  /// Lists all rows, in the file's order.
  public static Collection<WatchedCall> all() {
    return TABLE.values();
  }

  /// Tells which family a service belongs to, whether or not the call is watched.
  ///
  /// @return a family of the table, `other` for another AWS API, `none` for what is no AWS API
  public static String family(String source) {
    String known = canonical(source);
    if (!known.endsWith(".amazonaws.com")) {
      return "none";
    }
    return FAMILIES.getOrDefault(known.substring(0, known.indexOf('.')), "other");
  }

  /// Gives the operation behind an event name: `UpdateFunctionCode` for Lambda's
  /// `UpdateFunctionCode20150331v2`.
  static String operation(String source, String event) {
    return source.equals("lambda.amazonaws.com")
        ? LAMBDA_VERSION.matcher(event).replaceFirst("")
        : event;
  }

  /// AWS documents two sources for the RDS Data API.
  private static String canonical(String source) {
    return source.equals("rdsdataapi.amazonaws.com") || source.equals("rds-data.amazonaws.com")
        ? DATA_API
        : source;
  }

  private static Map<Key, WatchedCall> load() {
    var table = new LinkedHashMap<Key, WatchedCall>();
    for (String line : lines()) {
      WatchedCall call = row(line);
      WatchedCall earlier = table.put(new Key(call.source(), call.event()), call);
      if (earlier != null) {
        throw new IllegalStateException("watched-calls.csv has two rows for " + earlier);
      }
    }
    return Collections.unmodifiableMap(table);
  }

  private static List<String> lines() {
    try (var in =
            Objects.requireNonNull(
                WatchedCalls.class.getResourceAsStream("watched-calls.csv"),
                "watched-calls.csv is not packed beside " + WatchedCalls.class.getName());
        var reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      return reader.lines().skip(1).filter(line -> !line.isBlank()).toList();
    } catch (IOException e) {
      throw new UncheckedIOException("watched-calls.csv", e);
    }
  }

  private static WatchedCall row(String line) {
    String[] cells = line.split(",", -1);
    if (cells.length != 5) {
      throw new IllegalStateException("watched-calls.csv: wanted 5 cells, got: " + line);
    }
    return new WatchedCall(
        cells[0], cells[1], cells[2], cells[3].equals("yes"), targets(cells[4]).toList());
  }

  private static Stream<Target> targets(String cell) {
    return Arrays.stream(cell.split(";", -1))
        .filter(target -> !target.isEmpty())
        .map(
            target -> {
              int colon = target.indexOf(':');
              String[] paths = target.substring(colon + 1).split("\\|", -1);
              return new Target(target.substring(0, colon), List.of(paths));
            });
  }

  private record Key(String source, String event) {}
}
