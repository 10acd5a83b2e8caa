package dev.auroraguardrails.tamper;

import java.util.List;

/// What was found of a part that can be put back, and what was done about it.
sealed interface Restoring {

  /// It is as it should be, or belongs to nobody that the guard restores.
  record Fine() implements Restoring {}

  /// It is not as it should be, and may be put back.
  ///
  /// @param what is wrong, as a clause
  /// @param commands the AWS CLI commands that put it back
  /// @param undo those that take this back
  /// @param call makes the calls
  record Broken(String what, List<String> commands, List<String> undo, Runnable call)
      implements Restoring {}

  /// It is gone, and only a deployment brings it back.
  record Gone(String what) implements Restoring {}
}
