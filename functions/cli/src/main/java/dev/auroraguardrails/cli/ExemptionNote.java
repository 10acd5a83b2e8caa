package dev.auroraguardrails.cli;

import dev.auroraguardrails.aws.Clients;
import dev.auroraguardrails.aws.ExemptionParameters;
import dev.auroraguardrails.engine.Json;
import dev.auroraguardrails.model.TemporaryExemption;
import dev.auroraguardrails.model.TemporaryExemptions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.ParameterNotFoundException;
import software.amazon.awssdk.services.ssm.model.ParameterType;
import software.amazon.awssdk.services.sts.StsClient;

/// What people allow for a while: written with the caller's own credentials, so that CloudTrail
/// names who it was. The guard can only read it.
public final class ExemptionNote {
  private final SsmClient ssm;
  private final StsClient sts;
  private final String path;

  public ExemptionNote(SsmClient ssm, StsClient sts, String path) {
    this.ssm = ssm;
    this.sts = sts;
    this.path = path;
  }

  static ExemptionNote below(String path) {
    return new ExemptionNote(
        Clients.build(SsmClient.builder()), Clients.build(StsClient.builder()), path);
  }

  /// @param id a new one: an exemption that is there already is not overwritten
  /// @return the exemption as it was written
  TemporaryExemption write(
      String id, String control, String resource, String reason, Instant since, Duration length) {
    var exemption =
        new TemporaryExemption(
            id,
            control,
            resource,
            reason,
            sts.getCallerIdentity().arn(),
            since,
            since.plus(length));
    var note = new LinkedHashMap<String, Object>();
    note.put("control", exemption.control());
    note.put("resource", exemption.resource());
    note.put("reason", exemption.reason());
    note.put("by", exemption.by());
    note.put("since", exemption.since());
    note.put("until", exemption.until());
    String text = Json.write(note);
    ssm.putParameter(
        r -> r.name(path + "/" + id).value(text).type(ParameterType.STRING).overwrite(false));
    return exemption;
  }

  /// @return whether there was one
  boolean end(String id) {
    try {
      ssm.deleteParameter(r -> r.name(path + "/" + id));
      return true;
    } catch (ParameterNotFoundException none) {
      return false;
    }
  }

  /// @return all there are, expired ones too
  TemporaryExemptions list() {
    return new ExemptionParameters(ssm, path, InstantSource.system()).read();
  }
}
