package dev.auroraguardrails.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ControlsTest {
  private static final String ROOT = System.getProperty("projectRoot", "");

  @Test
  void everyIdIsUnique() {
    assertThat(Controls.ALL.stream().map(control -> Controls.infoOf(control).id()).toList())
        .doesNotHaveDuplicates()
        .allMatch(id -> id.matches("[A-Z]+-\\d\\d"));
  }

  private static final Pattern CONTROL =
      Pattern.compile("class \\w+ implements (Control<|CallControl|ClusterCallControl)");

  @Test
  void everyControlInTheFolderIsListed() throws IOException {
    assumeTrue(!ROOT.isEmpty(), "the project's root is not known here");
    Path folder = Path.of(ROOT, "functions/core/src/main/java/dev/auroraguardrails/control");

    assertThat(controlsIn(folder))
        .isNotEmpty()
        .containsExactlyInAnyOrderElementsOf(
            Controls.ALL.stream().map(control -> control.getClass().getSimpleName()).toList());
  }

  static List<Control<?>> all() {
    return Controls.ALL;
  }

  @ParameterizedTest
  @MethodSource("all")
  void everyControlHasItsTest(Control<?> control) throws ClassNotFoundException {
    Class<?> test = Class.forName(control.getClass().getName() + "Test");

    assertThat(test.getDeclaredMethods()).isNotEmpty();
  }

  @ParameterizedTest
  @MethodSource("all")
  void everyControlIsFoundByItsCalls(Control<?> control) {
    var info = Controls.infoOf(control);

    boolean bySweepsOnly = info.limits().startsWith("Looked at by sweeps");
    assertThat(info.calls().isEmpty()).isEqualTo(bySweepsOnly);
    assertThat(info.calls())
        .allSatisfy(call -> assertThat(Controls.lookingAt(call)).contains(info.id()));
  }

  @Test
  void noControlLooksAtReads() {
    assertThat(Controls.lookingAt("DescribeDBClusters")).isEmpty();
  }

  /// What several controls of a level share may stand beside them.
  private static boolean isControl(Path file) {
    try {
      return Files.isRegularFile(file) && CONTROL.matcher(Files.readString(file)).find();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /// A control has a folder of its level.
  private static List<String> controlsIn(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(file -> !folder.equals(file.getParent()))
          .filter(ControlsTest::isControl)
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".java") && !name.equals("package-info.java"))
          .map(name -> name.substring(0, name.length() - ".java".length()))
          .toList();
    }
  }
}
