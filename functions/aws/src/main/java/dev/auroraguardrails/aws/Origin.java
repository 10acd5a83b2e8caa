package dev.auroraguardrails.aws;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Where messages may come from: EventBridge, for the guard's own account. A message is trusted no
/// further than its envelope: only AWS puts events whose source begins with `aws.` on a bus, and
/// EventBridge itself writes account and Region.
///
/// @param queueUrl the guard's queue
/// @param account the account that it belongs to, which is the guard's own
/// @param region the guard's Region; empty where the URL does not tell
record Origin(String queueUrl, String account, String region) {
  private static final Pattern QUEUE = Pattern.compile("https?://([^/]+)/(\\d{12})/([^/]+)");
  private static final Pattern HOST = Pattern.compile("sqs\\.([a-z0-9-]+)\\.amazonaws\\.com.*");
  private static final Pattern REGION = Pattern.compile("[a-z]{2,4}(-[a-z]+)+-\\d{1,2}");

  /// @param queueUrl `https://sqs.eu-central-1.amazonaws.com/111122223333/queue`
  static Origin ofQueue(String queueUrl) {
    Matcher url = QUEUE.matcher(queueUrl);
    if (!url.matches()) {
      throw new IllegalStateException("wanted a queue URL with an account, got " + queueUrl);
    }
    Matcher host = HOST.matcher(url.group(1));
    return new Origin(queueUrl, url.group(2), host.matches() ? host.group(1) : "");
  }

  /// @throws ForgedMessage when EventBridge cannot have sent it
  void check(JsonNode envelope) throws ForgedMessage {
    String source = envelope.path("source").asText();
    if (!source.startsWith("aws.")) {
      throw new ForgedMessage("the source of its envelope does not begin with aws.");
    }
    JsonNode detail = envelope.path("detail");
    String eventSource = detail.path("eventSource").asText();
    if (!eventSource.isEmpty()
        && !eventSource.equals(source.substring("aws.".length()) + ".amazonaws.com")) {
      throw new ForgedMessage("its envelope and its record name different services");
    }
    if (!envelope.path("account").asText().equals(account)) {
      throw new ForgedMessage("its envelope is not of the account " + account);
    }
    if (detail.hasNonNull("recipientAccountId")
        && !detail.path("recipientAccountId").asText().equals(account)) {
      throw new ForgedMessage("its record is not of the account " + account);
    }
    if (!REGION.matcher(envelope.path("region").asText()).matches()) {
      throw new ForgedMessage("its envelope names no Region");
    }
  }

  /// @throws ForgedMessage when a sweep of this guard cannot have sent it
  void check(dev.auroraguardrails.model.Trigger.Recheck recheck) throws ForgedMessage {
    if (!recheck.resource().account().equals(account)) {
      throw new ForgedMessage("a recheck of a resource that is not of the account " + account);
    }
  }

  /// @return the queue's ARN, for an alert
  String queueArn() {
    return "arn:aws:sqs:%s:%s:%s"
        .formatted(region, account, queueUrl.substring(queueUrl.lastIndexOf('/') + 1));
  }
}
