package dev.auroraguardrails.cli;

/// Whether a person reads along.
final class Terminal {
  private Terminal() {}

  /// @return whether standard output is a terminal that understands colours
  @SuppressWarnings("SystemConsoleNull") // JDK 25 gives null again where input is redirected.
  static boolean isInteractive() {
    var console = System.console();
    return console != null
        && console.isTerminal()
        && System.getenv("NO_COLOR") == null
        && !"dumb".equals(System.getenv("TERM"));
  }

  /// @return whether a person can be asked
  @SuppressWarnings("SystemConsoleNull") // JDK 25 gives null again where input is redirected.
  static boolean isPerson() {
    var console = System.console();
    return console != null && console.isTerminal();
  }

  /// Names and descriptions are other people's text: no escape sequence reaches the terminal, and
  /// nothing that hides or reorders text.
  static String plain(String text) {
    return text.replaceAll("\\p{C}", "?");
  }
}
