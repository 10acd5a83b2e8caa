package dev.auroraguardrails.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/// CONTROLS.md, which is packed beside the commands: it alone tells a control's corrective calls
/// without a violation at hand.
final class ControlsPage {
  private static final String LINE = "- Puts back by: ";
  private static final String TEXT = read();

  private ControlsPage() {}

  /// @return the IAM actions of its corrective calls, or that there are none
  static String putsBackBy(String id) {
    int section = TEXT.indexOf("\n## " + id + "\n");
    int line = section < 0 ? -1 : TEXT.indexOf(LINE, section);
    if (line < 0) {
      return "unknown";
    }
    return TEXT.substring(line + LINE.length(), TEXT.indexOf('\n', line)).replace("`", "");
  }

  /// @return whether the page was packed: Maven does, a plain compiler does not
  static boolean isPacked() {
    return !TEXT.isEmpty();
  }

  private static String read() {
    try (InputStream in = ControlsPage.class.getResourceAsStream("/CONTROLS.md")) {
      return in == null ? "" : new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("CONTROLS.md", e);
    }
  }
}
