package dev.auroraguardrails.control.audit;

import com.fasterxml.jackson.databind.JsonNode;
import dev.auroraguardrails.control.About;
import dev.auroraguardrails.control.Context;
import dev.auroraguardrails.control.Control;
import dev.auroraguardrails.model.Act;
import dev.auroraguardrails.model.ChangeEvent;
import dev.auroraguardrails.model.Family;
import dev.auroraguardrails.model.Resource.ApiCall;
import dev.auroraguardrails.model.Severity;
import dev.auroraguardrails.model.Violation;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;

/// Only the call is judged: what GuardDuty watches is its administrator's to say, who may be in
/// another account.
@About(
    id = "LOG-10",
    title = "GuardDuty watches the logins to Aurora",
    severity = Severity.HIGH,
    family = Family.ADJACENT,
    act = Act.ALERT,
    calls = {"UpdateDetector", "UpdateMemberDetectors", "DeleteDetector"},
    why = "Nothing else sees a stranger log in with a stolen password.",
    limits = "Logins while it was off are not looked at afterwards.",
    mappings = {
      "AWS Config guardduty-rds-protection-enabled",
      "Prowler guardduty_rds_protection_enabled"
    })
public final class LoginDetectionOn implements Control<ApiCall> {
  @Override
  public Class<ApiCall> checks() {
    return ApiCall.class;
  }

  @Override
  public List<Violation> check(ApiCall now, Context<ApiCall> context) {
    String detector = now.id().name();
    String wayBack =
        "a person decides: aws guardduty update-detector --region %s --detector-id '%s' --enable"
                .formatted(now.id().region(), detector)
            + " --features Name=RDS_LOGIN_EVENTS,Status=ENABLED";
    return said(now.event())
        .map(
            what ->
                Violation.told(
                    "*", "GuardDuty's detector %s %s".formatted(detector, what), wayBack))
        .stream()
        .toList();
  }

  private static Optional<String> said(ChangeEvent event) {
    JsonNode request = event.request();
    boolean off =
        StreamSupport.stream(request.path("features").spliterator(), false)
            .filter(feature -> feature.path("name").asText().equals("RDS_LOGIN_EVENTS"))
            .anyMatch(feature -> feature.path("status").asText().equals("DISABLED"));
    return switch (event.name()) {
      case "DeleteDetector" -> Optional.of("was deleted");
      case "UpdateDetector" ->
          off
              ? Optional.of("does not watch logins to databases any more")
              : Optional.of("was switched off")
                  .filter(text -> request.has("enable") && !request.path("enable").asBoolean());
      case "UpdateMemberDetectors" ->
          off
              ? Optional.of(
                  "does not watch logins to databases in "
                      + request.path("accountIds")
                      + " any more")
              : Optional.empty();
      default -> Optional.empty();
    };
  }
}
