package dev.auroraguardrails.login.events;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.auroraguardrails.engine.Json;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/// The other end of a real DynamoDB client: a table that understands what is asked of it here, and
/// fails on anything else.
final class TestTable implements SdkHttpClient {
  private final Map<String, ObjectNode> items = new HashMap<>();

  DynamoDbClient client() {
    return DynamoDbClient.builder()
        .region(Region.EU_CENTRAL_1)
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
        .httpClient(this)
        .build();
  }

  /// @return all that is kept, as text
  String kept() {
    return items.toString();
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
    JsonNode asked;
    try (InputStream body = request.contentStreamProvider().orElseThrow().newStream()) {
      asked = Json.MAPPER.readTree(body);
    }
    String operation =
        request.httpRequest().firstMatchingHeader("X-Amz-Target").orElse("").split("\\.", 2)[1];
    ObjectNode answer = Json.MAPPER.createObjectNode();
    switch (operation) {
      case "GetItem" -> {
        ObjectNode item = items.get(asked.at("/Key/pk/S").asText());
        if (item != null) {
          answer.set("Item", item);
        }
      }
      case "PutItem" -> {
        String key = asked.at("/Item/pk/S").asText();
        ObjectNode item = items.get(key);
        String read = asked.at("/ExpressionAttributeValues/:read/N").asText();
        if (item != null && !item.at("/version/N").asText().equals(read)) {
          return response(
              400,
              "{\"__type\": \"com.amazonaws.dynamodb.v20120810#ConditionalCheckFailedException\"}");
        }
        items.put(key, (ObjectNode) asked.get("Item"));
      }
      case "UpdateItem" -> {
        ObjectNode item =
            items.computeIfAbsent(
                asked.at("/Key/pk/S").asText(), key -> Json.MAPPER.createObjectNode());
        int counted =
            item.at("/counted/N").asInt() + asked.at("/ExpressionAttributeValues/:more/N").asInt();
        item.putObject("counted").put("N", String.valueOf(counted));
        answer.putObject("Attributes").putObject("counted").put("N", String.valueOf(counted));
      }
      default -> throw new AssertionError("no such operation here: " + operation);
    }
    return response(200, answer.toString());
  }

  private static HttpExecuteResponse response(int status, String body) {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    return HttpExecuteResponse.builder()
        .response(SdkHttpResponse.builder().statusCode(status).build())
        .responseBody(AbortableInputStream.create(new ByteArrayInputStream(bytes)))
        .build();
  }

  @Override
  public void close() {}
}
