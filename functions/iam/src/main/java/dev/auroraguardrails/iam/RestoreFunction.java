package dev.auroraguardrails.iam;

import dev.auroraguardrails.engine.Json;
import dev.auroraguardrails.engine.RemediationJson;
import dev.auroraguardrails.model.Remediation.GivePolicyBack;
import java.util.List;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.LambdaClient;

/// Has the function that alone may give policies back do it.
final class RestoreFunction implements Restorer {
  private final LambdaClient lambda;
  private final String function;

  RestoreFunction(LambdaClient lambda, String function) {
    this.lambda = lambda;
    this.function = function;
  }

  @Override
  public Given give(GivePolicyBack back) {
    var answer =
        lambda.invoke(
            r ->
                r.functionName(function)
                    .payload(SdkBytes.fromUtf8String(RemediationJson.write(List.of(back)))));
    if (answer.functionError() != null) {
      throw new IllegalStateException(function + " failed: " + answer.payload().asUtf8String());
    }
    return Json.read(answer.payload().asUtf8String(), Given.class);
  }
}
