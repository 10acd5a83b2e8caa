package dev.auroraguardrails.sweep;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import dev.auroraguardrails.model.Severity;
import dev.auroraguardrails.sweep.Surveyed.Unread;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What a sweep found in one Region; its JSON form is what `guardrails sweep --output json` prints
/// and what the function writes to S3.
///
/// @param id names the report: `sweep-` and the time
/// @param baseline the preset that the account was held against
/// @param read how many resources of each kind were read: `DbCluster`, `SecurityGroup`, …
/// @param levels one for each level that was judged, in the order of the catalogue
/// @param findings the worst first
/// @param reach one for each Aurora cluster
/// @param unread what could not be read
/// @param scope what the sweep was narrowed to
/// @param trend how it differs from an earlier report, where one is known
@JsonPropertyOrder({"schema", "id"})
public record Report(
    String schema,
    String id,
    String account,
    String region,
    Instant at,
    String baseline,
    Map<String, Integer> read,
    List<Level> levels,
    List<Item> findings,
    List<Reach> reach,
    List<Unread> unread,
    Scope scope,
    Optional<Trend> trend) {

  /// The version of the report's form.
  public static final String SCHEMA = "aurora-guardrails/report/1";

  /// @return the id of a report of that time
  public static String idAt(Instant at) {
    return "sweep-" + at.toString().replaceAll("[^0-9TZ]", "");
  }

  /// A report of an earlier version has no scope.
  public Report {
    scope = isKnown(scope) ? scope : Scope.ALL;
  }

  private static boolean isKnown(@Nullable Scope scope) {
    return scope != null;
  }

  /// @return the share of checks passed, 0 to 100; rounded down, so that 100 means all
  @JsonIgnore
  public int score() {
    int checks = levels.stream().mapToInt(Level::checks).sum();
    int passed = levels.stream().mapToInt(Level::passed).sum();
    return checks == 0 ? 100 : passed * 100 / checks;
  }

  /// @param before a report of the same Region and scope
  /// @return the same, with how it differs from that one
  /// @throws IllegalArgumentException where the two cannot be compared, saying why
  public Report since(Report before) {
    return new Report(
        schema,
        id,
        account,
        region,
        at,
        baseline,
        read,
        levels,
        findings,
        reach,
        unread,
        scope,
        Optional.of(Trend.of(before, this)));
  }

  /// How a level stands. A check is one control on one resource; what is exempt is not counted.
  ///
  /// @param level the first part of the controls' ids: `NET`
  /// @param title as people call it: `Network`
  public record Level(String level, String title, int checks, int passed) {
    /// @return 0 to 100; rounded down, so that 100 means all
    public int score() {
      return checks == 0 ? 100 : passed * 100 / checks;
    }
  }

  /// One violation.
  ///
  /// @param subject what within the resource
  /// @param decision `revert` where enforcing would put it back, `alert`, or `exempt`
  /// @param reason why that decision
  /// @param drift whether a compliant state is known from before
  /// @param fix AWS CLI commands that put it right; empty where no call can
  /// @param mappings the same check elsewhere
  public record Item(
      String control,
      String title,
      Severity severity,
      String resource,
      String subject,
      String evidence,
      String decision,
      String reason,
      boolean drift,
      List<String> fix,
      List<String> mappings) {}

  /// Who can open a connection to a cluster, by its security groups.
  ///
  /// @param cluster its name
  /// @param port the port that it listens on; 0 when unknown
  public record Reach(String cluster, String engine, int port, List<Opening> openings) {}

  /// One ingress rule that reaches a cluster's port.
  ///
  /// @param source a CIDR block, a prefix list id or a security group id
  /// @param controls the controls that find it wrong; empty when none does
  public record Opening(
      String group,
      String rule,
      String source,
      String ports,
      String description,
      List<String> controls) {}
}
