package dev.auroraguardrails.model;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The temporary exemptions that people made.
///
/// @param all whether or not they are still in force
/// @param malformed what was meant as one and exempts nothing
public record TemporaryExemptions(List<TemporaryExemption> all, List<Malformed> malformed) {
  public static final TemporaryExemptions NONE = new TemporaryExemptions(List.of(), List.of());

  public TemporaryExemptions {
    all = List.copyOf(all);
    malformed = List.copyOf(malformed);
  }

  /// What cannot be read as an exemption.
  ///
  /// @param name where it stands
  /// @param version another one each time that it is written
  public record Malformed(String name, String version, String why) {}

  /// @return one that allows the control's violation on the resource at that time
  public Optional<TemporaryExemption> covering(String control, String arn, Instant at) {
    return all.stream().filter(one -> one.covers(control, arn, at)).findFirst();
  }
}
