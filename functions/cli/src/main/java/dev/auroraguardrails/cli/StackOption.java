package dev.auroraguardrails.cli;

import dev.auroraguardrails.aws.Clients;
import java.util.Map;
import java.util.stream.Collectors;
import picocli.CommandLine.Option;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.Output;
import software.amazon.awssdk.services.cloudformation.model.Stack;

/// Which deployment of the guard is asked about.
final class StackOption {
  @Option(
      names = "--stack",
      paramLabel = "NAME",
      defaultValue = "aurora-guardrails",
      description = "the CloudFormation stack of 'make deploy'; default: ${DEFAULT-VALUE}")
  private String stack = "aurora-guardrails";

  String name() {
    return stack;
  }

  /// @return the stack's outputs by their names; needs cloudformation:DescribeStacks
  Map<String, String> outputs() {
    return outputs(Clients.build(CloudFormationClient.builder()), stack);
  }

  static Map<String, String> outputs(CloudFormationClient cloudFormation, String stack) {
    Stack found = cloudFormation.describeStacks(r -> r.stackName(stack)).stacks().getFirst();
    return found.outputs().stream()
        .collect(Collectors.toMap(Output::outputKey, Output::outputValue));
  }
}
