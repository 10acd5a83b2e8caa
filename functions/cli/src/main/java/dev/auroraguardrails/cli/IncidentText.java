package dev.auroraguardrails.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.auroraguardrails.aws.IncidentReader.Known;
import dev.auroraguardrails.engine.AlertText;
import dev.auroraguardrails.engine.Json;
import dev.auroraguardrails.model.Alert;
import dev.auroraguardrails.port.Ledger.Incident;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/// Incidents for a terminal. Much of the text is other people's.
final class IncidentText {
  /// Escapes what a terminal would obey.
  private static final ObjectWriter WRITER =
      Json.MAPPER.writer().with(JsonWriteFeature.ESCAPE_NON_ASCII);

  private IncidentText() {}

  /// Two lines: what and who, then the evidence and why it ended so.
  static String line(Known known) {
    Alert alert = known.incident().alert();
    return "%s  %-13s %-8s %-8s %s  by %s  %s%n    %s: %s%n"
        .formatted(
            alert.at().truncatedTo(ChronoUnit.SECONDS),
            state(known.incident()),
            alert.control().severity().name().toLowerCase(Locale.ROOT),
            alert.control().id(),
            Terminal.plain(name(alert.resource())),
            Terminal.plain(alert.event().actor()),
            Terminal.plain(known.id()),
            Terminal.plain(alert.evidence()),
            Terminal.plain(alert.reason()));
  }

  /// All that the guard told about it.
  static String whole(Known known) {
    String open =
        known.incident().done()
            ? ""
            : "Not finished: this is what it will say if all goes well.%n%n".formatted();
    return open + AlertText.email(known.incident().alert());
  }

  /// The alert's JSON form, with `incidentId`, `finished` and `alertDue`; a line of its own.
  static String json(Known known) throws JsonProcessingException {
    ObjectNode line = Json.MAPPER.createObjectNode();
    line.put("incidentId", known.id());
    line.put("finished", known.incident().done());
    line.put("alertDue", known.incident().alertDue());
    line.setAll((ObjectNode) Json.MAPPER.valueToTree(known.incident().alert()));
    return WRITER.writeValueAsString(line) + "\n";
  }

  private static String state(Incident incident) {
    return incident.done() ? incident.alert().outcome() : "not finished";
  }

  static String name(String arn) {
    String resource = arn.substring(arn.lastIndexOf(':') + 1);
    return resource.substring(resource.lastIndexOf('/') + 1);
  }
}
