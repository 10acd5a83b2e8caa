package dev.auroraguardrails.tamper;

import dev.auroraguardrails.model.Alert;
import dev.auroraguardrails.model.Severity;

/// What is kept of the guard itself. These are no controls of the baseline: nobody switches them
/// off. Flapping (TAMPER-08) is the brakes' matter, silence (TAMPER-09) that of the alarms.
enum Tampering {
  PARTS("TAMPER-01", "The guard's functions, rules and queues stay as deployed", Severity.CRITICAL),
  TRAIL("TAMPER-02", "The trail records what happens", Severity.CRITICAL),
  RECORDER("TAMPER-03", "AWS Config records what stands", Severity.HIGH),
  ALERTS("TAMPER-04", "Alerts reach those who act on them", Severity.CRITICAL),
  ROLES("TAMPER-05", "The guard's roles stay as deployed", Severity.CRITICAL),
  TAGS("TAMPER-06", "Tags of the guard are the guard's", Severity.HIGH),
  SETTINGS("TAMPER-07", "Exemptions and pauses are known to all", Severity.MEDIUM),
  SERVICES("TAMPER-10", "Security services stay on", Severity.CRITICAL);

  private final String id;
  private final String title;
  private final Severity severity;

  Tampering(String id, String title, Severity severity) {
    this.id = id;
    this.title = title;
    this.severity = severity;
  }

  String id() {
    return id;
  }

  Alert.Control control() {
    return control(severity);
  }

  Alert.Control control(Severity instead) {
    return new Alert.Control(id, title, instead);
  }

  /// @throws IllegalArgumentException for an id that is none
  static Tampering of(String id) {
    for (Tampering one : values()) {
      if (one.id.equals(id)) {
        return one;
      }
    }
    throw new IllegalArgumentException("there is no " + id);
  }
}
