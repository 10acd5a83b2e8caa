package dev.auroraguardrails.baseline;

import dev.auroraguardrails.baseline.Baseline.Mode;
import dev.auroraguardrails.baseline.BaselineFile.BadBaseline;
import dev.auroraguardrails.control.Controls;
import dev.auroraguardrails.engine.Json;
import dev.auroraguardrails.model.Calls;
import dev.auroraguardrails.model.Family;
import dev.auroraguardrails.model.Remediation;
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

  /// @return the template's parameter that gives the rights that one control alone needs:
  ///     `EnforceIam16` for `IAM-16`
  static String parameter(String control) {
    String[] parts = control.toLowerCase(Locale.ROOT).split("-", 2);
    return "Enforce"
        + parts[0].substring(0, 1).toUpperCase(Locale.ROOT)
        + parts[0].substring(1)
        + parts[1];
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
    for (Class<?> remediation : Remediation.class.getPermittedSubclasses()) {
      Calls calls = remediation.getAnnotation(Calls.class);
      if (calls != null && !calls.onlyFor().isEmpty()) {
        boolean reverts = baseline.mode(calls.onlyFor()) == Mode.REVERT;
        parameters.put(parameter(calls.onlyFor()), reverts ? "yes" : "no");
      }
    }
    parameters.put("EnforceTamper", baseline.guard().mode() == Mode.REVERT ? "yes" : "no");
    parameters.put("RestoreIam", baseline.iam().restores() ? "yes" : "no");
    return parameters;
  }
}
