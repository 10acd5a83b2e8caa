package dev.auroraguardrails.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import dev.auroraguardrails.engine.Json;
import java.io.BufferedReader;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.zip.GZIPInputStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// Says what the guard reads in events.
@Command(
    name = "explain",
    mixinStandardHelpOptions = true,
    description = {
      "Reads events (bare CloudTrail records or EventBridge envelopes) and prints, without any AWS"
          + " call, one JSON line for each in input order: parsed, err, outcome, kind, family,"
          + " watched, targets, changed, world_open, actor, controls.",
      "Without files: JSON lines on standard input. A file holds a record, an array,"
          + " {\"Records\": [...]}, or JSON lines; .gz is unpacked."
    })
final class ExplainCommand implements Callable<Integer> {
  @Parameters(paramLabel = "FILE", description = "files with events", arity = "0..*")
  private List<Path> files = List.of();

  private final PrintStream out = new PrintStream(System.out, false, StandardCharsets.UTF_8);

  @Override
  public Integer call() throws IOException {
    int code = 0;
    if (files.isEmpty()) {
      lines(System.in);
    }
    for (Path file : files) {
      try (InputStream in = open(file)) {
        documents(in);
      } catch (JsonProcessingException broken) {
        out.println(Json.write(Explanation.unreadable("not JSON: " + broken.getOriginalMessage())));
      } catch (IOException unreadable) {
        System.err.println("guardrails: cannot read " + file + ": " + unreadable.getMessage());
        code = 1;
      }
    }
    out.flush();
    return code;
  }

  private void lines(InputStream in) throws IOException {
    var reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
    for (String line = reader.readLine(); line != null; line = reader.readLine()) {
      if (!line.isBlank()) {
        try {
          explain(Json.MAPPER.readTree(line));
        } catch (JsonProcessingException broken) {
          out.println(
              Json.write(Explanation.unreadable("not JSON: " + broken.getOriginalMessage())));
        }
        out.flush();
      }
    }
  }

  private void documents(InputStream in) throws IOException {
    try (MappingIterator<JsonNode> all = Json.MAPPER.readerFor(JsonNode.class).readValues(in)) {
      while (all.hasNextValue()) {
        explain(all.nextValue());
      }
    }
  }

  private void explain(JsonNode event) {
    if (event.isArray()) {
      event.forEach(this::explain);
    } else if (event.path("Records").isArray()) {
      event.path("Records").forEach(this::explain);
    } else {
      out.println(Json.write(Explanation.of(event)));
    }
  }

  private static InputStream open(Path file) throws IOException {
    var in = new FileInputStream(file.toFile());
    return file.toString().endsWith(".gz") ? new GZIPInputStream(in) : in;
  }
}
