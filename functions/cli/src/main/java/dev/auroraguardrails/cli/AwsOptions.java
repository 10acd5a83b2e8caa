package dev.auroraguardrails.cli;

import picocli.CommandLine.Option;

/// Which account and Region: by the words of the AWS CLI.
final class AwsOptions {
  @Option(
      names = "--profile",
      paramLabel = "NAME",
      description = "profile of your AWS configuration; default: AWS_PROFILE")
  private String profile = "";

  @Option(
      names = "--region",
      paramLabel = "REGION",
      description = "AWS Region; default: AWS_REGION, else the profile's")
  private String region = "";

  /// Tells the SDK, which reads these properties before its environment variables; to be called
  /// before the first client is made.
  void apply() {
    if (!profile.isEmpty()) {
      System.setProperty("aws.profile", profile);
    }
    if (!region.isEmpty()) {
      System.setProperty("aws.region", region);
    }
  }
}
