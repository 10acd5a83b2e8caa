package dev.auroraguardrails.policy;

import static dev.auroraguardrails.policy.Documents.policy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PolicyTest {
  private static final String GOOD = "'Effect':'Allow','Action':'rds:*','Resource':'*'";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "~~                                     | a policy document",
        "no JSON                                | not JSON",
        "[]                                     | a policy document",
        "{}                                     | a Statement",
        "{'Statement':[]}                       | a Statement",
        "{'Statement':[3]}                      | a statement",
        "{'Statement':[[[[[[]]]]]]}             | a statement",
        "{'Statement':{GOOD}} {}                | nothing after",
        "{'Statement':{GOOD},'Statement':{GOOD}}| Duplicate",
        "{'Statement':{GOOD,'Action':'s3:*'}}   | Duplicate",
        "{'Statement':{GOOD},'Extra':1}         | Extra",
        "{'Statement':{GOOD,'Note':'x'}}        | Note",
        "{'statement':{GOOD}}                   | statement",
        "{'Version':'2012-10-18','Statement':{GOOD}} | 2012-10-18",
        "{'Version':20121017,'Statement':{GOOD}}     | Version",
        "{'Statement':{GOOD} /* open */}        | not JSON",
        "{'Statement':{GOOD}, // all }          | not JSON",
        "{'Statement':{GOOD},}                  | not JSON",
        "{'Statement':{'Effect':'allow','Action':'rds:*','Resource':'*'}} | allow",
        "{'Statement':{'Action':'rds:*','Resource':'*'}}        | Effect",
        "{'Statement':{'Effect':'Allow','Resource':'*'}}        | Action",
        "{'Statement':{GOOD,'NotAction':'s3:*'}}                | both",
        "{'Statement':{GOOD,'NotResource':'*'}}                 | both",
        "{'Statement':{'Effect':'Allow','Action':'rds:*'}}      | Resource",
        "{'Statement':{'Effect':'Allow','Action':7,'Resource':'*'}}        | Action",
        "{'Statement':{'Effect':'Allow','Action':[],'Resource':'*'}}       | Action",
        "{'Statement':{'Effect':'Allow','Action':[null],'Resource':'*'}}   | Action",
        "{'Statement':{'Effect':'Allow','Action':'StopDBCluster','Resource':'*'}} | SERVICE:ACTION",
        "{'Statement':{'Effect':'Allow','Action':'rds:*','Resource':null}} | Resource",
        "{'Statement':{'Effect':'Allow','Action':'rds:*','Resource':[{}]}} | Resource",
        "{'Statement':{GOOD,'Condition':[]}}                               | Condition",
        "{'Statement':{GOOD,'Condition':{'StringMatches':{'a':'b'}}}}      | StringMatches",
        "{'Statement':{GOOD,'Condition':{'NullIfExists':{'a':'true'}}}}    | NullIfExists",
        "{'Statement':{GOOD,'Condition':{'StringEquals':{'a':null}}}}      | value of a",
        "{'Statement':{GOOD,'Condition':{'StringEquals':{'a':[]}}}}        | value of a",
        "{'Statement':{GOOD,'Condition':{'StringEquals':{'a':{}}}}}        | value of a",
        "{'Statement':{GOOD,'Principal':'me'}}                             | Principal",
        "{'Statement':{GOOD,'Principal':{'Aws':'*'}}}                      | Aws",
        "{'Statement':{GOOD,'Principal':{}}}                               | Principal",
        "{'Statement':{GOOD,'Principal':'*','NotPrincipal':'*'}}           | both",
        "{'Statement':[{GOOD},{GOOD,'Principal':'*'}]}                     | in some",
        "{'Version':'2012-10-17','Statement':{'Effect':'Allow','Action':'*','Resource':'a${x'}} | ${KEY}",
      })
  void whatIamWouldNotTakeIsRefused(String document, String said) {
    assertThatThrownBy(() -> Policy.parse(document.replace("GOOD", GOOD).replace('\'', '"')))
        .isInstanceOf(Unjudgeable.class)
        .hasMessageContaining(said);
  }

  @Test
  void aMistakeIsToldWithItsPlace() {
    assertThatThrownBy(() -> Policy.parse("{\n  \"Statement\": {\"Effect\": \"ALLOW\"}}"))
        .hasMessage("wanted Effect Allow or Deny, got ALLOW (line 2, column 27)");
  }

  @Test
  void whatIsTooDeepOrTooLongIsRefusedAndNothingBreaks() {
    assertThatThrownBy(() -> Policy.parse("{\"Statement\":" + "[".repeat(100_000)))
        .isInstanceOf(Unjudgeable.class);
    assertThatThrownBy(() -> Policy.parse("{\"Id\":\"" + "x".repeat(200_000) + "\"}"))
        .isInstanceOf(Unjudgeable.class)
        .hasMessageContaining("at most");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'Statement':{GOOD}}",
        "{'Statement':[{GOOD}],'Id':'x','Version':'2008-10-17'}",
        "{'Statement':[{'Sid':'',GOOD}]}",
        "{'Statement':[{GOOD,'Condition':{}}]}",
        "{'Statement':[{GOOD,'Condition':{'Bool':{'a':true},'NumericEquals':{'b':[1,2.5]}}}]}",
        "  \n{'Statement':[{GOOD}]}\n",
      })
  void whatIamTakesIsRead(String document) {
    assertThat(policy(document.replace("GOOD", GOOD)).statements()).hasSize(1);
  }

  @Test
  void aUrlEncodedDocumentIsTheSame() throws Exception {
    String plain =
        "{'Version':'2012-10-17','Statement':[{'Sid':'a+b c',GOOD}]}"
            .replace("GOOD", GOOD)
            .replace('\'', '"');
    String encoded = URLEncoder.encode(plain, StandardCharsets.UTF_8).replace("+", "%20");

    assertThat(Policy.parse(encoded).statements().getFirst().sid()).isEqualTo("a+b c");
    assertThatThrownBy(() -> Policy.parse("%7B%2")).isInstanceOf(Unjudgeable.class);
  }

  @Test
  void aTrustPolicyIsKnownByItsPrincipals() {
    assertThat(
            policy(
                    "{'Statement':{'Effect':'Allow','Principal':{'Service':'rds.amazonaws.com'},"
                        + "'Action':'sts:AssumeRole'}}")
                .isTrust())
        .isTrue();
    assertThat(policy("{'Statement':{" + GOOD + "}}").isTrust()).isFalse();
  }
}
