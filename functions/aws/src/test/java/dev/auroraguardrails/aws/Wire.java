package dev.auroraguardrails.aws;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;

/// A wire whose answers are given in the order of the calls, whatever these are, and without the
/// envelope around them. Request ids are `r-1`, `r-2`, …; nothing is retried.
public final class Wire implements ExecutionInterceptor {
  private final AwsWire aws = new AwsWire();
  private final Deque<Answer> answers = new ArrayDeque<>();
  private int answered;
  private int forgotten;

  private record Answer(int status, String code, String xml) {}

  /// The next call succeeds with these members.
  public Wire answers(String xml) {
    answers.add(new Answer(200, "", xml));
    return this;
  }

  /// The next call fails.
  public Wire fails(int status, String code) {
    answers.add(new Answer(status, code, ""));
    return this;
  }

  /// The calls since the start or since they were forgotten, as `Action name=value …` with the
  /// names in order.
  public List<String> calls() {
    return aws.calls().stream().skip(forgotten).map(Wire::sorted).toList();
  }

  public void forgetCalls() {
    forgotten = aws.calls().size();
  }

  public <B extends AwsSyncClientBuilder<B, C> & AwsClientBuilder<B, C>, C> C client(B builder) {
    return aws.client(
        builder.overrideConfiguration(
            o -> o.retryStrategy(AwsRetryStrategy.doNotRetry()).addExecutionInterceptor(this)));
  }

  @Override
  public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
    Answer answer = answers.poll();
    if (answer != null) {
      String operation = attributes.getAttribute(SdkExecutionAttribute.OPERATION_NAME);
      String requestId = "r-" + ++answered;
      boolean ec2 = "Ec2".equals(attributes.getAttribute(SdkExecutionAttribute.SERVICE_NAME));
      aws.answer(
          operation,
          answer.status(),
          ec2 ? ec2(operation, requestId, answer) : query(operation, requestId, answer));
    }
  }

  private static String query(String operation, String requestId, Answer answer) {
    if (answer.status() != 200) {
      return """
          <ErrorResponse><Error><Code>%s</Code><Message>said so</Message></Error>
          <RequestId>%s</RequestId></ErrorResponse>
          """
          .formatted(answer.code(), requestId);
    }
    return """
        <%1$sResponse><%1$sResult>%2$s</%1$sResult>
        <ResponseMetadata><RequestId>%3$s</RequestId></ResponseMetadata></%1$sResponse>
        """
        .formatted(operation, answer.xml(), requestId);
  }

  private static String ec2(String operation, String requestId, Answer answer) {
    if (answer.status() != 200) {
      return """
          <Response><Errors><Error><Code>%s</Code><Message>said so</Message></Error></Errors>
          <RequestID>%s</RequestID></Response>
          """
          .formatted(answer.code(), requestId);
    }
    return "<%1$sResponse><requestId>%2$s</requestId>%3$s</%1$sResponse>"
        .formatted(operation, requestId, answer.xml());
  }

  private static String sorted(String call) {
    String[] parts = call.replaceFirst("^Action=", "").split(" ", -1);
    return Stream.concat(Stream.of(parts).limit(1), Stream.of(parts).skip(1).sorted())
        .collect(Collectors.joining(" "));
  }
}
