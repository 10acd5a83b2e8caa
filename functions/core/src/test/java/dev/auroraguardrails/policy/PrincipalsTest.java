package dev.auroraguardrails.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.auroraguardrails.policy.Principals.Caller;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PrincipalsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "'Principal':'*'                                             | NONE        | ALLOW",
        "'Principal':{'AWS':'*'}                                     | arn:aws:iam::123456789012:role/x | ALLOW",
        "'Principal':{'AWS':'123456789012'}                          | arn:aws:iam::123456789012:role/x | ALLOW",
        "'Principal':{'AWS':'arn:aws:iam::123456789012:root'}        | arn:aws:iam::123456789012:role/x | ALLOW",
        "'Principal':{'AWS':'arn:aws:iam::210987654321:root'}        | arn:aws:iam::123456789012:role/x | NONE",
        "'Principal':{'AWS':['a','arn:aws:iam::123456789012:role/x']}| arn:aws:iam::123456789012:role/x | ALLOW",
        "'Principal':{'AWS':'arn:aws:iam::123456789012:role/*'}      | arn:aws:iam::123456789012:role/x | NONE",
        "'NotPrincipal':{'AWS':'arn:aws:iam::123456789012:role/y'}   | arn:aws:iam::123456789012:role/x | ALLOW",
        "'NotPrincipal':{'AWS':'arn:aws:iam::123456789012:role/x'}   | arn:aws:iam::123456789012:role/x | NONE",
        "'Principal':{'Service':'rds.amazonaws.com'}                 | arn:aws:iam::123456789012:role/x | NONE",
      })
  void coversWhomItNames(String principal, String caller, String expected) {
    Policy policy = Documents.allow("'Action':'sts:AssumeRole'," + principal);
    Request request = Request.of("sts:AssumeRole", "*", Facts.NONE).by(new Caller("AWS", caller));

    assertThat(AgainstNaiveTest.said(Permissions.of(policy).judge(request))).isEqualTo(expected);
  }
}
