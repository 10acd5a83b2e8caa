package dev.auroraguardrails.sweeper;

import static software.amazon.lambda.powertools.logging.argument.StructuredArguments.entry;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import dev.auroraguardrails.adjacent.AdjacentClients;
import dev.auroraguardrails.aws.Clients;
import dev.auroraguardrails.aws.DynamoDbLedger;
import dev.auroraguardrails.aws.ExemptionParameters;
import dev.auroraguardrails.aws.PackedBaseline;
import dev.auroraguardrails.aws.Variables;
import dev.auroraguardrails.baseline.Baseline;
import dev.auroraguardrails.model.Exemption;
import dev.auroraguardrails.model.Family;
import dev.auroraguardrails.model.TemporaryExemptions;
import dev.auroraguardrails.port.Ledger;
import dev.auroraguardrails.sweep.Report;
import dev.auroraguardrails.sweep.Surveyed;
import dev.auroraguardrails.sweep.Sweep;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.lambda.powertools.logging.PowertoolsLogging;

/// The sweep's function, invoked by hand or by a schedule with what {@link SweepRequest} takes.
public final class SweepHandler
    implements RequestHandler<Map<String, Object>, Map<String, Object>> {
  private static final Logger LOG = LoggerFactory.getLogger(SweepHandler.class);
  private static final int ACCOUNT = 4;

  private final InstantSource clock = InstantSource.system();
  private final RdsClient rds = Clients.build(RdsClient.builder());
  private final SnsClient sns = Clients.build(SnsClient.builder());
  private final Baseline baseline = PackedBaseline.read();
  private final LedgerMemory memory;
  private final Sweep sweep;
  private final RegionSurvey survey;
  private final ReportStore store;
  private final Enforcement enforcement;
  private final ExemptionParameters exemptions;

  /// Lambda makes one for each execution environment, of `LEDGER_TABLE`, `TOPIC_ARN`,
  /// `REPORT_BUCKET` and the queues `RDS_QUEUE_URL`, `NETWORK_QUEUE_URL` and `IAM_QUEUE_URL`.
  public SweepHandler() {
    DynamoDbClient table = Clients.build(DynamoDbClient.builder());
    var ledgers = new EnumMap<Family, Ledger>(Family.class);
    var queues = new EnumMap<Family, String>(Family.class);
    for (Family family : Family.values()) {
      ledgers.put(family, new DynamoDbLedger(table, Variables.required("LEDGER_TABLE"), family));
      queues.put(
          family, Variables.required(family.label().toUpperCase(Locale.ROOT) + "_QUEUE_URL"));
    }
    this.memory = new LedgerMemory(ledgers);
    this.sweep = new Sweep(baseline, memory);
    this.survey =
        new RegionSurvey(
            rds,
            Clients.build(Ec2Client.builder()),
            Clients.buildGlobal(IamClient.builder()),
            AdjacentClients.of(Clients.region()),
            clock);
    this.store =
        new ReportStore(Clients.build(S3Client.builder()), Variables.required("REPORT_BUCKET"));
    this.exemptions =
        new ExemptionParameters(
            Clients.build(SsmClient.builder()), ExemptionParameters.PATH, clock);
    this.enforcement = new Enforcement(Clients.build(SqsClient.builder()), queues);
  }

  /// @return the report's id, where it is, the number of findings by severity, and how many
  ///     resources the families' functions were asked to put back
  /// @throws IllegalArgumentException when the request is not understood; nothing is done then
  @Override
  public Map<String, Object> handleRequest(Map<String, Object> input, Context context) {
    return PowertoolsLogging.withLogging(context, () -> sweep(SweepRequest.of(input), context));
  }

  private List<Exemption> ending() {
    LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    return baseline.exemptions().stream().filter(one -> one.endsSoon(today)).toList();
  }

  private Map<String, Object> sweep(SweepRequest request, Context context) {
    String account = context.getInvokedFunctionArn().split(":", -1)[ACCOUNT];
    String region = rds.serviceClientConfiguration().region().id();
    Optional<Report> plan = request.plan().map(id -> store.read(account, region, id));
    Surveyed surveyed = survey.read(account, region, read -> LOG.debug("read {}", read));
    TemporaryExemptions allowed = TemporaryExemptions.NONE;
    try {
      allowed = exemptions.read();
    } catch (AwsServiceException refused) {
      surveyed = surveyed.lacking("the temporary exemptions", Refusal.of(refused));
    }
    Report report = sweep.report(surveyed, request.scope(), allowed, clock.instant());
    memory.remember(surveyed, report);
    int asked =
        switch (request.mode()) {
          case REPORT -> 0;
          case ENFORCE -> enforcement.drift(surveyed, report);
          case HARDEN ->
              enforcement.harden(surveyed, report, plan.orElseThrow(), request.maximum());
        };
    Report compared = store.before(report).map(report::since).orElse(report);
    return tell(compared, asked);
  }

  private Map<String, Object> tell(Report report, int asked) {
    String where = store.write(report);
    var answer = new LinkedHashMap<String, Object>();
    answer.put("id", report.id());
    answer.put("report", where);
    answer.put("findings", Summary.counts(report));
    report
        .trend()
        .ifPresent(
            trend ->
                answer.put(
                    "since",
                    Map.of(
                        "report", trend.against(),
                        "new", trend.fresh().size(),
                        "gone", trend.gone().size())));
    answer.put("unread", report.unread().size());
    answer.put("rechecks", asked);
    List<Exemption> ending = ending();
    answer.put("ending", Summary.lines(ending));
    sns.publish(
        r ->
            r.topicArn(Variables.required("TOPIC_ARN"))
                .subject(Summary.subject(report))
                .messageStructure("json")
                .message(Summary.message(report, where, answer, ending)));
    LOG.info("swept", entry("answer", answer));
    return answer;
  }
}
