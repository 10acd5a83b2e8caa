package dev.auroraguardrails.outcome;

import static software.amazon.lambda.powertools.logging.argument.StructuredArguments.entry;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SNSEvent;
import dev.auroraguardrails.aws.Clients;
import dev.auroraguardrails.aws.Variables;
import dev.auroraguardrails.engine.Json;
import dev.auroraguardrails.model.Alert;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.lambda.powertools.logging.PowertoolsLogging;

/// The function that keeps each outcome in a bucket, as one line of JSON in an object of its own:
/// `ACCOUNT/2026/03/01/inc-0123456789abcdef.jsonl`. A repeat has the same name and the same
/// content,
/// and it may only write: what is kept there is changed by nobody from here.
public final class AuditHandler implements RequestHandler<SNSEvent, String> {
  private static final Logger LOG = LoggerFactory.getLogger(AuditHandler.class);
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("uuuu/MM/dd").withZone(ZoneOffset.UTC);

  private final S3Client s3;
  private final String bucket;

  /// Lambda makes one for each execution environment, by `AUDIT_BUCKET`: a bucket's name.
  public AuditHandler() {
    this(Clients.build(S3Client.builder()), Variables.required("AUDIT_BUCKET"));
  }

  AuditHandler(S3Client s3, String bucket) {
    this.s3 = s3;
    this.bucket = bucket;
  }

  @Override
  public String handleRequest(SNSEvent event, Context context) {
    return PowertoolsLogging.withLogging(
        context,
        () -> {
          event.getRecords().forEach(record -> keep(record.getSNS().getMessage()));
          return "kept";
        });
  }

  private void keep(String message) {
    TopicAlert.read(message).ifPresentOrElse(this::put, () -> LOG.info("no alert, passed over"));
  }

  private void put(Alert alert) {
    String key =
        "%s/%s/%s.jsonl".formatted(alert.account(), DAY.format(alert.at()), alert.alertId());
    s3.putObject(
        r -> r.bucket(bucket).key(key).contentType("application/x-ndjson"),
        RequestBody.fromString(Json.write(alert) + "\n"));
    LOG.info("kept", entry("alert", alert.alertId()));
  }
}
