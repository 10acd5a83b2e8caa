package dev.auroraguardrails.cli;

import dev.auroraguardrails.aws.Clients;
import dev.auroraguardrails.aws.DynamoDbLedger;
import dev.auroraguardrails.aws.ExemptionParameters;
import dev.auroraguardrails.aws.PauseParameter;
import dev.auroraguardrails.engine.Json;
import dev.auroraguardrails.model.Family;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.ssm.SsmClient;

/// Shows how the guard stands.
@Command(
    name = "status",
    mixinStandardHelpOptions = true,
    description = {
      "Shows how the guard stands: pause, the account's brake, exemptions in force, when each"
          + " function was last seen at work, the last sweep, and dead letters.",
      "Reads with your own credentials: cloudformation:DescribeStacks and ListStackResources,"
          + " ssm:GetParameter and GetParametersByPath, dynamodb:GetItem, logs:DescribeLogStreams"
          + " (which tells up to an hour late), s3:ListBucket, sqs:GetQueueAttributes. What cannot be"
          + " read is said, and the rest is shown.",
      "Exit codes: 0 all is well; 1 paused, braked, dead letters, or a part could not be read."
    })
final class StatusCommand implements Callable<Integer> {
  @Option(names = "--json", description = "one JSON object")
  private boolean json;

  @Mixin private LedgerOption ledger = new LedgerOption();

  @Mixin private AwsOptions aws = new AwsOptions();

  @Override
  public Integer call() {
    aws.apply();
    SsmClient ssm = Clients.build(SsmClient.builder());
    var reader =
        new StatusReader(
            Clients.build(CloudFormationClient.builder()),
            Clients.build(SqsClient.builder()),
            Clients.build(CloudWatchLogsClient.builder()),
            Clients.build(S3Client.builder()),
            new PauseParameter(ssm, PauseParameter.NAME, InstantSource.system()),
            () ->
                new ExemptionParameters(ssm, ExemptionParameters.PATH, InstantSource.system())
                    .read(),
            () ->
                new DynamoDbLedger(
                        Clients.build(DynamoDbClient.builder()), ledger.name(), Family.RDS)
                    .accountBrake());
    var out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
    int code = show(reader, ledger.stack(), Instant.now(), out);
    out.flush();
    return code;
  }

  int show(StatusReader reader, String stack, Instant now, PrintStream out) {
    Status status = reader.read(stack, now);
    out.print(json ? Json.write(status) + "\n" : StatusText.of(status, now));
    return status.isWell(now) ? 0 : 1;
  }
}
