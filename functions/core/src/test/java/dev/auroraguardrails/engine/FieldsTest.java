package dev.auroraguardrails.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FieldsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ['a','b'] | 2
          {'items':['a','b']} | 2
          {'items':[]} | 0
          {'id':'a'} | 1
          'a' | 1
          {} | 0
          [] | 0
          '' | 0
          null | 0
          """,
      quoteCharacter = '`')
  void aListIsReadHoweverItIsWritten(String json, int size) {
    assertThat(Fields.list(Events.json(json))).hasSize(size);
  }

  @Test
  void theExactNameGoesBeforeAnotherCase() {
    var json = Events.json("{'DBName':'other','dbName':'exact','nothing':null}");

    assertThat(Fields.text(json, "dbName")).contains("exact");
    assertThat(Fields.text(json, "dBName")).contains("other");
    assertThat(Fields.text(json, "nothing")).isEmpty();
  }

  @Test
  void whatWasScrubbedIsAbsent() {
    assertThat(Fields.text(Events.json("{'arn':'...'}"), "arn")).isEmpty();
  }

  @Test
  void aPathLeadsThroughLists() {
    var json =
        Events.json("{'set':{'items':[{'id':'a'},{'id':'b'}]},'one':{'tag':1,'content':'c'}}");

    assertThat(Fields.texts(json, "set[].id")).containsExactly("a", "b");
    assertThat(Fields.texts(json, "one[]")).containsExactly("c");
    assertThat(Fields.texts(json, "none.at.all")).isEmpty();
  }
}
