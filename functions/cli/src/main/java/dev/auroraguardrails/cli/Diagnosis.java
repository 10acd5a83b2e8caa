package dev.auroraguardrails.cli;

/// One line of what `guardrails doctor` found.
///
/// @param what as a clause with the facts
/// @param advice what to do; empty where nothing is to be done
record Diagnosis(State state, String what, String advice) {

  /// How it is.
  enum State {
    OK,
    /// It works, but perhaps not as meant, or it could not be told.
    WARN,
    /// Something will not be seen, told or put back.
    FAIL
  }

  static Diagnosis ok(String what) {
    return new Diagnosis(State.OK, what, "");
  }

  static Diagnosis warn(String what, String advice) {
    return new Diagnosis(State.WARN, what, advice);
  }

  static Diagnosis fail(String what, String advice) {
    return new Diagnosis(State.FAIL, what, advice);
  }
}
