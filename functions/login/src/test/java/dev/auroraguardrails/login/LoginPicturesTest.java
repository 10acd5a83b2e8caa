package dev.auroraguardrails.login;

import static org.assertj.core.api.Assertions.assertThat;

import dev.auroraguardrails.aws.Wire;
import dev.auroraguardrails.login.LoginPicture.User;
import dev.auroraguardrails.login.LoginPicture.Way;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.iam.IamClient;

/// Who can log in as whom, from IAM's answers and the database's.
class LoginPicturesTest {
  private static final String ACCOUNT = "123456789012";
  private static final String USERS = "arn:aws:rds-db:eu-central-1:123456789012:dbuser:cluster-ABC";

  private static final LoginUsers DATABASE =
      LoginUsers.of(
          List.of(
              new DatabaseUser("app", true, true),
              new DatabaseUser("report", true, true),
              new DatabaseUser("shut", true, false),
              new DatabaseUser("legacy", false, true)));

  private final Wire wire = new Wire();

  @Test
  void joinsRolesUsersAndTheirGroupsWithTheDatabasesUsers() {
    LoginPicture picture =
        picture(
            DATABASE,
            role("shop", inline("app-db", allow(USERS + "/app"))),
            user("alice", "devs"),
            group("devs", inline("reports", allow(USERS + "/report"))));

    assertThat(wire.calls()).containsExactly("GetAccountAuthorizationDetails MaxItems=1000");
    assertThat(said(picture))
        .containsExactly(
            "app <- role/shop by app-db",
            "report <- user/alice by reports of group devs",
            "shut: no policy lets anybody log in as it");
    assertThat(picture.anyUser()).isEmpty();
    assertThat(picture.unjudged()).isEmpty();
    assertThat(picture.databaseUnseen()).isEmpty();
  }

  @Test
  void namesWhatLeadsNowhere() {
    LoginPicture picture =
        picture(
            DATABASE,
            role("old", inline("p", allow(USERS + "/ghost", USERS + "/legacy", USERS + "/shut"))));

    assertThat(said(picture))
        .containsExactly(
            "app: no policy lets anybody log in as it",
            "ghost <- role/old by p: the database has no such user",
            "legacy <- role/old by p: the user logs in by password, so no token is taken for it",
            "report: no policy lets anybody log in as it",
            "shut <- role/old by p: the user is locked or may not log in");
  }

  @Test
  void saysWhatIamSaysAloneWithoutTakingItForMore() {
    LoginPicture picture =
        picture(LoginUsers.NOT_ASKED, role("old", inline("p", allow(USERS + "/ghost"))));

    assertThat(said(picture)).containsExactly("ghost <- role/old by p");
    assertThat(picture.databaseUnseen()).contains("the database was not asked");
  }

  @Test
  void whoMayBeAnyUserIsNamedOnceAndNobodyIsADeadEndThen() {
    LoginPicture picture = picture(DATABASE, role("admin", inline("all", allow("*"))));

    assertThat(picture.anyUser())
        .containsExactly(new Way("arn:aws:iam::123456789012:role/admin", "all", false));
    assertThat(said(picture))
        .containsExactly("app", "report", "shut: the user is locked or may not log in");
  }

  @Test
  void aDenyOrABoundaryTakesTheLoginAway() {
    LoginPicture picture =
        picture(
            DATABASE,
            role(
                "denied",
                inline("p", allow(USERS + "/app"))
                    + inline("no", allow(USERS + "/app").replace("Allow", "Deny"))),
            role("bounded", inline("p", allow(USERS + "/app")), boundary("narrow")),
            policy("narrow", allow(USERS + "/report")));

    assertThat(said(picture)).noneMatch(line -> line.contains("<-"));
  }

  @Test
  void aConditionIsSaidAndOtherClustersAreLeftOut() {
    String byTag =
        allow(USERS + "/app")
            .replace(
                "\"Effect\"",
                "\"Condition\": {\"StringEquals\": {\"aws:PrincipalTag/team\": \"a\"}},"
                    + " \"Effect\"");
    LoginPicture picture =
        picture(
            DATABASE,
            role("tagged", inline("p", byTag)),
            role("other", inline("q", allow(USERS.replace("ABC", "XYZ") + "/app"))));

    assertThat(ways(picture, "app"))
        .containsExactly(new Way("arn:aws:iam::123456789012:role/tagged", "p", true));
  }

  @Test
  void aPolicyThatCannotBeJudgedIsNoPass() {
    LoginPicture picture = picture(DATABASE, role("odd", inline("p", "{\"Statement\": 1}")));

    assertThat(picture.unjudged())
        .singleElement()
        .matches(one -> one.principal().endsWith("role/odd") && one.why().startsWith("policy p"));
  }

  @Test
  void withTheSettingOffEveryWayIsADeadEnd() {
    wire.answers(details(role("shop", inline("p", allow(USERS + "/app")))));
    LoginPicture picture = pictures().of(cluster(false), LoginUsers.NOT_ASKED);

    assertThat(said(picture))
        .containsExactly(
            "app <- role/shop by p: the cluster takes no tokens: IAM database authentication is"
                + " off");
  }

  private LoginPicture picture(LoginUsers users, String... members) {
    wire.answers(details(members));
    return pictures().of(cluster(true), users);
  }

  private LoginPictures pictures() {
    IamClient iam = wire.client(IamClient.builder().region(Region.AWS_GLOBAL));
    return LoginPictures.read(iam, "eu-central-1", ACCOUNT);
  }

  private static LoginCluster cluster(boolean iamLogins) {
    return new LoginCluster(
        "orders",
        "cluster-ABC",
        "aurora-postgresql",
        "available",
        "localhost",
        1,
        Optional.of("postgres"),
        iamLogins,
        false);
  }

  private static List<String> said(LoginPicture picture) {
    return picture.users().stream()
        .map(
            user ->
                user.name()
                    + (user.ways().isEmpty() ? "" : " <- ")
                    + String.join(
                        ", ",
                        user.ways().stream()
                            .map(
                                way ->
                                    way.principal().substring(way.principal().lastIndexOf(':') + 1)
                                        + " by "
                                        + way.policy())
                            .toList())
                    + user.deadEnd().map(why -> ": " + why).orElse(""))
        .toList();
  }

  private static List<Way> ways(LoginPicture picture, String user) {
    return picture.users().stream()
        .filter(one -> one.name().equals(user))
        .map(User::ways)
        .findFirst()
        .orElse(List.of());
  }

  private static String allow(String... resources) {
    return """
        {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "rds-db:connect",
         "Resource": ["%s"]}]}"""
        .formatted(String.join("\", \"", resources));
  }

  private static String inline(String name, String document) {
    return "<member><PolicyName>%s</PolicyName><PolicyDocument>%s</PolicyDocument></member>"
        .formatted(name, URLEncoder.encode(document, StandardCharsets.UTF_8).replace("+", "%20"));
  }

  private static String role(String name, String policies, String... more) {
    return "role<member><RoleName>%1$s</RoleName><Arn>arn:aws:iam::123456789012:role/%1$s</Arn>"
            .formatted(name)
        + "<RolePolicyList>"
        + policies
        + "</RolePolicyList>"
        + String.join("", more)
        + "</member>";
  }

  private static String boundary(String policy) {
    return "<PermissionsBoundary><PermissionsBoundaryArn>arn:aws:iam::123456789012:policy/"
        + policy
        + "</PermissionsBoundaryArn></PermissionsBoundary>";
  }

  private static String user(String name, String group) {
    return ("user<member><UserName>%1$s</UserName><Arn>arn:aws:iam::123456789012:user/%1$s</Arn>"
            + "<GroupList><member>%2$s</member></GroupList></member>")
        .formatted(name, group);
  }

  private static String group(String name, String policies) {
    return "group<member><GroupName>%s</GroupName><GroupPolicyList>%s</GroupPolicyList></member>"
        .formatted(name, policies);
  }

  private static String policy(String name, String document) {
    return ("policy<member><PolicyName>%1$s</PolicyName><Arn>arn:aws:iam::123456789012:policy/%1$s"
            + "</Arn><PolicyVersionList><member><IsDefaultVersion>true</IsDefaultVersion>"
            + "<Document>%2$s</Document></member></PolicyVersionList></member>")
        .formatted(name, URLEncoder.encode(document, StandardCharsets.UTF_8).replace("+", "%20"));
  }

  private static String details(String... members) {
    var text = new StringBuilder("<IsTruncated>false</IsTruncated>");
    for (String list :
        List.of(
            "role RoleDetailList",
            "user UserDetailList",
            "group GroupDetailList",
            "policy Policies")) {
      String[] names = list.split(" ", 2);
      text.append("<%s>".formatted(names[1]));
      for (String member : members) {
        if (member.startsWith(names[0] + "<")) {
          text.append(member.substring(names[0].length()));
        }
      }
      text.append("</%s>".formatted(names[1]));
    }
    return text.toString();
  }
}
