package dev.auroraguardrails.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.auroraguardrails.aws.Clients;
import dev.auroraguardrails.engine.Json;
import dev.auroraguardrails.model.Calls;
import dev.auroraguardrails.model.Family;
import dev.auroraguardrails.model.Remediation;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.CloudFormationException;
import software.amazon.awssdk.services.cloudformation.model.Parameter;
import software.amazon.awssdk.services.cloudformation.model.Stack;
import software.amazon.awssdk.services.cloudtrail.CloudTrailClient;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.Role;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.GetFunctionConfigurationResponse;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.Subscription;

/// Looks whether a deployed guard can see, tell and put back, and says what to do where it cannot.
final class Doctor {
  private static final String IAM_EVENTS = "us-east-1";

  /// Five for each family's queue, and some for sweeps and what hears the topic.
  private static final int CONCURRENCY = 20;

  /// Without them CloudWatch's alarms could not be encrypted, and would be lost in silence.
  private static final List<String> SENDERS =
      List.of("cloudwatch.amazonaws.com", "events.amazonaws.com", "sns.amazonaws.com");

  private static final Set<String> KEY_USES = Set.of("kms:GenerateDataKey", "kms:Decrypt");

  private final String stack;
  private final String region;
  private final Set<String> regions;
  private final List<Diagnosis> found = new ArrayList<>();

  /// @param stack the guard's stack
  /// @param region the Region that it is in
  /// @param others the other Regions that it guards
  Doctor(String stack, String region, List<String> others) {
    this.stack = stack;
    this.region = region;
    this.regions = new TreeSet<>(others);
    regions.add(region);
    regions.add(IAM_EVENTS);
  }

  List<Diagnosis> examine() {
    Optional<Stack> deployed = stack(region, stack);
    if (deployed.isEmpty()) {
      found.add(
          Diagnosis.fail(
              "there is no stack %s in %s".formatted(stack, region),
              "deploy it: make deploy REGION=" + region));
      return found;
    }
    Stack guard = deployed.get();
    found.add(status(guard));
    Map<String, String> outputs =
        guard.outputs().stream()
            .collect(Collectors.toMap(o -> o.outputKey(), o -> o.outputValue()));
    for (String one : regions) {
      look(
          "the trails of " + one, () -> Trails.check(client(CloudTrailClient.builder(), one), one));
      if (!one.equals(region)) {
        look("the forwarding of " + one, () -> forwarding(one));
      }
    }
    String topic = outputs.getOrDefault("AlertTopicArn", "");
    SnsClient sns = client(SnsClient.builder(), region);
    look("the subscriptions", () -> subscriptions(sns, topic));
    look("the topic's key", () -> key(sns, topic));
    LambdaClient lambda = client(LambdaClient.builder(), region);
    for (Family family : Family.values()) {
      look("the function of " + family.label(), () -> function(lambda, family, guard, outputs));
    }
    look("the quota of Lambda", () -> quota(lambda));
    return found;
  }

  /// What cannot be asked is a warning: it is not known to be wrong.
  private void look(String what, Supplier<Diagnosis> check) {
    try {
      found.add(check.get());
    } catch (SdkException refused) {
      found.add(
          Diagnosis.warn(
              what + " cannot be told: " + Trouble.sentence(refused),
              "run it with the rights to read that"));
    }
  }

  private static Diagnosis status(Stack guard) {
    String status = guard.stackStatusAsString();
    String what = "stack %s is %s".formatted(guard.stackName(), status);
    return status.endsWith("_COMPLETE") && !status.contains("ROLLBACK")
        ? Diagnosis.ok(what)
        : Diagnosis.warn(what, "look at its events, and deploy again");
  }

  private Diagnosis forwarding(String other) {
    Optional<Stack> forward = stack(other, stack + "-forward");
    String advice = "make forward REGION=%s HUB=%s".formatted(other, region);
    String lost = other.equals(IAM_EVENTS) ? "IAM's events are" : "its events are";
    if (forward.isEmpty()) {
      return Diagnosis.fail(
          "%s: nothing sends its events to %s, so %s not seen".formatted(other, region, lost),
          advice);
    }
    String hub = parameter(forward.get(), "HubRegion");
    return hub.equals(region)
        ? Diagnosis.ok("%s: its events are sent to %s".formatted(other, region))
        : Diagnosis.fail("%s: its events are sent to %s".formatted(other, hub), advice);
  }

  private static Diagnosis subscriptions(SnsClient sns, String topic) {
    List<Subscription> all =
        sns.listSubscriptionsByTopicPaginator(r -> r.topicArn(topic)).subscriptions().stream()
            .toList();
    List<String> waiting =
        all.stream()
            .filter(one -> one.subscriptionArn().equals("PendingConfirmation"))
            .map(Subscription::endpoint)
            .toList();
    if (!waiting.isEmpty()) {
      return Diagnosis.fail(
          "no alert reaches %s yet".formatted(String.join(", ", waiting)),
          "open the link that AWS mailed there; to get it again: make deploy EMAIL=…");
    }
    return all.isEmpty()
        ? Diagnosis.warn(
            "nobody subscribes to the alerts", "make deploy EMAIL=you@example.com, or subscribe")
        : Diagnosis.ok("%d confirmed subscriptions to the alerts".formatted(all.size()));
  }

  private Diagnosis key(SnsClient sns, String topic) {
    String key =
        sns.getTopicAttributes(r -> r.topicArn(topic))
            .attributes()
            .getOrDefault("KmsMasterKeyId", "");
    if (key.isEmpty()) {
      return Diagnosis.warn("the alerts are not encrypted", "deploy again");
    }
    KmsClient kms = client(KmsClient.builder(), region);
    if (!kms.describeKey(r -> r.keyId(key)).keyMetadata().enabled()) {
      return Diagnosis.fail("the alerts' key is disabled, so none is sent", "enable it: " + key);
    }
    String policy = kms.getKeyPolicy(r -> r.keyId(key).policyName("default")).policy();
    List<String> shut = SENDERS.stream().filter(sender -> !lets(json(policy), sender)).toList();
    return shut.isEmpty()
        ? Diagnosis.ok("the alerts' key lets the services through that send")
        : Diagnosis.fail(
            "the alerts' key shuts out %s, whose messages get lost"
                .formatted(String.join(", ", shut)),
            "deploy again, which writes the key's policy");
  }

  private static boolean lets(JsonNode policy, String service) {
    return statements(policy)
        .filter(statement -> texts(statement.path("Principal").path("Service")).contains(service))
        .anyMatch(statement -> texts(statement.path("Action")).containsAll(KEY_USES));
  }

  private Diagnosis function(
      LambdaClient lambda, Family family, Stack guard, Map<String, String> outputs) {
    String word =
        family.label().substring(0, 1).toUpperCase(Locale.ROOT) + family.label().substring(1);
    String name = outputs.getOrDefault(word + "FunctionName", "");
    GetFunctionConfigurationResponse function =
        lambda.getFunctionConfiguration(r -> r.functionName(name));
    boolean enforced = parameter(guard, "Enforce" + word).equals("yes");
    Set<String> needed = enforced ? writes(family) : Set.of();
    String roleName = function.role().substring(function.role().lastIndexOf('/') + 1);
    IamClient iam = Clients.buildGlobal(IamClient.builder());
    Set<String> missing = new TreeSet<>(needed);
    missing.removeAll(allowed(iam, roleName));
    if (!missing.isEmpty()) {
      return Diagnosis.fail(
          "%s may not %s, so it cannot put back".formatted(roleName, String.join(", ", missing)),
          "deploy again, which writes the role's policies");
    }
    Role role = iam.getRole(r -> r.roleName(roleName)).role();
    if (role.permissionsBoundary() != null) {
      return Diagnosis.warn(
          "%s has a permissions boundary".formatted(roleName),
          "see that it allows " + String.join(", ", needed));
    }
    return Diagnosis.ok(
        enforced
            ? "%s: its role may make all %d corrective calls".formatted(word, needed.size())
            : "%s: only tells, by the baseline".formatted(word));
  }

  private static Set<String> writes(Family family) {
    return Stream.of(Remediation.class.getPermittedSubclasses())
        .flatMap(type -> Stream.of(type.getAnnotationsByType(Calls.class)))
        .filter(calls -> calls.by() == family)
        .flatMap(calls -> Stream.of(calls.value()))
        .collect(Collectors.toSet());
  }

  /// The stack writes inline policies only.
  private static Set<String> allowed(IamClient iam, String role) {
    return iam.listRolePoliciesPaginator(r -> r.roleName(role)).policyNames().stream()
        .map(policy -> iam.getRolePolicy(r -> r.roleName(role).policyName(policy)))
        .map(policy -> URLDecoder.decode(policy.policyDocument(), StandardCharsets.UTF_8))
        .flatMap(document -> statements(json(document)))
        .flatMap(statement -> texts(statement.path("Action")).stream())
        .collect(Collectors.toSet());
  }

  private static Diagnosis quota(LambdaClient lambda) {
    Integer free =
        lambda.getAccountSettings(r -> {}).accountLimit().unreservedConcurrentExecutions();
    String what = "%d of Lambda's concurrent executions are free to use".formatted(free);
    return free >= CONCURRENCY
        ? Diagnosis.ok(what)
        : Diagnosis.warn(
            what + ", the guard may need " + CONCURRENCY,
            "ask for more: Service Quotas, AWS Lambda, Concurrent executions");
  }

  private static Stream<JsonNode> statements(JsonNode policy) {
    JsonNode statement = policy.path("Statement");
    return (statement.isArray()
            ? StreamSupport.stream(statement.spliterator(), false)
            : Stream.of(statement))
        .filter(one -> one.path("Effect").asText().equals("Allow"));
  }

  private static Set<String> texts(JsonNode value) {
    return value.isArray()
        ? StreamSupport.stream(value.spliterator(), false)
            .map(JsonNode::asText)
            .collect(Collectors.toSet())
        : Set.of(value.asText());
  }

  private static JsonNode json(String document) {
    try {
      return Json.MAPPER.readTree(document);
    } catch (JsonProcessingException broken) {
      throw new IllegalStateException("AWS answered with a policy that is not JSON", broken);
    }
  }

  private static Optional<Stack> stack(String region, String name) {
    try {
      return client(CloudFormationClient.builder(), region)
          .describeStacks(r -> r.stackName(name))
          .stacks()
          .stream()
          .findFirst();
    } catch (CloudFormationException refused) {
      // AWS has no other code for a stack that is not there.
      if ("ValidationError".equals(refused.awsErrorDetails().errorCode())) {
        return Optional.empty();
      }
      throw refused;
    }
  }

  private static String parameter(Stack stack, String name) {
    return stack.parameters().stream()
        .filter(one -> one.parameterKey().equals(name))
        .map(Parameter::parameterValue)
        .findFirst()
        .orElse("");
  }

  private static <B extends AwsSyncClientBuilder<B, C> & AwsClientBuilder<B, C>, C> C client(
      B builder, String region) {
    return Clients.build(builder, region);
  }
}
