package dev.auroraguardrails.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.auroraguardrails.model.Actor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The project's own events are read as the files beside them say.
class EventsFolderTest {
  private static final Path FOLDER = Events.projectRoot().resolve("events");
  private static final String EXPECTED = ".expected.json";

  static Stream<String> names() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files
          .map(path -> path.getFileName().toString())
          .filter(name -> name.endsWith(EXPECTED))
          .map(name -> name.substring(0, name.length() - EXPECTED.length()))
          .sorted()
          .toList()
          .stream();
    }
  }

  @ParameterizedTest
  @MethodSource("names")
  void anEventIsReadAsExpected(String name) {
    JsonNode expected = Events.file(FOLDER.resolve(name + EXPECTED)).path("explain");

    ReadEvent read = Events.read(Events.file(FOLDER.resolve(name + ".json")));

    assertThat(explained(read)).isEqualTo(expected);
    assertThat(read.resourceIds()).isNotEmpty();
  }

  private static JsonNode explained(ReadEvent read) {
    var event = read.event();
    ObjectNode json = (ObjectNode) Events.json("{}");
    json.put("parsed", true)
        .put("outcome", event.result().name().toLowerCase(Locale.ROOT))
        .put("kind", event.kind().name().toLowerCase(Locale.ROOT).replace('_', '-'))
        .put("family", read.family())
        .put("watched", read.watched().isPresent());
    json.set("targets", Events.plain(read.targets()));
    json.set("changed", Events.plain(event.changed()));
    SecurityGroupRequest.worldOpen(event)
        .ifPresentOrElse(open -> json.put("world_open", open), () -> json.putNull("world_open"));
    json.set("actor", actor(event.actor()));
    return json;
  }

  private static JsonNode actor(Actor actor) {
    ObjectNode json = (ObjectNode) Events.json("{}");
    json.put("type", actor.type());
    actor.arn().ifPresentOrElse(arn -> json.put("arn", arn), () -> json.putNull("arn"));
    actor.via().ifPresentOrElse(via -> json.put("via", via), () -> json.putNull("via"));
    return json;
  }
}
