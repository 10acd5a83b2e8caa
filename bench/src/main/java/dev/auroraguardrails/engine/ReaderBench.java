package dev.auroraguardrails.engine;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// From a message's text to the guard's own record of the call.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class ReaderBench {
  @Param({"ModifyDBCluster", "AuthorizeSecurityGroupIngress", "AttachRolePolicy"})
  public String call = "";

  private String text = "";

  @Setup
  public void load() throws IOException {
    text = Files.readString(Path.of("events", call + ".json"));
  }

  @Benchmark
  public JsonNode json() throws JsonProcessingException {
    return Json.MAPPER.readTree(text);
  }

  @Benchmark
  public ReadEvent event() throws JsonProcessingException, UnreadableEvent {
    return EventReader.read(Json.MAPPER.readTree(text));
  }
}
