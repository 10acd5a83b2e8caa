package dev.auroraguardrails.baseline;

import dev.auroraguardrails.baseline.Baseline.Adjacent;
import dev.auroraguardrails.baseline.Baseline.Brakes;
import dev.auroraguardrails.baseline.Baseline.Clusters;
import dev.auroraguardrails.baseline.Baseline.Exports;
import dev.auroraguardrails.baseline.Baseline.Iam;
import dev.auroraguardrails.baseline.Baseline.Mode;
import dev.auroraguardrails.baseline.Baseline.PolicyScope;
import dev.auroraguardrails.baseline.Baseline.PrivateRanges;
import dev.auroraguardrails.baseline.Baseline.Restoring;
import dev.auroraguardrails.baseline.Baseline.SelfGuard;
import dev.auroraguardrails.baseline.Baseline.Sources;
import dev.auroraguardrails.control.Controls;
import dev.auroraguardrails.model.Act;
import dev.auroraguardrails.model.AddressSpace;
import dev.auroraguardrails.model.ControlInfo;
import dev.auroraguardrails.model.Engines;
import dev.auroraguardrails.model.Exemption;
import java.io.Reader;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.yaml.snakeyaml.nodes.Node;
import software.amazon.event.ruler.JsonRuleCompiler;

/// Reads and checks a `baseline.yaml`. What it does not know it refuses: a misspelt key would
/// otherwise switch a protection off in silence.
public final class BaselineFile {
  /// The logs that an engine can export.
  private static final Map<String, List<String>> LOG_TYPES =
      Map.of(
          Engines.AURORA_MYSQL,
          List.of("audit", "error", "general", "iam-db-auth-error", "instance", "slowquery"),
          Engines.AURORA_POSTGRESQL,
          List.of("iam-db-auth-error", "instance", "postgresql"));

  /// What is done to the guard itself is always told.
  private static final List<String> GUARD_MODES = List.of("revert", "alert");

  private BaselineFile() {}

  /// @param name the file's name, for messages
  /// @param text the YAML
  /// @return the baseline, with its preset filled in
  /// @throws BadBaseline naming line and reason of the first mistake
  public static Baseline read(String name, Reader text) throws BadBaseline {
    YamlMap file = YamlMap.parse(name, text);
    file.allow(
        "preset",
        "controls",
        "principals",
        "trustedAccounts",
        "companyRanges",
        "databaseSecrets",
        "brakes",
        "restorePolicies",
        "exemptions",
        "guard");
    Baseline preset = preset(file);
    YamlMap principals = file.map("principals");
    principals.allow("allowed", "protected", "rdsWriters");
    Controlled controlled = controls(file.map("controls"), preset);
    List<String> shielded = new ArrayList<>(preset.protectedPrincipals());
    shielded.addAll(principals.texts("protected", BaselineFile::checkPrincipal));
    return new Baseline(
        preset.preset(),
        controlled.modes(),
        controlled.minimumDays(),
        controlled.clusters(),
        controlled.pastUnknown(),
        controlled.policies(),
        principals.texts("allowed", BaselineFile::checkPrincipal),
        shielded,
        file.texts("trustedAccounts", BaselineFile::checkAccount),
        file.texts("companyRanges", BaselineFile::checkRange),
        iam(file, preset.iam()),
        sources(file.map("controls"), preset.sources()),
        adjacent(file, preset.adjacent()),
        brakes(file.map("brakes"), preset),
        exemptions(file),
        guard(file.map("guard"), preset.guard()));
  }

  private record Controlled(
      Map<String, Mode> modes,
      int minimumDays,
      Clusters clusters,
      Mode pastUnknown,
      PolicyScope policies) {}

  private static Baseline preset(YamlMap file) throws BadBaseline {
    String name = file.text("preset").orElse(Presets.OBSERVE);
    try {
      return Presets.named(name);
    } catch (IllegalArgumentException unknown) {
      throw file.wrong("preset", String.valueOf(unknown.getMessage()));
    }
  }

  private static Controlled controls(YamlMap controls, Baseline preset) throws BadBaseline {
    Map<String, Mode> modes = new TreeMap<>(preset.modes());
    int days = preset.minimumRetentionDays();
    Clusters clusters = preset.clusters();
    Mode pastUnknown = preset.pastUnknown();
    PolicyScope policies = preset.revertPolicies();
    for (String id : controls.keys()) {
      if (!preset.modes().containsKey(id)) {
        throw controls.wrong(
            id, "there is no control " + id + "; there are " + preset.modes().keySet());
      }
      YamlMap control = controls.map(id);
      switch (id) {
        case "RESIL-03" -> control.allow("mode", "minimumDays");
        case "NET-02" -> control.allow("mode", "widestIpv4", "widestIpv6");
        case "NET-03" -> control.allow("mode", "privateRanges");
        case "LOG-07" -> control.allow("mode", "minimumDays");
        case "NET-04" -> control.allow("mode", "groups");
        case "LOG-01" -> {
          control.allow("mode", Engines.AURORA_MYSQL, Engines.AURORA_POSTGRESQL);
          clusters = logTypes(control, clusters);
        }
        case "LOG-03" -> {
          control.allow("mode", "unaudited");
          List<String> users = control.texts("unaudited", BaselineFile::checkUser);
          clusters = clusters.withUnaudited(Set.copyOf(users));
        }
        case "IAM-09" -> {
          control.allow("mode", "roles");
          clusters =
              clusters.withRoles(Set.copyOf(control.texts("roles", BaselineFile::checkRole)));
        }
        case "DATA-03" -> {
          control.allow("mode", "buckets", "roles", "keys");
          clusters =
              clusters.withExports(
                  new Exports(
                      Set.copyOf(control.texts("buckets", BaselineFile::checkFilled)),
                      Set.copyOf(control.texts("roles", BaselineFile::checkFilled)),
                      Set.copyOf(control.texts("keys", BaselineFile::checkFilled))));
        }
        case "DATA-11" -> {
          control.allow("mode", "regions");
          clusters =
              clusters.withRegions(Set.copyOf(control.texts("regions", BaselineFile::checkRegion)));
        }
        case "RESIL-11" -> {
          control.allow("mode", Engines.AURORA_MYSQL, Engines.AURORA_POSTGRESQL);
          clusters = leastVersions(control, clusters);
        }
        case "IAM-02" -> control.allow("mode", "policies");
        case "IAM-03" -> control.allow("mode", "whenPastUnknown", "policies");
        default -> control.allow("mode");
      }
      Mode mode = control.oneOf("mode", Mode.class).orElse(preset.mode(id));
      if (mode == Mode.REVERT && !mayRevert(actOf(id))) {
        throw control.wrong("mode", id + " can only be told: there is nothing to put back");
      }
      modes.put(id, mode);
      if (id.equals("RESIL-03")) {
        days = control.number("minimumDays", 1, 35).orElse(days);
      }
      pastUnknown = control.oneOf("whenPastUnknown", Mode.class).orElse(pastUnknown);
      if (id.equals("IAM-03")) {
        policies = control.oneOf("policies", PolicyScope.class).orElse(policies);
      }
    }
    return new Controlled(modes, days, clusters, pastUnknown, policies);
  }

  private static Clusters logTypes(YamlMap control, Clusters preset) throws BadBaseline {
    Clusters clusters = preset;
    for (var known : LOG_TYPES.entrySet()) {
      if (control.keys().contains(known.getKey())) {
        List<String> types =
            control.texts(known.getKey(), text -> checkLogType(text, known.getValue()));
        clusters = clusters.withLogTypes(known.getKey(), Set.copyOf(types));
      }
    }
    return clusters;
  }

  private static Clusters leastVersions(YamlMap control, Clusters preset) throws BadBaseline {
    var versions = new TreeMap<>(preset.leastVersions());
    for (String engine : List.of(Engines.AURORA_MYSQL, Engines.AURORA_POSTGRESQL)) {
      Optional<String> version = control.text(engine);
      if (version.isPresent() && !version.get().matches("\\d{1,3}(\\.\\d{1,3}){0,3}")) {
        throw control.wrong(engine, "expected a version in quotes like '3.08.0' or '16.4'");
      }
      version.ifPresent(least -> versions.put(engine, least));
    }
    return preset.withLeastVersions(versions);
  }

  private static Optional<String> checkRegion(String text) {
    return text.matches("[a-z]{2,4}(-[a-z]+)+-\\d")
        ? Optional.empty()
        : Optional.of("expected a Region like eu-central-1, got '" + text + "'");
  }

  private static Optional<String> checkLogType(String text, List<String> known) {
    return known.contains(text)
        ? Optional.empty()
        : Optional.of("expected one of %s, got '%s'".formatted(known, text));
  }

  static boolean mayRevert(Act act) {
    return switch (act) {
      case REVERT, REVERT_IF_ASKED -> true;
      case ALERT, TELL_IF_ASKED -> false;
    };
  }

  private static Act actOf(String id) {
    return Controls.ALL.stream()
        .map(Controls::infoOf)
        .filter(info -> info.id().equals(id))
        .map(ControlInfo::act)
        .findFirst()
        .orElse(Act.ALERT);
  }

  private static Iam iam(YamlMap file, Iam usual) throws BadBaseline {
    return new Iam(
        file.map("controls")
            .map("IAM-02")
            .oneOf("policies", PolicyScope.class)
            .orElse(usual.inlinePolicies()),
        file.oneOf("restorePolicies", Restoring.class).orElse(usual.restorePolicies()),
        file.map("principals").texts("rdsWriters", BaselineFile::checkPrincipal));
  }

  private static Sources sources(YamlMap controls, Sources usual) throws BadBaseline {
    YamlMap wide = controls.map("NET-02");
    YamlMap strange = controls.map("NET-03");
    return new Sources(
        wide.number("widestIpv4", 8, 32).orElse(usual.widestIpv4()),
        wide.number("widestIpv6", 16, 128).orElse(usual.widestIpv6()),
        strange.oneOf("privateRanges", PrivateRanges.class).orElse(usual.privateRanges()),
        Set.copyOf(controls.map("NET-04").texts("groups", BaselineFile::checkGroup)));
  }

  /// CloudWatch Logs takes these alone
  ///
  // (https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html).
  private static final List<Integer> LOG_DAYS =
      List.of(
          1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557,
          2922, 3288, 3653);

  private static Adjacent adjacent(YamlMap file, Adjacent usual) throws BadBaseline {
    YamlMap groups = file.map("controls").map("LOG-07");
    int days = groups.number("minimumDays", 1, 3653).orElse(usual.minimumLogDays());
    if (!LOG_DAYS.contains(days)) {
      throw groups.wrong("minimumDays", "expected one of " + LOG_DAYS + ", got '" + days + "'");
    }
    return new Adjacent(
        file.texts(
            "databaseSecrets",
            text ->
                text.matches("[\\w/+=.@!*?-]+")
                    ? Optional.empty()
                    : Optional.of("expected the name of a secret, got '" + text + "'")),
        days);
  }

  private static Brakes brakes(YamlMap brakes, Baseline preset) throws BadBaseline {
    brakes.allow("revertsPerHour", "accountReverts", "accountMinutes", "familyPercent", "settle");
    Brakes usual = preset.brakes();
    return new Brakes(
        brakes.number("revertsPerHour", 1, 1000).orElse(usual.revertsPerHour()),
        brakes.number("accountReverts", 1, 1000).orElse(usual.accountReverts()),
        brakes.number("accountMinutes", 1, 1440).orElse(usual.accountMinutes()),
        brakes.number("familyPercent", 1, 100).orElse(usual.familyPercent()),
        settle(brakes).orElse(usual.settleSeconds()));
  }

  private static SelfGuard guard(YamlMap guard, SelfGuard usual) throws BadBaseline {
    guard.allow("mode", "deployers");
    Optional<String> mode = guard.text("mode");
    if (mode.filter(text -> !GUARD_MODES.contains(text)).isPresent()) {
      throw guard.wrong("mode", "expected one of %s, got '%s'".formatted(GUARD_MODES, mode.get()));
    }
    return new SelfGuard(
        guard.oneOf("mode", Mode.class).orElse(usual.mode()),
        guard.texts("deployers", BaselineFile::checkDeployer));
  }

  /// As long as SQS can delay a message.
  private static Optional<Integer> settle(YamlMap brakes) throws BadBaseline {
    Optional<String> text = brakes.text("settle");
    if (text.isEmpty()) {
      return Optional.empty();
    }
    if (!text.get().matches("\\d{1,3}s") || Integer.parseInt(text.get().replace("s", "")) > 900) {
      throw brakes.wrong("settle", "expected seconds from 0s to 900s, got '" + text.get() + "'");
    }
    return Optional.of(Integer.parseInt(text.get().replace("s", "")));
  }

  private static List<Exemption> exemptions(YamlMap file) throws BadBaseline {
    List<Exemption> exemptions = new ArrayList<>();
    for (YamlMap one : file.maps("exemptions")) {
      one.allow("control", "resource", "pattern", "reason", "approver", "until");
      String control = one.required("control");
      if (Controls.ALL.stream().noneMatch(c -> Controls.infoOf(c).id().equals(control))) {
        throw one.wrong("control", "there is no control " + control);
      }
      exemptions.add(
          new Exemption(
              control,
              one.json("pattern").isPresent()
                  ? one.text("resource").orElse("*")
                  : one.required("resource"),
              pattern(one),
              one.required("reason"),
              one.text("approver"),
              until(one)));
    }
    return exemptions;
  }

  /// EventBridge's own matcher says what is wrong with a pattern.
  private static Optional<String> pattern(YamlMap exemption) throws BadBaseline {
    Optional<String> pattern = exemption.json("pattern");
    if (pattern.isPresent()) {
      String wrong = JsonRuleCompiler.check(pattern.get());
      if (wrong != null) {
        throw exemption.wrong(
            "pattern", "no EventBridge pattern: " + wrong.lines().findFirst().orElse(""));
      }
    }
    return pattern;
  }

  private static LocalDate until(YamlMap exemption) throws BadBaseline {
    try {
      return LocalDate.parse(exemption.required("until"));
    } catch (DateTimeException noDate) {
      throw exemption.wrong("until", "expected a date like 2027-01-31");
    }
  }

  private static Optional<String> checkPrincipal(String text) {
    return text.matches("(role|user|group)/[\\w+=,.@*?-]+")
        ? Optional.empty()
        : Optional.of("expected role/NAME, user/NAME or group/NAME, got '" + text + "'");
  }

  private static Optional<String> checkFilled(String text) {
    return text.isBlank() ? Optional.of("expected a name, got nothing") : Optional.empty();
  }

  private static Optional<String> checkUser(String text) {
    return text.isBlank() || text.contains(",") || text.contains("@")
        ? Optional.of("expected the name of one MySQL user without a host, got '" + text + "'")
        : Optional.empty();
  }

  private static Optional<String> checkRole(String text) {
    return text.matches("role/[\\w+=,.@*?-]+")
        ? Optional.empty()
        : Optional.of("expected role/NAME, got '" + text + "'");
  }

  private static Optional<String> checkGroup(String text) {
    return text.matches("sg-[0-9a-f]+")
        ? Optional.empty()
        : Optional.of("expected the id of a security group, sg-..., got '" + text + "'");
  }

  private static Optional<String> checkDeployer(String text) {
    return text.matches("(role|user)/[\\w+=,.@*?-]*[\\w+=,.@-][\\w+=,.@*?-]*")
        ? Optional.empty()
        : Optional.of("expected role/NAME or user/NAME, got '" + text + "'");
  }

  private static Optional<String> checkAccount(String text) {
    return text.matches("\\d{12}")
        ? Optional.empty()
        : Optional.of("expected a 12-digit account id in quotes, got '" + text + "'");
  }

  private static Optional<String> checkRange(String text) {
    try {
      boolean world = AddressSpace.isTheWorld(List.of(text));
      return world ? Optional.of(text + " is the whole world") : Optional.empty();
    } catch (IllegalArgumentException noRange) {
      return Optional.of("expected a CIDR block like 10.0.0.0/8, got '" + text + "'");
    }
  }

  /// A mistake in the file.
  public static final class BadBaseline extends Exception {
    private static final long serialVersionUID = 1L;

    BadBaseline(String file, Node node, String reason) {
      super("%s line %d: %s".formatted(file, node.getStartMark().getLine() + 1, reason));
    }

    BadBaseline(String file, String reason) {
      super(file + ": " + reason);
    }
  }

  static String lower(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
