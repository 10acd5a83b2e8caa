package dev.auroraguardrails.aws;

import java.time.Duration;
import java.util.regex.Pattern;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.core.retry.RetryMode;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.AwsProfileRegionProvider;
import software.amazon.awssdk.regions.providers.AwsRegionProvider;
import software.amazon.awssdk.regions.providers.AwsRegionProviderChain;
import software.amazon.awssdk.regions.providers.SystemSettingsRegionProvider;

/// Makes SDK clients that all share one connection pool and one set of credentials: once each, when
/// the function starts. The SDK itself heeds `AWS_ENDPOINT_URL`.
public final class Clients {
  private static final Pattern REGION_NAME = Pattern.compile("[a-z]{2}(-[a-z]+)+-[0-9]");
  private static final Duration CONNECT = Duration.ofSeconds(3);
  private static final Duration SILENCE = Duration.ofSeconds(10);

  /// An attempt is bounded by the connection itself, since the SDK's own timeouts wake another
  /// thread for each. With three attempts a call ends within the function's minute.
  private static final Renewable<SdkHttpClient> HTTP =
      new Renewable<>(
          () ->
              Apache5HttpClient.builder()
                  .connectionTimeout(CONNECT)
                  .socketTimeout(SILENCE)
                  .build());

  private static final Renewable<AwsCredentialsProvider> CREDENTIALS =
      new Renewable<>(() -> DefaultCredentialsProvider.builder().build());

  /// The SDK's default chain without its last link, the EC2 instance metadata: on a machine without
  /// a Region it would wait for an answer that never comes.
  private static final AwsRegionProvider REGION =
      new AwsRegionProviderChain(
          new SystemSettingsRegionProvider(), new AwsProfileRegionProvider());

  private Clients() {}

  /// Drops every connection and forgets the credentials; all clients made here go on with new ones.
  static void renew() {
    CREDENTIALS.renew();
    HTTP.renew().close();
  }

  /// Makes a client for the Region of `AWS_REGION`, else of the profile.
  public static <B extends AwsSyncClientBuilder<B, C> & AwsClientBuilder<B, C>, C> C build(
      B builder) {
    return build(builder, REGION.getRegion());
  }

  /// Makes a client for another Region than the function's own.
  ///
  /// @param region as the event names it
  /// @throws IllegalArgumentException when that is no Region's name; it becomes part of a host name
  public static <B extends AwsSyncClientBuilder<B, C> & AwsClientBuilder<B, C>, C> C build(
      B builder, String region) {
    if (!REGION_NAME.matcher(region).matches()) {
      throw new IllegalArgumentException("wanted the name of a Region, got " + region);
    }
    return build(builder, Region.of(region));
  }

  /// @return the name of the Region that the function runs in
  public static String region() {
    return REGION.getRegion().id();
  }

  /// Makes a client for IAM, which has one endpoint in each partition; a local endpoint has none.
  public static <B extends AwsSyncClientBuilder<B, C> & AwsClientBuilder<B, C>, C> C buildGlobal(
      B builder) {
    Region region = REGION.getRegion();
    boolean local =
        System.getenv("AWS_ENDPOINT_URL") != null || System.getenv("AWS_ENDPOINT_URL_IAM") != null;
    return build(builder, local ? region : global(region));
  }

  static Region global(Region region) {
    if (region.id().startsWith("cn-")) {
      return Region.AWS_CN_GLOBAL;
    }
    return region.id().startsWith("us-gov-") ? Region.AWS_US_GOV_GLOBAL : Region.AWS_GLOBAL;
  }

  private static <B extends AwsSyncClientBuilder<B, C> & AwsClientBuilder<B, C>, C> C build(
      B builder, Region region) {
    return builder
        .region(region)
        .credentialsProvider(() -> CREDENTIALS.get().resolveCredentials())
        .httpClient(new CurrentHttp())
        .overrideConfiguration(c -> c.retryStrategy(RetryMode.STANDARD))
        .build();
  }

  /// Whichever connection pool is the present one.
  private static final class CurrentHttp implements SdkHttpClient {
    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
      return HTTP.get().prepareRequest(request);
    }

    @Override
    public String clientName() {
      return HTTP.get().clientName();
    }

    @Override
    public void close() {
      // The pool is shared: one client's end is not its end.
    }
  }
}
