package dev.auroraguardrails.cli;

import dev.auroraguardrails.adjacent.AdjacentClients;
import dev.auroraguardrails.aws.Clients;
import dev.auroraguardrails.aws.ExemptionParameters;
import dev.auroraguardrails.model.TemporaryExemptions;
import dev.auroraguardrails.sweeper.RegionSurvey;
import java.time.InstantSource;
import java.util.List;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.sts.StsClient;

/// One account and Region of a person's credentials.
///
/// @param survey reads it
record SweptRegion(String account, String region, RegionSurvey survey) {

  /// @param regions Regions; none: that of the options, the environment or the profile
  static List<SweptRegion> of(List<String> regions) {
    if (!regions.isEmpty()) {
      System.setProperty("aws.region", regions.getFirst());
    }
    StsClient sts = Clients.build(StsClient.builder());
    String account = sts.getCallerIdentity().account();
    String own = sts.serviceClientConfiguration().region().id();
    return (regions.isEmpty() ? List.of(own) : regions)
        .stream().map(region -> in(account, region)).toList();
  }

  private static SweptRegion in(String account, String region) {
    var survey =
        new RegionSurvey(
            Clients.build(RdsClient.builder(), region),
            Clients.build(Ec2Client.builder(), region),
            Clients.buildGlobal(IamClient.builder()),
            AdjacentClients.of(region),
            InstantSource.system());
    return new SweptRegion(account, region, survey);
  }

  /// @return what people allowed for a while; none where that cannot be read, since then a finding
  ///     too many is better than one too few
  TemporaryExemptions allowed() {
    SsmClient ssm = Clients.build(SsmClient.builder(), region);
    try {
      return new ExemptionParameters(ssm, ExemptionParameters.PATH, InstantSource.system()).read();
    } catch (AwsServiceException refused) {
      System.err.println(
          "guardrails: temporary exemptions do not count, since they cannot be read: "
              + Trouble.sentence(refused));
      return TemporaryExemptions.NONE;
    }
  }
}
