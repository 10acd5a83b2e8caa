package dev.auroraguardrails.sweeper;

import dev.auroraguardrails.sweep.Report;
import dev.auroraguardrails.sweeper.report.ReportForm;
import java.util.Locale;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/// Keeps reports in a bucket, as `ACCOUNT/REGION/sweep-TIME.json` and `.html`.
final class ReportStore {
  private final S3Client s3;
  private final String bucket;

  ReportStore(S3Client s3, String bucket) {
    this.s3 = s3;
    this.bucket = bucket;
  }

  /// @return where the page is: `s3://…`
  String write(Report report) {
    put(report, ReportForm.JSON, "application/json");
    return put(report, ReportForm.HTML, "text/html; charset=utf-8");
  }

  private String put(Report report, ReportForm form, String type) {
    String key =
        "%s/%s/%s.%s"
            .formatted(
                report.account(),
                report.region(),
                report.id(),
                form.name().toLowerCase(Locale.ROOT));
    s3.putObject(
        r -> r.bucket(bucket).key(key).contentType(type),
        RequestBody.fromString(form.write(report)));
    return "s3://" + bucket + "/" + key;
  }
}
