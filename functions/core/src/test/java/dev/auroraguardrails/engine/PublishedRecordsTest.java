package dev.auroraguardrails.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/// Records that others have published, where this machine has them.
class PublishedRecordsTest {
  private static final int HOW_MANY = 346;
  private final Path folder = Events.projectRoot().resolve("../shared/events");

  @Test
  void eachOneIsReadAndWhatDidNotSucceedChangedNothing() throws IOException {
    if (!Files.isDirectory(folder)) {
      System.out.println("skipped checks: " + HOW_MANY + ", there is no " + folder);
      Assumptions.abort();
    }
    List<Path> files = files();

    assertThat(files).hasSize(HOW_MANY).allSatisfy(PublishedRecordsTest::isRead);
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(path -> path.toString().endsWith(".json")).sorted().toList();
    }
  }

  private static void isRead(Path file) {
    JsonNode json = Events.file(file);
    JsonNode record = json.has("detail") ? json.path("detail") : json;

    ReadEvent read = Events.read(json);

    assertThat(read.event().name()).isNotEmpty();
    assertThat(read.targets()).doesNotContain("");
    assertThat(SecurityGroupRequest.rules(read.event())).isNotNull();
    if (record.hasNonNull("errorCode")) {
      assertThat(read.event().changedSomething()).isFalse();
      assertThat(read.event().changed()).isEmpty();
      assertThat(read.watched()).isEmpty();
      assertThat(read.resourceIds()).isEmpty();
      assertThat(SecurityGroupRequest.worldOpen(read.event())).isEmpty();
    }
  }
}
