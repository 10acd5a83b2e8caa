package dev.auroraguardrails.control;

import com.fasterxml.jackson.databind.JsonNode;
import dev.auroraguardrails.model.ChangeEvent;
import dev.auroraguardrails.model.Resource.DbCluster.Attribute;
import java.util.Set;
import java.util.TreeSet;

/// What a ModifyDBCluster asked of the export of logs: it names the types to switch, not the list.
public final class LogExports {
  private LogExports() {}

  public static Set<String> enabledBy(ChangeEvent change) {
    return named(change, "enableLogTypes");
  }

  public static Set<String> disabledBy(ChangeEvent change) {
    return named(change, "disableLogTypes");
  }

  private static Set<String> named(ChangeEvent change, String list) {
    var types = new TreeSet<String>();
    JsonNode exports = change.changed().get(Attribute.LOG_EXPORTS);
    if (exports != null) {
      exports.path(list).forEach(type -> types.add(type.asText()));
    }
    return types;
  }
}
