package dev.auroraguardrails.engine;

import dev.auroraguardrails.model.Finding;
import dev.auroraguardrails.model.FindingKey;
import java.util.List;
import java.util.stream.Stream;

/// What one look found. Reads lag: where the state read and the state that the event asked for do
/// not have the same findings, the event may not be visible yet, whether it broke something or put
/// it right, as the guard's own calls do.
///
/// @param standing what is dealt with now
/// @param unseen what only one of the two states has, as long as the other may still turn up; then
///     what the event asked for and no read shows
/// @param mayTurnUp whether the change may still become visible
record Sight(List<Finding> standing, List<Finding> unseen, boolean mayTurnUp) {

  /// @param read the findings of the state that was read
  /// @param asked those of the state that the event asked for
  static Sight of(List<Finding> read, List<Finding> asked, boolean mayTurnUp) {
    if (differ(read, asked, mayTurnUp)) { // The call is told when it is seen what it did.
      return compared(ofTheState(read), ofTheState(asked), mayTurnUp);
    }
    return compared(read, asked, mayTurnUp);
  }

  private static boolean differ(List<Finding> read, List<Finding> asked, boolean mayTurnUp) {
    return !compared(ofTheState(read), ofTheState(asked), mayTurnUp).unseen().isEmpty();
  }

  private static List<Finding> ofTheState(List<Finding> findings) {
    return findings.stream().filter(found -> !found.violation().isAboutTheCall()).toList();
  }

  private static Sight compared(List<Finding> read, List<Finding> asked, boolean mayTurnUp) {
    List<Finding> broken = asked.stream().filter(found -> !isAmong(read, found)).toList();
    List<Finding> mended =
        mayTurnUp ? read.stream().filter(found -> !standsIn(asked, found)).toList() : List.of();
    return new Sight(
        read.stream().filter(found -> !mended.contains(found)).toList(),
        Stream.concat(broken.stream(), mended.stream()).toList(),
        mayTurnUp);
  }

  static boolean isAmong(List<Finding> findings, Finding one) {
    return findings.stream().anyMatch(f -> FindingKey.of(f).equals(FindingKey.of(one)));
  }

  /// What could not be judged is no proof that the event put something right.
  private static boolean standsIn(List<Finding> asked, Finding one) {
    return isAmong(asked, one)
        || asked.stream()
            .filter(found -> found.control().id().equals(one.control().id()))
            .anyMatch(found -> found.violation().subject().equals(Touched.ANYTHING));
  }
}
