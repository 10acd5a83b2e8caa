package dev.auroraguardrails.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.auroraguardrails.control.Controls;
import dev.auroraguardrails.engine.WatchedCalls;
import dev.auroraguardrails.model.ControlInfo;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// A call that a control names must be watched, and have an event to try it with.
class ControlCallsTest {

  static Stream<ControlInfo> controls() {
    return Controls.ALL.stream().map(Controls::infoOf);
  }

  @ParameterizedTest
  @MethodSource("controls")
  void everyCallIsInTheWatchedCallTableOfItsFamily(ControlInfo control) {
    List<String> watched =
        WatchedCalls.all().stream()
            .filter(call -> control.family().sources().contains(call.source()))
            .map(call -> call.event())
            .toList();
    assertThat(watched).containsAll(control.calls());
  }

  @ParameterizedTest
  @MethodSource("controls")
  void everyCallHasItsEvent(ControlInfo control) {
    Path events = Path.of(System.getProperty("projectRoot"), "events");
    assertThat(control.calls())
        .allSatisfy(
            call -> {
              assertThat(events.resolve(call + ".json")).exists();
              assertThat(events.resolve(call + ".expected.json")).exists();
            });
  }
}
