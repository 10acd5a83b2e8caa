package dev.auroraguardrails.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Holds the address maths against an oracle that marks every address by itself, in a part of the
/// space that is small enough for it. A seed makes one case, and names it when it fails.
class AddressSpaceOracleTest {
  private static final int BITS = 12;
  private static final int CELLS = 16;

  static LongStream seeds() {
    return LongStream.range(0, 200);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void whatLiesOutsideIsWhatTheOracleLeavesUnmarked(long seed) {
    var random = new Random(seed);
    for (Corner corner : Corner.values()) {
      List<Block> blocks = some(random, 6);
      List<Block> ranges = some(random, 6);
      BitSet left = marked(blocks);
      left.andNot(marked(ranges));

      List<String> outside =
          AddressSpace.outside(corner.texts(blocks), corner.texts(ranges), false);

      assertThat(corner.marked(outside)).as(outside.toString()).isEqualTo(left);
      assertThat(corner.size(outside)).as("each address once").isEqualTo(left.cardinality());
    }
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void whatIsTooWideIsWhatTheOracleCounts(long seed) {
    var random = new Random(seed);
    for (Corner corner : Corner.values()) {
      List<Block> blocks = some(random, 9);
      int prefix = random.nextInt(BITS + 1);
      boolean more = marked(blocks).cardinality() > 1 << (BITS - prefix);

      assertThat(
              AddressSpace.isWiderThan(
                  corner.ipv4 ? 32 - BITS + prefix : 8,
                  corner.ipv4 ? 8 : 128 - BITS + prefix,
                  corner.texts(blocks)))
          .isEqualTo(more);
    }
  }

  /// Here one mark stands for a /16: no reserved block is smaller, and 256 of them are the hole
  /// that may be left.
  @ParameterizedTest
  @MethodSource("seeds")
  void theWorldIsWhatLeavesTheOracleLessThanAHole(long seed) {
    var random = new Random(seed);
    List<String> v4 = new ArrayList<>();
    List<String> v6 = new ArrayList<>();
    BitSet left4 = publicCells();
    BitSet left6 = new BitSet();
    left6.set(0x2000, 0x4000);
    double gaps = random.nextDouble() / 40;
    pieces(
        random,
        0,
        0,
        gaps,
        (first, prefix) -> {
          v4.add("%d.%d.%d.7/%d".formatted(first >> 8, first & 0xff, random.nextInt(256), prefix));
          left4.clear(first, first + (1 << (CELLS - prefix)));
        });
    pieces(
        random,
        0,
        0,
        gaps,
        (first, prefix) -> {
          v6.add("%x:db8::7/%d".formatted(first, prefix));
          left6.clear(first, first + (1 << (CELLS - prefix)));
        });

    assertThat(AddressSpace.isTheWorld(v4)).isEqualTo(left4.cardinality() < 256);
    assertThat(AddressSpace.isTheWorld(v6)).isEqualTo(left6.cardinality() < 256);
  }

  private interface Piece {
    void is(int first, int prefix);
  }

  /// Splits the space at random and leaves some of it out.
  private static void pieces(Random random, int first, int prefix, double gaps, Piece piece) {
    if (prefix < CELLS && random.nextDouble() < 0.8 - prefix * 0.03) {
      pieces(random, first, prefix + 1, gaps, piece);
      pieces(random, first + (1 << (CELLS - prefix - 1)), prefix + 1, gaps, piece);
    } else if (random.nextDouble() >= gaps) {
      piece.is(first, prefix);
    }
  }

  private static BitSet publicCells() {
    var cells = new BitSet();
    cells.set(0, 224 << 8);
    for (int net : List.of(0, 10, 127)) {
      cells.clear(net << 8, (net + 1) << 8);
    }
    cells.clear((100 << 8) + 64, (100 << 8) + 128);
    cells.clear((172 << 8) + 16, (172 << 8) + 32);
    cells.clear((169 << 8) + 254);
    cells.clear((192 << 8) + 168);
    cells.clear((198 << 8) + 18, (198 << 8) + 20);
    return cells;
  }

  /// A block within a corner.
  ///
  /// @param prefix counted from the corner's first bit
  private record Block(int address, int prefix) {
    int first() {
      return address & (-1 << (BITS - prefix));
    }
  }

  private static List<Block> some(Random random, int most) {
    return random
        .ints(random.nextInt(most + 1), 0, 1 << BITS)
        .mapToObj(address -> new Block(address, random.nextInt(BITS + 1)))
        .toList();
  }

  private static BitSet marked(List<Block> blocks) {
    var marks = new BitSet();
    blocks.forEach(b -> marks.set(b.first(), b.first() + (1 << (BITS - b.prefix()))));
    return marks;
  }

  /// A part of the public space with 4,096 addresses.
  private enum Corner {
    IPV4(true),
    IPV6(false);

    private final boolean ipv4;

    Corner(boolean ipv4) {
      this.ipv4 = ipv4;
    }

    List<String> texts(List<Block> blocks) {
      return blocks.stream().map(this::text).toList();
    }

    /// With its host bits, as a careless caller writes it.
    private String text(Block block) {
      int at = block.address();
      return ipv4
          ? "8.8.%d.%d/%d".formatted(at >> 8, at & 0xff, 32 - BITS + block.prefix())
          : "2001:db8::%x/%d".formatted(at, 128 - BITS + block.prefix());
    }

    BitSet marked(List<String> texts) {
      return AddressSpaceOracleTest.marked(texts.stream().map(this::block).toList());
    }

    int size(List<String> texts) {
      return texts.stream().mapToInt(text -> 1 << (BITS - block(text).prefix())).sum();
    }

    private Block block(String text) {
      String[] parts = text.split("/", 2);
      int whole = ipv4 ? 32 : 128;
      int prefix = parts.length == 1 ? whole : Integer.parseInt(parts[1]);
      return new Block(address(parts[0]), prefix - (whole - BITS));
    }

    private int address(String text) {
      if (ipv4) {
        String[] bytes = text.split("\\.", 4);
        return Integer.parseInt(bytes[2]) << 8 | Integer.parseInt(bytes[3]);
      }
      String last = text.substring(text.lastIndexOf(':') + 1);
      return last.isEmpty() ? 0 : Integer.parseInt(last, 16);
    }
  }
}
