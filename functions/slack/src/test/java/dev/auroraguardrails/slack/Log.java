package dev.auroraguardrails.slack;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.Logger;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.LoggerConfig;
import org.apache.logging.log4j.core.config.Property;

/// What is logged, by the layout that Lambda uses.
final class Log extends AbstractAppender implements AutoCloseable {
  private final List<String> lines = new CopyOnWriteArrayList<>();
  private final LoggerConfig root = ((Logger) LogManager.getRootLogger()).get();

  Log() {
    super("lines", null, null, true, Property.EMPTY_ARRAY);
    start();
    root.addAppender(this, null, null);
  }

  String text() {
    return String.join("\n", lines);
  }

  @Override
  public void append(LogEvent event) {
    var json = Objects.requireNonNull(root.getAppenders().get("Json"), "log4j2.xml");
    lines.add(json.getLayout().toSerializable(event).toString());
  }

  @Override
  public void close() {
    root.removeAppender("lines");
  }
}
