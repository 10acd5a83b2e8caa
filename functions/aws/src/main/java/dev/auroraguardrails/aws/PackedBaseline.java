package dev.auroraguardrails.aws;

import dev.auroraguardrails.baseline.Baseline;
import dev.auroraguardrails.engine.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/// The baseline that the build packed into the artifact.
public final class PackedBaseline {
  private PackedBaseline() {}

  /// @throws IllegalStateException when the artifact holds none
  public static Baseline read() {
    try (InputStream json = PackedBaseline.class.getResourceAsStream("/baseline.json")) {
      if (json == null) {
        throw new IllegalStateException(
            "baseline.json is not in the artifact; 'make build' packs it from baseline.yaml");
      }
      return Json.MAPPER.readValue(json, Baseline.class);
    } catch (IOException broken) {
      throw new UncheckedIOException("baseline.json in the artifact", broken);
    }
  }
}
