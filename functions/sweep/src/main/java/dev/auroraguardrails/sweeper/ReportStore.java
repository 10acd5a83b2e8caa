package dev.auroraguardrails.sweeper;

import dev.auroraguardrails.engine.Json;
import dev.auroraguardrails.sweep.Report;
import dev.auroraguardrails.sweeper.report.ReportForm;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Locale;
import java.util.Optional;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Object;

/// Keeps reports in a bucket, as `ACCOUNT/REGION/sweep-TIME.json` and `.html`.
final class ReportStore {
  private static final String JSON = ".json";
  private static final Duration LOOK_BACK = Duration.ofDays(8);
  private static final int TRIED = 5;

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

  /// @param id a report's id
  /// @throws IllegalArgumentException where there is no such report of the account and Region
  Report read(String account, String region, String id) {
    String key = "%s/%s/%s.json".formatted(account, region, id);
    try {
      return Json.read(
          s3.getObjectAsBytes(r -> r.bucket(bucket).key(key)).asUtf8String(), Report.class);
    } catch (NoSuchKeyException missing) {
      throw new IllegalArgumentException(
          "there is no report %s of %s in %s".formatted(id, account, region), missing);
    }
  }

  /// @param report one that is not written yet
  /// @return the last report before it of the same Region and scope, from within the last days
  Optional<Report> before(Report report) {
    String prefix = "%s/%s/sweep-".formatted(report.account(), report.region());
    String from = prefix + Report.idAt(report.at().minus(LOOK_BACK)).replaceFirst("sweep-", "");
    var ids = new ArrayList<String>();
    for (S3Object object :
        s3.listObjectsV2Paginator(r -> r.bucket(bucket).prefix(prefix).startAfter(from))
            .contents()) {
      if (object.key().endsWith(JSON)) {
        String name = object.key().substring(object.key().lastIndexOf('/') + 1);
        ids.add(name.substring(0, name.length() - JSON.length()));
      }
    }
    return ids.reversed().stream()
        .limit(TRIED)
        .map(id -> read(report.account(), report.region(), id))
        .filter(earlier -> earlier.scope().equals(report.scope()))
        .findFirst();
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
