package dev.auroraguardrails.aws;

/// The environment variables that the template sets.
public final class Variables {
  private Variables() {}

  /// @throws IllegalStateException when the variable is not set
  public static String required(String name) {
    String value = System.getenv(name);
    if (value == null || value.isBlank()) {
      throw new IllegalStateException("the environment variable " + name + " is not set");
    }
    return value;
  }
}
