package dev.auroraguardrails.policy;

/// What a sensitive action over Aurora is good for.
public enum Danger {
  DESTROY("S1", "destroy"),
  WEAKEN("S2", "weaken"),
  EXFILTRATE("S3", "take data out"),
  CREDENTIALS("S4", "log in or change credentials"),
  ESCALATE("S5", "gain more rights"),
  BLIND("S6", "stop audit");

  private final String id;
  private final String verb;

  Danger(String id, String verb) {
    this.id = id;
    this.verb = verb;
  }

  /// @return `S1` to `S6`
  public String id() {
    return id;
  }

  /// @return how a message says it: `destroy`
  public String verb() {
    return verb;
  }

  static Danger of(String id) {
    for (Danger danger : values()) {
      if (danger.id.equals(id)) {
        return danger;
      }
    }
    throw new IllegalArgumentException("wanted S1 to S6, got " + id);
  }
}
