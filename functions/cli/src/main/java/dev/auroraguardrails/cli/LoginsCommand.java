package dev.auroraguardrails.cli;

import dev.auroraguardrails.aws.Clients;
import dev.auroraguardrails.engine.Json;
import dev.auroraguardrails.login.CaBundle;
import dev.auroraguardrails.login.CaBundle.BadBundle;
import dev.auroraguardrails.login.Expected;
import dev.auroraguardrails.login.LoginAudit;
import dev.auroraguardrails.login.LoginCluster;
import dev.auroraguardrails.login.LoginClusters;
import dev.auroraguardrails.login.LoginPicture;
import dev.auroraguardrails.login.LoginPictures;
import dev.auroraguardrails.login.LoginUsers;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.sts.StsClient;

/// Shows who can log in to a cluster by IAM, and as whom.
@Command(
    name = "logins",
    mixinStandardHelpOptions = true,
    description = {
      "Joins a cluster's IAM database authentication, the database's users and the account's"
          + " policies for rds-db:connect: which roles and users can log in as whom, and which"
          + " permissions and users lead nowhere. Reads with your own credentials, changes nothing.",
      "Without --ca-bundle it does not log in, and says what IAM says alone."
    })
final class LoginsCommand implements Callable<Integer> {
  @Mixin private AwsOptions aws = new AwsOptions();

  @Parameters(paramLabel = "CLUSTER", description = "identifier of a cluster")
  private String cluster = "";

  @ArgGroup(exclusive = false)
  private @Nullable Database database;

  @Option(names = "--json", description = "the picture as one JSON object")
  private boolean json;

  /// How to log in to the database.
  static final class Database {
    @Option(
        names = "--ca-bundle",
        paramLabel = "FILE",
        required = true,
        description = "the CA certificates of Amazon RDS, as PEM: logs in and reads the users, too")
    private Path caBundle = Path.of("");

    @Option(
        names = "--ca-sha256",
        paramLabel = "HEX",
        required = true,
        description = "the SHA-256 of that file; with another, nothing is connected to")
    private String caSha256 = "";

    @Option(
        names = "--user",
        paramLabel = "NAME",
        description = "the database user to log in as; default: aurora_guard")
    private String user = "aurora_guard";

    @Option(names = "--wake", description = "also read a cluster that a login could wake")
    private boolean wake;
  }

  @Override
  public Integer call() {
    aws.apply();
    try (RdsClient rds = Clients.build(RdsClient.builder())) {
      List<LoginCluster> found = new LoginClusters(rds).find(List.of(cluster));
      if (found.isEmpty()) {
        System.err.println("guardrails: %s is no Aurora cluster".formatted(cluster));
        return 2;
      }
      LoginUsers users = users(found.getFirst(), rds);
      LoginPicture picture = pictures(rds).of(found.getFirst(), users);
      var out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
      out.print(json ? Json.write(picture) + "\n" : LoginsText.of(picture));
      out.flush();
      return 0;
    } catch (BadBundle mistake) {
      System.err.println("guardrails: " + mistake.getMessage());
      return 2;
    }
  }

  private static LoginPictures pictures(RdsClient rds) {
    try (StsClient sts = Clients.build(StsClient.builder());
        IamClient iam = Clients.buildGlobal(IamClient.builder())) {
      return LoginPictures.read(
          iam, rds.serviceClientConfiguration().region().id(), sts.getCallerIdentity().account());
    }
  }

  private LoginUsers users(LoginCluster found, RdsClient rds) throws BadBundle {
    Database login = database;
    if (login == null) {
      return LoginUsers.NOT_ASKED;
    }
    try (CaBundle bundle = CaBundle.open(login.caBundle, login.caSha256)) {
      var expected = new Expected(Set.of(), false);
      return new LoginAudit(login.user, bundle, expected, login.wake, rds.utilities()).users(found);
    }
  }
}
