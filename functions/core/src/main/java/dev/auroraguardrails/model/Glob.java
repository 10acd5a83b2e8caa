package dev.auroraguardrails.model;

/// Matches `*` (any run of characters) and `?` (any one), as IAM does, in time linear in the
/// length of the text for each star.
public final class Glob {
  private Glob() {}

  /// @param pattern the pattern
  /// @param text the text, matched as a whole and with regard to case
  /// @return whether it matches
  public static boolean matches(String pattern, String text) {
    int p = 0;
    int t = 0;
    int star = -1;
    int resume = 0;
    while (t < text.length()) {
      if (p < pattern.length() && pattern.charAt(p) == '*') {
        star = p++;
        resume = t;
      } else if (p < pattern.length()
          && (pattern.charAt(p) == '?' || pattern.charAt(p) == text.charAt(t))) {
        p++;
        t++;
      } else if (star >= 0) {
        p = star + 1;
        t = ++resume;
      } else {
        return false;
      }
    }
    while (p < pattern.length() && pattern.charAt(p) == '*') {
      p++;
    }
    return p == pattern.length();
  }
}
