package dev.auroraguardrails.control;

import dev.auroraguardrails.model.Resource;
import dev.auroraguardrails.model.Violation;
import java.util.List;

/// Keeps one good state. Pure: no clock, no client, no logger; what it needs is handed to it.
///
/// @param <R> the kind of resource it judges
public interface Control<R extends Resource> {

  /// @return the kind of resource it judges
  Class<R> checks();

  /// @param now the state as read; unknown values are not compliant
  /// @return what is wrong, each with the way back where there is one; empty when all is well
  List<Violation> check(R now, Context<R> context);
}
