package dev.auroraguardrails.policy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SameDocumentTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "{'a':1,'b':[2,3]} | { 'b': [3, 2],\t'a': 1 }",
        "{'Statement':{'Action':'x'}} | {'Statement':[{'Action':['x']}]}",
        "{'AWS':'123456789012'} | {'AWS':'arn:aws:iam::123456789012:root'}",
        "no JSON | no JSON",
      })
  void whatSaysTheSameIsTheSame(String one, String other) {
    assertThat(SameDocument.is(json(one), json(other))).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "{'Action':'rds:*'} | {'Action':'rds:Describe*'}",
        "{'Action':['a','b']} | {'Action':['a']}",
        "{'AWS':'123456789012'} | {'AWS':'arn:aws:iam::999999999999:root'}",
        "{'a':1} | no JSON",
        "{'Action':'rds:*'} | {'Action':'RDS:*'}",
      })
  void whatDiffersDiffers(String one, String other) {
    assertThat(SameDocument.is(json(one), json(other))).isFalse();
  }

  private static String json(String text) {
    return text.replace('\'', '"');
  }
}
