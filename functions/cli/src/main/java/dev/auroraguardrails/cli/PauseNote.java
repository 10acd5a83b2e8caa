package dev.auroraguardrails.cli;

import dev.auroraguardrails.aws.Clients;
import dev.auroraguardrails.engine.Json;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.ParameterType;
import software.amazon.awssdk.services.sts.StsClient;

/// What a person tells the guard: written with the caller's own credentials, so that CloudTrail
/// names who it was. The guard can only read it.
final class PauseNote {
  private final SsmClient ssm;
  private final StsClient sts;
  private final String name;

  PauseNote(SsmClient ssm, StsClient sts, String name) {
    this.ssm = ssm;
    this.sts = sts;
    this.name = name;
  }

  static PauseNote at(String name) {
    return new PauseNote(
        Clients.build(SsmClient.builder()), Clients.build(StsClient.builder()), name);
  }

  /// @param more what the note says besides who wrote it and when
  /// @return the note, as it was written
  String write(boolean paused, Instant since, Map<String, String> more) {
    var note = new LinkedHashMap<String, Object>();
    note.put("paused", paused);
    note.put("by", sts.getCallerIdentity().arn());
    note.put("since", since);
    note.putAll(more);
    String text = Json.write(note);
    ssm.putParameter(r -> r.name(name).value(text).type(ParameterType.STRING).overwrite(true));
    return text;
  }
}
