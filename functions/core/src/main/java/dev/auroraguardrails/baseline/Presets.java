package dev.auroraguardrails.baseline;

import dev.auroraguardrails.baseline.Baseline.Adjacent;
import dev.auroraguardrails.baseline.Baseline.Brakes;
import dev.auroraguardrails.baseline.Baseline.Clusters;
import dev.auroraguardrails.baseline.Baseline.Iam;
import dev.auroraguardrails.baseline.Baseline.Mode;
import dev.auroraguardrails.baseline.Baseline.PolicyScope;
import dev.auroraguardrails.baseline.Baseline.SelfGuard;
import dev.auroraguardrails.baseline.Baseline.Sources;
import dev.auroraguardrails.control.Controls;
import dev.auroraguardrails.model.Act;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The presets that a baseline starts from.
public final class Presets {
  /// Tells everything, touches nothing; the default.
  public static final String OBSERVE = "observe";

  /// Puts back what has an exact inverse.
  public static final String RECOMMENDED = "recommended";

  /// Principals that AWS and its landing zones manage, and that hold full access on purpose.
  public static final List<String> PROTECTED =
      List.of(
          "role/AWSServiceRoleFor*",
          "role/AWSReservedSSO_*",
          "role/cdk-*",
          "role/stacksets-exec-*",
          "role/AWSControlTowerExecution",
          "role/OrganizationAccountAccessRole",
          "role/aurora-guardrails-*");

  private Presets() {}

  /// @param name `observe` or `recommended`
  /// @throws IllegalArgumentException for any other name
  public static Baseline named(String name) {
    return switch (name) {
      case OBSERVE -> all(name, Mode.ALERT);
      case RECOMMENDED -> all(name, Mode.REVERT);
      default ->
          throw new IllegalArgumentException(
              "unknown preset '" + name + "'; known are observe and recommended");
    };
  }

  private static Mode mode(Act act, Mode ofReverts) {
    return switch (act) {
      case REVERT -> ofReverts;
      case REVERT_IF_ASKED, ALERT -> Mode.ALERT;
      case TELL_IF_ASKED -> Mode.OFF;
    };
  }

  private static Baseline all(String name, Mode mode) {
    Map<String, Mode> modes = new TreeMap<>();
    Controls.ALL.stream()
        .map(Controls::infoOf)
        .forEach(info -> modes.put(info.id(), mode(info.act(), mode)));
    return new Baseline(
        name,
        modes,
        7,
        Clusters.DEFAULT,
        mode,
        PolicyScope.RDS_ONLY,
        List.of(),
        PROTECTED,
        List.of(),
        List.of(),
        Iam.USUAL,
        Sources.USUAL,
        Adjacent.USUAL,
        new Brakes(3, 10, 10, 20, 0),
        List.of(),
        new SelfGuard(mode, List.of()));
  }
}
