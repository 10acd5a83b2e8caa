package dev.auroraguardrails.model;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/// A violation, and the control that found it.
///
/// @param control the control's metadata
/// @param resource the resource it was found on
/// @param violation what is wrong
public record Finding(ControlInfo control, Resource resource, Violation violation) {

  /// @return what the pattern of an exemption is matched against, as JSON
  String matchable() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.putObject("control")
        .put("id", control.id())
        .put("severity", control.severity().name())
        .put("family", control.family().label());
    ResourceId id = resource.id();
    json.putObject("resource")
        .put("arn", id.arn())
        .put("name", id.name())
        .put("kind", id.kind().name())
        .put("account", id.account())
        .put("region", id.region());
    json.put("subject", violation.subject());
    return json.toString();
  }
}
