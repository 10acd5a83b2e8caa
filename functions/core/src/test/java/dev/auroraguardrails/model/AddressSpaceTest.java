package dev.auroraguardrails.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressSpaceTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0.0.0.0/0",
        "203.0.113.9/0",
        "::/0",
        "2001:db8::1/0",
        "2000::/3",
        "0.0.0.0/1 128.0.0.0/1",
        "0.0.0.0/1 128.0.0.0/2 192.0.0.0/3",
        "::/1 8000::/1",
        "2000::/4 3000::/4",
        "0.0.0.0/0 10.0.0.0/8",
      })
  void theWorldIsTheWorldHoweverWritten(String blocks) {
    assertThat(AddressSpace.isTheWorld(List.of(blocks.split(" ")))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "10.0.0.0/8",
        "203.0.113.0/24",
        "0.0.0.0/1",
        "0.0.0.0/1 0.0.0.0/1",
        "0.0.0.0/1 8000::/1",
        "0.0.0.0/1 128.0.0.0/2",
        "2001:db8::/32",
        "fc00::/7",
        "2000::/4",
      })
  void aPartOfItIsNot(String blocks) {
    assertThat(AddressSpace.isTheWorld(List.of(blocks.split(" ")))).isFalse();
  }

  @Test
  void nothingIsNotTheWorld() {
    assertThat(AddressSpace.isTheWorld(List.of())).isFalse();
  }

  @Test
  void aSmallHoleDoesNotMakeItPrivate() {
    List<String> allButOne =
        IntStream.rangeClosed(1, 32).mapToObj(bits -> besideTheBlockOf8888(bits)).toList();

    assertThat(AddressSpace.isTheWorld(allButOne)).isTrue();
  }

  @Test
  void aHoleOfAnEighthDoes() {
    assertThat(AddressSpace.isTheWorld(List.of("0.0.0.0/1", "128.0.0.0/2"))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"everybody", "pl-1", "10.0.0.0/33", "300.0.0.0/8"})
  void whatIsNoBlockIsRefused(String text) {
    assertThatThrownBy(() -> AddressSpace.isTheWorld(List.of(text)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(text);
  }

  /// The sibling of the block of this length that 8.8.8.8 is in.
  private static String besideTheBlockOf8888(int bits) {
    int sibling = 0x08080808 ^ (1 << (32 - bits));
    return "%d.%d.%d.%d/%d"
        .formatted(
            sibling >>> 24, (sibling >>> 16) & 0xff, (sibling >>> 8) & 0xff, sibling & 0xff, bits);
  }
}
