package dev.auroraguardrails.cli;

import dev.auroraguardrails.adjacent.AdjacentClients;
import dev.auroraguardrails.aws.Clients;
import dev.auroraguardrails.aws.ExemptionParameters;
import dev.auroraguardrails.aws.IncidentReader.Known;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.rds.RdsClient;

/// Gives a person back what the guard took away.
@Command(
    name = "undo",
    mixinStandardHelpOptions = true,
    description = {
      "Undoes one revert with your own credentials: shows the AWS CLI commands, asks, exempts the"
          + " control on the resource for a while, waits until every function knows that, and makes"
          + " the calls. Refuses where the state is not what the revert left, and says what it is.",
      "Needs what 'guardrails incidents' and 'guardrails exempt' need, and the right to the calls.",
      "Exit codes: 0 done, or shown by --dry-run; 1 it cannot be undone; 2 nobody said yes."
    })
final class UndoCommand implements Callable<Integer> {
  @Parameters(paramLabel = "INCIDENT", description = "its id: inc-0123456789abcdef")
  private String id = "";

  @Option(
      names = "--for",
      paramLabel = "DURATION",
      converter = DurationConverter.class,
      defaultValue = "24h",
      description = "how long the guard leaves it alone: 2h, 1d; default: ${DEFAULT-VALUE}")
  private Duration length = Duration.ofDays(1);

  @Option(names = "--yes", description = "do not ask")
  private boolean yes;

  @Option(names = "--dry-run", description = "show what would be done, and do nothing")
  private boolean dryRun;

  @Option(
      names = "--path",
      paramLabel = "PATH",
      defaultValue = ExemptionParameters.PATH,
      description = "below which exemptions are; default: ${DEFAULT-VALUE}")
  private String path = ExemptionParameters.PATH;

  @Mixin private LedgerOption ledger = new LedgerOption();

  @Mixin private AwsOptions aws = new AwsOptions();

  @Override
  public Integer call() {
    aws.apply();
    Optional<Known> known = ledger.incidents().incident(id);
    if (known.isEmpty()) {
      System.err.println("guardrails: the ledger has no incident " + Terminal.plain(id));
      return 1;
    }
    String region = known.get().incident().alert().region();
    var undoing =
        new Undoing(
            Clients.build(RdsClient.builder(), region),
            Clients.build(Ec2Client.builder(), region),
            Clients.buildGlobal(IamClient.builder()),
            AdjacentClients.of(region),
            ExemptionNote.below(path),
            InstantSource.system(),
            UndoCommand::sleep,
            new PrintStream(System.out, true, StandardCharsets.UTF_8));
    if (!undoing.shows(known.get(), length)) {
      return 1;
    }
    if (dryRun) {
      return 0;
    }
    if (!yes && !Consent.to("Undo it?")) {
      System.err.println("guardrails: nothing was done");
      return 2;
    }
    return undoing.carriesOut(known.get(), length) ? 0 : 1;
  }

  private static void sleep(Duration wait) {
    try {
      Thread.sleep(wait);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted; nothing was undone");
    }
  }
}
