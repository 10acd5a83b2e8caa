package dev.auroraguardrails.cli;

import dev.auroraguardrails.baseline.Baseline;
import dev.auroraguardrails.baseline.BaselineFile.BadBaseline;
import dev.auroraguardrails.control.Controls;
import dev.auroraguardrails.engine.Json;
import dev.auroraguardrails.model.ControlInfo;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Says what is guarded.
@Command(
    name = "controls",
    mixinStandardHelpOptions = true,
    description = {
      "Lists the controls and what the baseline does about a violation, or shows some: why, what"
          + " they look at, what they put back, and the same check elsewhere. Without any AWS call."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:done", "2:there is no such control, or a mistake in the baseline"})
final class ControlsCommand implements Callable<Integer> {
  @Parameters(paramLabel = "ID", arity = "0..*", description = "NET-01")
  private List<String> ids = List.of();

  @Mixin private BaselineOption baseline = new BaselineOption();

  @Option(names = "--json", description = "one JSON object a line")
  private boolean json;

  @Override
  public Integer call() throws IOException {
    Baseline held;
    try {
      held = baseline.read();
    } catch (BadBaseline mistake) {
      System.err.println("guardrails: " + mistake.getMessage());
      return 2;
    }
    List<ControlInfo> all =
        Controls.ALL.stream()
            .map(Controls::infoOf)
            .sorted(Comparator.comparing(ControlInfo::id))
            .toList();
    var shown = new ArrayList<ControlInfo>();
    for (String id : ids) {
      var found = all.stream().filter(info -> info.id().equalsIgnoreCase(id)).findFirst();
      if (found.isEmpty()) {
        System.err.printf(
            "guardrails: there is no control %s; 'guardrails controls' lists them%n",
            Terminal.plain(id));
        return 2;
      }
      shown.add(found.get());
    }
    var out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
    List<ControlInfo> asked = shown.isEmpty() ? all : shown;
    for (ControlInfo info : asked) {
      if (json) {
        out.println(Json.write(json(info, held)));
      } else if (shown.isEmpty()) {
        out.printf(
            "%-8s  %-8s  %-7s  %-6s  %s%n",
            info.id(),
            lower(info.severity()),
            info.family().label(),
            lower(held.mode(info.id())),
            info.title());
      } else {
        out.print(text(info, held));
      }
    }
    out.flush();
    return 0;
  }

  private static Map<String, Object> json(ControlInfo info, Baseline held) {
    var json = new LinkedHashMap<String, Object>();
    json.put("id", info.id());
    json.put("title", info.title());
    json.put("severity", lower(info.severity()));
    json.put("family", info.family().label());
    json.put("mode", lower(held.mode(info.id())));
    json.put("why", info.why());
    json.put("looksAt", info.calls());
    json.put("putsBackBy", ControlsPage.putsBackBy(info.id()));
    json.put("limits", info.limits());
    json.put("mappings", info.mappings());
    return json;
  }

  private static String text(ControlInfo info, Baseline held) {
    return """
    %s  %s

      Why:          %s
      Severity:     %s, judged by the %s function
      Looks at:     %s
      Baseline:     %s
      Puts back by: %s
      Limits:       %s
      Elsewhere:    %s

    """
        .formatted(
            info.id(),
            info.title(),
            info.why(),
            lower(info.severity()),
            info.family().label(),
            String.join(", ", info.calls()),
            switch (held.mode(info.id())) {
              case REVERT -> "puts a violation back";
              case ALERT -> "tells a violation";
              case OFF -> "off";
            },
            ControlsPage.putsBackBy(info.id()),
            info.limits().isEmpty() ? "none" : info.limits(),
            info.mappings().isEmpty() ? "none" : String.join(", ", info.mappings()));
  }

  private static String lower(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
