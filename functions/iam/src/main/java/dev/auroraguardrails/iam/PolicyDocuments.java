package dev.auroraguardrails.iam;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.NoSuchEntityException;

/// Reads the version in force of managed policies. A version never changes, so its document
/// is kept; which version is the default does, so that is read each time.
final class PolicyDocuments {
  private static final int REMEMBERED = 200;

  private final IamClient iam;
  private final Map<Version, String> kept = Collections.synchronizedMap(new Bounded());

  PolicyDocuments(IamClient iam) {
    this.iam = iam;
  }

  /// Returns the document as plain JSON; empty when the policy is gone by now.
  Optional<String> of(String arn) {
    try {
      var policy = iam.getPolicy(r -> r.policyArn(arn)).policy();
      return of(arn, policy.policyId(), policy.defaultVersionId());
    } catch (NoSuchEntityException e) {
      return Optional.empty();
    }
  }

  /// Returns the document of one version; empty when it is gone by now.
  Optional<String> of(String arn, String policyId, String versionId) {
    var version = new Version(arn, policyId, versionId);
    String document = kept.get(version);
    if (document == null) {
      try {
        document = read(version);
      } catch (NoSuchEntityException e) {
        return Optional.empty();
      }
      kept.put(version, document);
    }
    return Optional.of(document);
  }

  private String read(Version version) {
    String encoded =
        iam.getPolicyVersion(r -> r.policyArn(version.arn()).versionId(version.version()))
            .policyVersion()
            .document();
    return decoded(encoded);
  }

  /// IAM encodes by RFC 3986, where a plus is a plus; the decoder would make it a space.
  static String decoded(String encoded) {
    return URLDecoder.decode(encoded.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  /// @param id the `PolicyId`, since a policy made anew has the old one's ARN and `v1` again
  private record Version(String arn, String id, String version) {}

  private static final class Bounded extends LinkedHashMap<Version, String> {
    @Override
    protected boolean removeEldestEntry(Map.Entry<Version, String> eldest) {
      return size() > REMEMBERED;
    }
  }
}
