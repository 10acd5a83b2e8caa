package dev.auroraguardrails.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.auroraguardrails.baseline.BaselineSchema;
import dev.auroraguardrails.baseline.Presets;
import dev.auroraguardrails.control.Control;
import dev.auroraguardrails.control.Controls;
import dev.auroraguardrails.model.Calls;
import dev.auroraguardrails.model.ControlInfo;
import dev.auroraguardrails.model.Remediation;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// CONTROLS.md is made from what the controls say of themselves: this test holds the two together,
/// and writes the page anew when it is run with `-Dregenerate=true`, as `make controls` does.
class ControlsPageTest {
  private static final Path PAGE = Template.PROJECT.resolve("CONTROLS.md");

  /// It lists every control, too, and is held by `BaselineSchemaTest`.
  private static final Path SCHEMA = Template.PROJECT.resolve("baseline.schema.json");

  private static final String SOURCES = "functions/core/src/main/java/";

  private static final Pattern HELPER =
      Pattern.compile("import (dev\\.auroraguardrails\\.control\\.[A-Z]\\w+);");

  private static final String HEAD =
      """
      # Controls

      Each keeps one good state of an account's Aurora clusters. This page is made from the
      controls' `@About`; `make controls` writes it anew. The last column is what the preset
      `recommended` does about a violation; under `observe` all of them alert.

      | id | keeps | severity | family | `recommended` |
      |---|---|---|---|---|
      """;

  private static final Pattern CONTROL =
      Pattern.compile("class \\w+ implements (Control<|CallControl|ClusterCallControl)");

  private static final String NOT_BUILT =
      """

      ## Not built

      Ids that are kept free, so that nobody looks for them in vain.

      | id | would keep | why it is not built |
      |---|---|---|
      """;

  @Test
  void thePageSaysWhatTheControlsSay() throws IOException {
    String page = page();
    if (Boolean.getBoolean("regenerate")) {
      Files.writeString(PAGE, page);
      Files.writeString(SCHEMA, BaselineSchema.write());
    }
    assertThat(Files.exists(PAGE) ? Files.readString(PAGE) : "")
        .as("CONTROLS.md; to write it anew: make controls")
        .isEqualTo(page);
  }

  @Test
  void everyControlHasItsFileAndItsTestWhereThePageSays() {
    assertThat(Controls.ALL.stream().flatMap(c -> Stream.of(source(c), test(c))))
        .filteredOn(file -> !Files.exists(Template.PROJECT.resolve(file)))
        .as("files that CONTROLS.md names but that are not there")
        .isEmpty();
  }

  @Test
  void whatIsNotBuiltIsNoControlAndHasAReason() {
    assertThat(notBuilt()).isNotEmpty().allMatch(cells -> cells.length == 3);
    assertThat(notBuilt().stream().map(cells -> cells[0]))
        .isSorted()
        .doesNotHaveDuplicates()
        .doesNotContainAnyElementsOf(
            Controls.ALL.stream().map(control -> Controls.infoOf(control).id()).toList());
  }

  @Test
  void everyControlIsOnTheList() throws IOException {
    try (Stream<Path> files = Files.walk(Template.PROJECT.resolve(SOURCES + "dev"))) {
      assertThat(files.filter(ControlsPageTest::isControl).map(Path::toString))
          .containsExactlyInAnyOrderElementsOf(
              Controls.ALL.stream()
                  .map(control -> Template.PROJECT.resolve(source(control)).toString())
                  .toList());
    }
  }

  /// The id, what it would keep, and why it is not built.
  private static List<String[]> notBuilt() {
    try (var in =
            Objects.requireNonNull(ControlsPageTest.class.getResourceAsStream("/not-built.csv"));
        var reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      return reader.lines().skip(1).map(line -> line.split(",", 3)).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String page() {
    String rows = Controls.ALL.stream().map(ControlsPageTest::row).collect(Collectors.joining());
    return HEAD
        + rows
        + Controls.ALL.stream().map(ControlsPageTest::section).collect(Collectors.joining())
        + NOT_BUILT
        + notBuilt().stream()
            .map(cells -> "| %s | %s | %s |\n".formatted(cells[0], cells[1], cells[2]))
            .collect(Collectors.joining());
  }

  private static String row(Control<?> control) {
    ControlInfo info = Controls.infoOf(control);
    return "| [%s](#%s) | %s | %s | `%s` | %s |\n"
        .formatted(
            info.id(),
            lower(info.id()),
            info.title(),
            lower(info.severity().name()),
            info.family().label(),
            lower(Presets.named(Presets.RECOMMENDED).mode(info.id()).name()));
  }

  private static String section(Control<?> control) {
    ControlInfo info = Controls.infoOf(control);
    return """

    ## %s

    **%s.** %s

    - Looks at: %s
    - Puts back by: %s
    - Limits: %s
    - The same elsewhere: %s
    - Code: [`%s`](%s), [its test](%s)
    """
        .formatted(
            info.id(),
            info.title(),
            info.why(),
            info.calls().isEmpty() ? "what stands, in sweeps" : code(info.calls()),
            code(corrections(control)),
            info.limits().isEmpty() ? "none" : info.limits(),
            info.mappings().isEmpty() ? "none" : String.join(", ", info.mappings()),
            control.getClass().getSimpleName(),
            source(control),
            test(control));
  }

  /// The IAM actions of the remediations that the control's code names, or what it shares with its
  /// neighbours, or a helper that it uses.
  private static Set<String> corrections(Control<?> control) {
    Path file = Template.PROJECT.resolve(source(control));
    String code = text(file) + shared(file) + helpers(text(file));
    return Stream.of(Remediation.class.getPermittedSubclasses())
        .filter(type -> code.contains("Remediation." + type.getSimpleName() + ";"))
        .flatMap(type -> Stream.of(type.getAnnotationsByType(Calls.class)))
        .flatMap(calls -> Stream.of(calls.value()))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static String shared(Path control) {
    String code = text(control);
    try (Stream<Path> neighbours = Files.list(control.resolveSibling(""))) {
      return neighbours
          .filter(file -> !isControl(file))
          .filter(file -> code.contains(file.getFileName().toString().replace(".java", ".")))
          .map(ControlsPageTest::text)
          .collect(Collectors.joining());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String helpers(String code) {
    return HELPER
        .matcher(code)
        .results()
        .map(helper -> helper.group(1).replace('.', '/'))
        .map(helper -> text(Template.PROJECT.resolve(SOURCES + helper + ".java")))
        .collect(Collectors.joining());
  }

  private static boolean isControl(Path file) {
    return file.toString().endsWith(".java") && CONTROL.matcher(text(file)).find();
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String code(Collection<String> words) {
    return words.isEmpty()
        ? "nothing, it only tells"
        : words.stream().map(word -> "`" + word + "`").collect(Collectors.joining(", "));
  }

  private static String source(Control<?> control) {
    return SOURCES + path(control) + ".java";
  }

  private static String test(Control<?> control) {
    return "functions/core/src/test/java/" + path(control) + "Test.java";
  }

  private static String path(Control<?> control) {
    return control.getClass().getName().replace('.', '/');
  }

  private static String lower(String word) {
    return word.toLowerCase(Locale.ROOT);
  }
}
