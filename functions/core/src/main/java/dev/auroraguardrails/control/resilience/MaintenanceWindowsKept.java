package dev.auroraguardrails.control.resilience;

import dev.auroraguardrails.control.About;
import dev.auroraguardrails.control.ClusterCallControl;
import dev.auroraguardrails.control.Context;
import dev.auroraguardrails.control.Requests;
import dev.auroraguardrails.control.Told;
import dev.auroraguardrails.model.Act;
import dev.auroraguardrails.model.ChangeEvent;
import dev.auroraguardrails.model.Family;
import dev.auroraguardrails.model.Resource.DbCluster;
import dev.auroraguardrails.model.Severity;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Business hours depend on where people are, and windows are moved seldom: every move is told.
/// Whatever waits for a window that includes the present is carried out at once
/// (https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_ModifyDBCluster.html).
@About(
    id = "RESIL-14",
    title = "Maintenance windows of Aurora clusters are not moved unnoticed",
    severity = Severity.MEDIUM,
    family = Family.RDS,
    act = Act.ALERT,
    calls = {"ModifyDBCluster"},
    why = "Who moves the window decides when pending changes interrupt connections.",
    limits = "The window that a member has of its own is not looked at.")
public final class MaintenanceWindowsKept implements ClusterCallControl {
  private static final String WINDOW = "preferredMaintenanceWindow";
  private static final List<String> DAYS = List.of("mon", "tue", "wed", "thu", "fri", "sat", "sun");
  private static final Pattern FORM =
      Pattern.compile("(\\w{3}):(\\d\\d):(\\d\\d)-(\\w{3}):(\\d\\d):(\\d\\d)");

  @Override
  public Optional<Told> judge(DbCluster now, ChangeEvent call, Context<DbCluster> context) {
    return Requests.asked(call, WINDOW)
        .filter(window -> call.name().equals("ModifyDBCluster"))
        .map(
            window ->
                new Told(
                    "the maintenance window of cluster %s was moved to %s%s"
                        .formatted(
                            now.id().name(),
                            window,
                            includes(window, call.time()) ? ", which includes the call" : ""),
                    "what pends is carried out in it; the window before is not known"));
  }

  private static boolean includes(String window, Instant time) {
    Matcher form = FORM.matcher(window.toLowerCase(Locale.ROOT));
    if (!form.matches()) {
      return false;
    }
    int from = minute(form.group(1), form.group(2), form.group(3));
    int to = minute(form.group(4), form.group(5), form.group(6));
    var utc = time.atOffset(ZoneOffset.UTC);
    int at = (utc.getDayOfWeek().getValue() - 1) * 1440 + utc.getHour() * 60 + utc.getMinute();
    return from <= to ? from <= at && at < to : at >= from || at < to;
  }

  /// Minutes since Monday 00:00.
  private static int minute(String day, String hour, String minute) {
    return DAYS.indexOf(day) * 1440 + Integer.parseInt(hour) * 60 + Integer.parseInt(minute);
  }
}
