package dev.auroraguardrails.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Who counts as a stranger at a key or a secret.
class StrangersTest {
  private static final Surroundings OWN =
      new Surroundings(
          Optional.of("123456789012"), List.of(), List.of(), List.of(), List.of("210987654321"));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'AWS':'123456789012'}",
        "{'AWS':'arn:aws:iam::123456789012:root'}",
        "{'AWS':'arn:aws:iam::123456789012:role/app'}",
        "{'AWS':'arn:aws:iam::210987654321:role/trusted'}",
        "{'AWS':'AROAEXAMPLEOFADELETED'}",
        "{'Service':'rds.amazonaws.com'}"
      })
  void oursTrustedOnesAndServicesAreNone(String principal) throws Exception {
    assertThat(strangers(allow(principal, "kms:Decrypt", ""))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          '*' | lets everyone in
          {'AWS':'*'} | lets everyone in
          {'AWS':['arn:aws:iam::123456789012:root','999999999999']} | lets 999999999999 in
          {'AWS':'arn:aws:iam::999999999999:role/named'} | lets arn:aws:iam::999999999999:role/named in
          {'Federated':'accounts.google.com'} | lets whoever accounts.google.com vouches for in
          """)
  void everyoneAndOtherAccountsAreEvenWhereTheyAreNamed(String principal, String said)
      throws Exception {
    assertThat(strangers(allow(principal, "kms:Decrypt", "")))
        .containsExactly("statement 1 (S) " + said);
  }

  @Test
  void everyoneButSomebodyIsNearlyEveryone() throws Exception {
    String document =
        allow("{'AWS':'arn:aws:iam::123456789012:root'}", "kms:Decrypt", "")
            .replace("Principal", "NotPrincipal");

    assertThat(strangers(document))
        .containsExactly("statement 1 (S) lets everyone but those named by NotPrincipal in");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'StringEquals':{'aws:PrincipalOrgID':'o-1'}",
        "'StringEquals':{'kms:CallerAccount':'123456789012'}",
        "'StringEquals':{'aws:PrincipalAccount':['123456789012','210987654321']}",
        "'ArnLike':{'aws:PrincipalArn':'arn:aws:iam::123456789012:role/*'}",
        "'StringEquals':{'aws:SourceVpce':'vpce-1'}"
      })
  void whoIsLimitedToOursIsNone(String condition) throws Exception {
    assertThat(strangers(allow("'*'", "kms:Decrypt", condition))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'StringEquals':{'kms:CallerAccount':'999999999999'}",
        "'StringEquals':{'aws:PrincipalAccount':['123456789012','999999999999']}",
        "'ArnLike':{'aws:PrincipalArn':'arn:aws:iam::*:role/app'}",
        "'StringEquals':{'kms:ViaService':'rds.us-east-1.amazonaws.com'}",
        "'StringEqualsIfExists':{'aws:PrincipalOrgID':'o-1'}",
        "'StringNotEquals':{'aws:PrincipalAccount':'123456789012'}",
        "'IpAddress':{'aws:SourceIp':'198.51.100.0/24'}"
      })
  void whoIsLimitedToAnythingElseStaysOne(String condition) throws Exception {
    assertThat(strangers(allow("'*'", "kms:Decrypt", condition))).isNotEmpty();
  }

  @Test
  void whatIsNotAskedForDoesNotMatter() throws Exception {
    assertThat(strangers(allow("'*'", "kms:DescribeKey", ""))).isEmpty();
    assertThat(strangers(allow("'*'", "kms:*", ""))).isNotEmpty();
  }

  @Test
  void aDenyForEveryoneCloses() throws Exception {
    String open = allow("'*'", "kms:Decrypt", "");
    String both =
        open.replace(
            "'Statement':[",
            "'Statement':[{'Effect':'Deny','Principal':'*','Action':'kms:*','Resource':'*'},");

    assertThat(strangers(both)).isEmpty();
    assertThat(strangers(both.replace("'kms:*'", "'kms:Encrypt'"))).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "{'Statement':[]}", "[]"})
  void whatIsNoPolicyIsNotJudged(String document) {
    assertThatThrownBy(() -> strangers(document)).isInstanceOf(Unjudgeable.class);
  }

  @Test
  void aPolicyWithoutPrincipalsIsNotJudged() {
    assertThatThrownBy(
            () ->
                strangers("{'Statement':{'Effect':'Allow','Action':'kms:Decrypt','Resource':'*'}}"))
        .isInstanceOf(Unjudgeable.class);
  }

  private static List<String> strangers(String document) throws Unjudgeable {
    return Strangers.in(document.replace('\'', '"'), List.of("kms:Decrypt"), OWN);
  }

  private static String allow(String principal, String action, String condition) {
    return "{'Version':'2012-10-17','Statement':[{'Sid':'S','Effect':'Allow','Principal':%s,'Action':'%s','Resource':'*','Condition':{%s}}]}"
        .formatted(principal, action, condition);
  }
}
