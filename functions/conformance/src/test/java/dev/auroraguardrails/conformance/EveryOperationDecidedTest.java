package dev.auroraguardrails.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.auroraguardrails.engine.WatchedCalls;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.awscore.AwsRequest;
import software.amazon.awssdk.awscore.AwsResponse;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/// Whatever the SDK can change is either watched or ignored for a reason that is written down, so
/// that a new SDK with a new operation makes somebody decide.
///
/// `operations/ignored-<service>.csv` holds the ignored ones, sorted, each with its reason.
class EveryOperationDecidedTest {
  /// EC2 does much that is no business of a database.
  private static final String AROUND_A_DATABASE =
      "SecurityGroup|PrefixList|NetworkInterface|NetworkAcl|Route|Gateway|Subnet|Peering|BlockPublicAccess";

  /// In AWS's model of the API, and not in this SDK yet.
  private static final Set<String> LATER = Set.of("AssociateCrossAccountReplica");

  /// A service's operations, as far as they are decided one by one.
  ///
  /// @param service the first part of the `eventSource`
  /// @param client the SDK's interface, whose methods are named after the operations
  /// @param reads what the names of its reading operations begin with
  /// @param within what is found in the names of the operations that are to be decided
  record Api(String service, Class<?> client, String reads, String within) {
    @Override
    public String toString() {
      return service;
    }

    private String source() {
      return service + ".amazonaws.com";
    }

    private Set<String> operations() {
      return Stream.of(client.getMethods())
          .filter(Api::isOperation)
          .map(method -> method.getName())
          .map(name -> name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1))
          .collect(Collectors.toCollection(TreeSet::new));
    }

    private Set<String> changing() {
      Pattern read = Pattern.compile(reads);
      Pattern scope = Pattern.compile(within);
      return operations().stream()
          .filter(name -> !read.matcher(name).lookingAt() && scope.matcher(name).find())
          .collect(Collectors.toCollection(TreeSet::new));
    }

    private Set<String> watched() {
      return WatchedCalls.all().stream()
          .filter(call -> call.source().equals(source()))
          .map(call -> call.event())
          .collect(Collectors.toCollection(TreeSet::new));
    }

    private Set<String> ignored() {
      return rows().stream()
          .map(row -> row.operation())
          .collect(Collectors.toCollection(TreeSet::new));
    }

    private List<Row> rows() {
      String file = "/operations/ignored-" + service + ".csv";
      try (var in =
              Objects.requireNonNull(
                  EveryOperationDecidedTest.class.getResourceAsStream(file), file);
          var reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
        return reader.lines().skip(1).map(Row::of).toList();
      } catch (IOException e) {
        throw new UncheckedIOException(file, e);
      }
    }

    /// The paginators and the variants that take a lambda are no operations of their own.
    private static boolean isOperation(Method method) {
      return AwsResponse.class.isAssignableFrom(method.getReturnType())
          && method.getParameterCount() > 0
          && AwsRequest.class.isAssignableFrom(method.getParameterTypes()[0]);
    }
  }

  private record Row(String operation, String reason) {
    static Row of(String line) {
      String[] cells = line.split(",", 2);
      return new Row(cells[0], cells.length == 2 ? cells[1] : "");
    }
  }

  static Stream<Api> apis() {
    return Stream.of(
        new Api("rds", RdsClient.class, "Describe|List", ""),
        new Api("iam", IamClient.class, "Generate|Get|List|Simulate", ""),
        new Api("ec2", Ec2Client.class, "Describe|Get|List|Search|Export", AROUND_A_DATABASE),
        new Api(
            "kms",
            KmsClient.class,
            "Describe|Get|List|Encrypt|Decrypt|ReEncrypt|Encapsulate|Decapsulate|Generate|Sign|Verify|Derive",
            ""),
        new Api(
            "secretsmanager",
            SecretsManagerClient.class,
            "Describe|Get|List|BatchGet|Validate",
            ""));
  }

  @ParameterizedTest
  @MethodSource("apis")
  void whatChangesSomethingIsWatchedOrIgnored(Api api) {
    var undecided = new TreeSet<>(api.changing());
    undecided.removeAll(api.watched());
    undecided.removeAll(api.ignored());
    assertThat(undecided)
        .as("neither in watched-calls.csv nor in operations/ignored-%s.csv", api)
        .isEmpty();
  }

  @ParameterizedTest
  @MethodSource("apis")
  void nothingIsBothWatchedAndIgnored(Api api) {
    assertThat(api.ignored()).isNotEmpty().doesNotContainAnyElementsOf(api.watched());
  }

  @ParameterizedTest
  @MethodSource("apis")
  void whatIsWatchedOrIgnoredIsAnOperation(Api api) {
    assertThat(api.operations())
        .containsAll(api.watched().stream().filter(call -> !LATER.contains(call)).toList());
    assertThat(api.changing()).containsAll(api.ignored());
  }

  @ParameterizedTest
  @MethodSource("apis")
  void whatIsIgnoredIsListedOnceInOrderAndWithAReason(Api api) {
    assertThat(api.rows().stream().map(Row::operation)).doesNotHaveDuplicates().isSorted();
    assertThat(api.rows()).allSatisfy(row -> assertThat(row.reason()).isNotBlank());
  }

  @Test
  void anOperationThatNobodyDecidedIsNoticed() {
    var none = new Api("rds", TheSdkOfTomorrow.class, "Describe|List", "");
    assertThat(none.changing()).containsExactly("ShareDBCluster");
  }

  /// An SDK whose service got one more operation that changes something.
  interface TheSdkOfTomorrow {
    AwsResponse shareDBCluster(AwsRequest request);

    AwsResponse describeDBShares(AwsRequest request);

    String serviceName();
  }
}
