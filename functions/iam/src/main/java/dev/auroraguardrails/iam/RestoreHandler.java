package dev.auroraguardrails.iam;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.auroraguardrails.aws.Clients;
import dev.auroraguardrails.aws.PackedBaseline;
import dev.auroraguardrails.engine.Json;
import dev.auroraguardrails.engine.RemediationJson;
import dev.auroraguardrails.model.Remediation;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import software.amazon.awssdk.services.iam.IamClient;

/// The function that gives policies back. It is asked by the iam function alone, and looks at what
/// it is asked for once more.
public final class RestoreHandler implements RequestStreamHandler {
  private final CarefulRestorer restorer;

  /// Lambda makes one for each execution environment.
  public RestoreHandler() {
    IamClient iam = Clients.buildGlobal(IamClient.builder());
    this.restorer =
        new CarefulRestorer(PackedBaseline.read(), new PolicyDocuments(iam), Restorer.by(iam));
  }

  @Override
  public void handleRequest(InputStream input, OutputStream output, Context context)
      throws IOException {
    List<Remediation> asked =
        RemediationJson.read(new String(input.readAllBytes(), StandardCharsets.UTF_8));
    if (asked.size() != 1 || !(asked.getFirst() instanceof Remediation.GivePolicyBack back)) {
      throw new IllegalArgumentException("wanted one policy to give back, got " + asked);
    }
    output.write(Json.write(restorer.give(back)).getBytes(StandardCharsets.UTF_8));
  }
}
