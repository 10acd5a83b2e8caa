package dev.auroraguardrails.baseline;

import dev.auroraguardrails.baseline.Baseline.Mode;
import dev.auroraguardrails.baseline.BaselineFile.BadBaseline;
import dev.auroraguardrails.control.Controls;
import dev.auroraguardrails.engine.Json;
import dev.auroraguardrails.model.Family;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/// The build's step from `baseline.yaml` to the checked `baseline.json` that the artifacts hold.
public final class BaselineCheck {
  private BaselineCheck() {}

  /// @param arguments the YAML file to check, the folder to write `baseline.json` to (for the
  ///     artifacts) and `parameters.json` (the template's parameters that say which families get
  ///     write rights)
  /// @throws IOException when a file cannot be read or written
  public static void main(String[] arguments) throws IOException {
    Path yaml = Path.of(arguments[0]);
    Path folder = Path.of(arguments[1]);
    try (var reader = Files.newBufferedReader(yaml)) {
      Baseline baseline = BaselineFile.read(String.valueOf(yaml.getFileName()), reader);
      Files.createDirectories(folder);
      Files.write(folder.resolve("baseline.json"), Json.MAPPER.writeValueAsBytes(baseline));
      Files.write(
          folder.resolve("parameters.json"), Json.MAPPER.writeValueAsBytes(parameters(baseline)));
    } catch (BadBaseline mistake) {
      System.err.println(mistake.getMessage());
      System.exit(1);
    }
  }

  /// A family whose controls only tell gets no right to write.
  static Map<String, String> parameters(Baseline baseline) {
    var parameters = new TreeMap<String, String>();
    for (Family family : Family.values()) {
      boolean reverts =
          Controls.ALL.stream()
              .map(Controls::infoOf)
              .filter(control -> control.family() == family)
              .anyMatch(control -> baseline.mode(control.id()) == Mode.REVERT);
      String label = family.label();
      String name = label.substring(0, 1).toUpperCase(Locale.ROOT) + label.substring(1);
      parameters.put("Enforce" + name, reverts ? "yes" : "no");
    }
    return parameters;
  }
}
