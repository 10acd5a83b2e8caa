package dev.auroraguardrails.aws;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.regions.Region;

/// The other end of real SDK clients: canned answers in, each call's wire form out. Each answer
/// serves one call; a call without an answer fails its test.
public final class AwsWire implements SdkHttpClient {
  private final Map<String, Deque<Answer>> answers = new HashMap<>();
  private final List<String> calls = new ArrayList<>();

  private record Answer(int status, String body) {}

  /// Adds an answer to the operation's next call that has none yet.
  public AwsWire answer(String operation, int status, String body) {
    answers.computeIfAbsent(operation, key -> new ArrayDeque<>()).add(new Answer(status, body));
    return this;
  }

  public AwsWire answer(String operation, String body) {
    return answer(operation, 200, body);
  }

  /// The calls so far: `Action=ModifyDBCluster DBClusterIdentifier=orders …` of a query protocol,
  /// in the order sent and without the version; `DynamoDB_20120810.PutItem {…}` of a JSON protocol.
  public List<String> calls() {
    return List.copyOf(calls);
  }

  /// Makes a client whose calls end here.
  public <B extends AwsSyncClientBuilder<B, C> & AwsClientBuilder<B, C>, C> C client(B builder) {
    return builder
        .region(Region.EU_CENTRAL_1)
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
        .httpClient(this)
        .build();
  }

  @Override
  public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
    return new ExecutableHttpRequest() {
      @Override
      public HttpExecuteResponse call() throws IOException {
        return respond(request);
      }

      @Override
      public void abort() {}
    };
  }

  private synchronized HttpExecuteResponse respond(HttpExecuteRequest request) throws IOException {
    String body = body(request);
    String target = request.httpRequest().firstMatchingHeader("X-Amz-Target").orElse("");
    String call = target.isEmpty() ? query(body) : target + " " + body;
    calls.add(call);
    String operation = call.split(" ", 2)[0].replaceFirst("^.*[.=]", "");
    Answer answer = answers.getOrDefault(operation, new ArrayDeque<>()).poll();
    if (answer == null) {
      throw new AssertionError("no answer to " + call);
    }
    byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
    return HttpExecuteResponse.builder()
        .response(SdkHttpResponse.builder().statusCode(answer.status()).build())
        .responseBody(AbortableInputStream.create(new ByteArrayInputStream(bytes)))
        .build();
  }

  private static String body(HttpExecuteRequest request) throws IOException {
    if (request.contentStreamProvider().isEmpty()) {
      return "";
    }
    try (InputStream stream = request.contentStreamProvider().get().newStream()) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static String query(String form) {
    return Stream.of(form.split("&", -1))
        .filter(part -> !part.startsWith("Version="))
        .map(part -> URLDecoder.decode(part, StandardCharsets.UTF_8))
        .collect(Collectors.joining(" "));
  }

  @Override
  public String clientName() {
    return "AwsWire";
  }

  @Override
  public void close() {}
}
