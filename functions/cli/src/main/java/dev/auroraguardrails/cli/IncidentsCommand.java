package dev.auroraguardrails.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.auroraguardrails.aws.IncidentReader;
import dev.auroraguardrails.aws.IncidentReader.Known;
import dev.auroraguardrails.model.Glob;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Shows what the guard found and did.
@Command(
    name = "incidents",
    mixinStandardHelpOptions = true,
    description = {
      "Lists what the guard found and did, the newest first, or shows one incident: who did what,"
          + " what was decided and why, what was carried out, and how to undo it.",
      "Reads the ledger with your own credentials: one incident by dynamodb:GetItem; a list by"
          + " dynamodb:Scan, which reads the whole table (and says how many read units it took)."
          + " Without --table it needs cloudformation:DescribeStacks.",
      "Exit codes: 0 done; 1 there is no such incident."
    })
final class IncidentsCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "ID",
      arity = "0..1",
      description = "show this one: inc-0123456789abcdef")
  private String id = "";

  @Option(names = "--control", paramLabel = "ID", description = "only this control's")
  private String control = "";

  @Option(
      names = "--resource",
      paramLabel = "GLOB",
      description = "only of resources whose ARN or name it matches; * and ? are wildcards")
  private String resource = "";

  @Option(
      names = "--since",
      paramLabel = "DURATION",
      converter = DurationConverter.class,
      defaultValue = "7d",
      description = "how far back: 90m, 2h, 30d; default: ${DEFAULT-VALUE}; kept are 90 days")
  private Duration since = Duration.ofDays(7);

  @Option(names = "--json", description = "one line of JSON for each incident")
  private boolean json;

  @Mixin private LedgerOption ledger = new LedgerOption();

  @Mixin private AwsOptions aws = new AwsOptions();

  @Override
  public Integer call() throws JsonProcessingException {
    aws.apply();
    var out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
    int code = show(ledger.incidents(), Instant.now(), out);
    out.flush();
    return code;
  }

  int show(IncidentReader reader, Instant now, PrintStream out) throws JsonProcessingException {
    return id.isEmpty() ? list(reader, now, out) : one(reader, out);
  }

  private int one(IncidentReader reader, PrintStream out) throws JsonProcessingException {
    Optional<Known> known = reader.incident(id);
    if (known.isEmpty()) {
      System.err.println(
          "guardrails: the ledger has no incident " + Terminal.plain(id) + "; it keeps 90 days");
      return 1;
    }
    out.print(json ? IncidentText.json(known.get()) : IncidentText.whole(known.get()));
    return 0;
  }

  private int list(IncidentReader reader, Instant now, PrintStream out)
      throws JsonProcessingException {
    IncidentReader.Search search = reader.since(now.minus(since));
    List<Known> wanted = search.incidents().stream().filter(this::isWanted).toList();
    for (Known known : wanted) {
      out.print(json ? IncidentText.json(known) : IncidentText.line(known));
    }
    search
        .unreadable()
        .forEach(
            other ->
                System.err.println(
                    "guardrails: this version cannot read incident " + Terminal.plain(other)));
    System.err.printf(
        "guardrails: %d incidents; the table's scan took %.1f read units%n",
        wanted.size(), search.readUnits());
    return 0;
  }

  private boolean isWanted(Known known) {
    var alert = known.incident().alert();
    return (control.isEmpty() || control.equals(alert.control().id()))
        && (resource.isEmpty()
            || Glob.matches(resource, alert.resource())
            || Glob.matches(resource, IncidentText.name(alert.resource())));
  }
}
