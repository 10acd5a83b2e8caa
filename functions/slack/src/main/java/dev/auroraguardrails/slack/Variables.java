package dev.auroraguardrails.slack;

/// What the template gives a function.
final class Variables {
  private Variables() {}

  /// @throws IllegalStateException naming the variable that is missing
  static String get(String name) {
    String value = System.getenv(name);
    if (value == null || value.isBlank()) {
      throw new IllegalStateException("the environment variable " + name + " is not set");
    }
    return value;
  }
}
