package dev.auroraguardrails.policy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/// An action that is too much on Aurora resources that nobody has named.
///
/// @param name `rds:DeleteDBCluster`
/// @param folded the same in lower case
/// @param dangers what it is good for
/// @param kinds what it acts on; what it only mentions (a parameter group of ModifyDBCluster) does
///     not count
record SensitiveAction(String name, String folded, Set<Danger> dangers, List<Kind> kinds) {
  /// In the order of the table.
  static final List<SensitiveAction> ALL = read();

  /// Actions that let RDS act with a role, once one can be passed to it; alone they are harmless.
  static final List<String> WITH_A_ROLE =
      List.of(
          "rds:AddRoleToDBCluster",
          "rds:CreateDBCluster",
          "rds:ModifyDBCluster",
          "rds:StartExportTask",
          "rds:CreateDBProxy");

  /// Told, never alerted: AWS's own read-only policies hold them.
  static final List<String> READING_LOGS =
      List.of("rds:DownloadDBLogFilePortion", "rds:DownloadCompleteDBLogFile");

  boolean isCoveredBy(Statement.Actions actions) {
    return actions.cover(folded);
  }

  private static List<SensitiveAction> read() {
    try (var in =
            Objects.requireNonNull(
                SensitiveAction.class.getResourceAsStream("sensitive-actions.csv"));
        var lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      return lines.lines().skip(1).map(SensitiveAction::row).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static SensitiveAction row(String line) {
    List<String> cells = List.of(line.split(",", -1));
    Set<Danger> dangers = EnumSet.noneOf(Danger.class);
    for (String danger : cells.get(1).split(";", -1)) {
      dangers.add(Danger.of(danger));
    }
    List<Kind> kinds = List.of(cells.get(2).split(";", -1)).stream().map(Kind::named).toList();
    return new SensitiveAction(
        cells.get(0), Statement.folded(cells.get(0)), Collections.unmodifiableSet(dangers), kinds);
  }
}
