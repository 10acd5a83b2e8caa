package dev.auroraguardrails.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.auroraguardrails.control.Controls;
import dev.auroraguardrails.engine.EventReader;
import dev.auroraguardrails.engine.ReadEvent;
import dev.auroraguardrails.engine.SecurityGroupRequest;
import dev.auroraguardrails.engine.UnreadableEvent;
import dev.auroraguardrails.model.Actor;
import dev.auroraguardrails.model.ChangeEvent;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What the guard reads in one event, as `explain` prints it.
final class Explanation {
  private Explanation() {}

  static Map<String, @Nullable Object> of(JsonNode json) {
    try {
      return of(EventReader.read(json));
    } catch (UnreadableEvent unreadable) {
      return unreadable(String.valueOf(unreadable.getMessage()));
    }
  }

  static Map<String, @Nullable Object> unreadable(String why) {
    var line = new LinkedHashMap<String, @Nullable Object>();
    line.put("parsed", false);
    line.put("err", why);
    return line;
  }

  private static Map<String, @Nullable Object> of(ReadEvent read) {
    ChangeEvent event = read.event();
    var line = new LinkedHashMap<String, @Nullable Object>();
    line.put("parsed", true);
    line.put("eventId", event.eventId());
    line.put("eventName", event.name());
    line.put("outcome", event.result().name().toLowerCase(Locale.ROOT));
    line.put("kind", event.kind().name().toLowerCase(Locale.ROOT).replace('_', '-'));
    line.put("family", read.family());
    line.put("watched", read.watched().isPresent());
    line.put("targets", read.targets());
    line.put("changed", event.changed());
    line.put("world_open", SecurityGroupRequest.worldOpen(event).orElse(null));
    line.put("actor", actor(event.actor()));
    line.put("controls", controls(read));
    return line;
  }

  private static Set<String> controls(ReadEvent read) {
    return read.watched().isPresent() && read.event().changedSomething()
        ? Controls.lookingAt(read.event().name())
        : Set.of();
  }

  private static Map<String, @Nullable Object> actor(Actor actor) {
    var line = new LinkedHashMap<String, @Nullable Object>();
    line.put("type", actor.type());
    line.put("arn", actor.arn().orElse(null));
    line.put("via", actor.via().orElse(null));
    return line;
  }
}
