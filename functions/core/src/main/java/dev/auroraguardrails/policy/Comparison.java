package dev.auroraguardrails.policy;

import inet.ipaddr.AddressStringException;
import inet.ipaddr.IPAddress;
import inet.ipaddr.IPAddressString;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.function.IntPredicate;

/// How one value of a condition is compared with one value of the request.
enum Comparison {
  TEXT {
    @Override
    Truth test(ArnPattern wanted, String got, Facts facts) {
      return wanted.whole().test(got, facts);
    }
  },
  TEXT_IGNORING_CASE {
    @Override
    Truth test(ArnPattern wanted, String got, Facts facts) {
      return wanted
          .whole()
          .text(facts)
          .map(text -> Truth.of(text.equalsIgnoreCase(got)))
          .orElse(wanted.whole().isKnown(facts) ? Truth.FALSE : Truth.UNKNOWN);
    }
  },
  ARN {
    @Override
    Truth test(ArnPattern wanted, String got, Facts facts) {
      return wanted.test(got, facts);
    }
  },
  NUMBER_EQUAL {
    @Override
    Truth test(ArnPattern wanted, String got, Facts facts) {
      return number(wanted, got, order -> order == 0);
    }
  },
  NUMBER_LESS {
    @Override
    Truth test(ArnPattern wanted, String got, Facts facts) {
      return number(wanted, got, order -> order < 0);
    }
  },
  NUMBER_LESS_OR_EQUAL {
    @Override
    Truth test(ArnPattern wanted, String got, Facts facts) {
      return number(wanted, got, order -> order <= 0);
    }
  },
  NUMBER_GREATER {
    @Override
    Truth test(ArnPattern wanted, String got, Facts facts) {
      return number(wanted, got, order -> order > 0);
    }
  },
  NUMBER_GREATER_OR_EQUAL {
    @Override
    Truth test(ArnPattern wanted, String got, Facts facts) {
      return number(wanted, got, order -> order >= 0);
    }
  },
  DATE_EQUAL {
    @Override
    Truth test(ArnPattern wanted, String got, Facts facts) {
      return date(wanted, got, order -> order == 0);
    }
  },
  DATE_LESS {
    @Override
    Truth test(ArnPattern wanted, String got, Facts facts) {
      return date(wanted, got, order -> order < 0);
    }
  },
  DATE_LESS_OR_EQUAL {
    @Override
    Truth test(ArnPattern wanted, String got, Facts facts) {
      return date(wanted, got, order -> order <= 0);
    }
  },
  DATE_GREATER {
    @Override
    Truth test(ArnPattern wanted, String got, Facts facts) {
      return date(wanted, got, order -> order > 0);
    }
  },
  DATE_GREATER_OR_EQUAL {
    @Override
    Truth test(ArnPattern wanted, String got, Facts facts) {
      return date(wanted, got, order -> order >= 0);
    }
  },
  BOOL {
    @Override
    Truth test(ArnPattern wanted, String got, Facts facts) {
      String text = wanted.toString();
      return isBool(text) && isBool(got) ? Truth.of(text.equalsIgnoreCase(got)) : Truth.UNKNOWN;
    }
  },
  BINARY {
    @Override
    Truth test(ArnPattern wanted, String got, Facts facts) {
      try {
        var decoder = Base64.getDecoder();
        return Truth.of(Arrays.equals(decoder.decode(wanted.toString()), decoder.decode(got)));
      } catch (IllegalArgumentException notBase64) {
        return Truth.UNKNOWN;
      }
    }
  },
  ADDRESS {
    @Override
    Truth test(ArnPattern wanted, String got, Facts facts) {
      try {
        IPAddress block = new IPAddressString(wanted.toString()).toAddress();
        IPAddress address = new IPAddressString(got).toAddress();
        if (block == null || address == null) {
          return Truth.UNKNOWN;
        }
        return Truth.of(block.toPrefixBlock().contains(address));
      } catch (AddressStringException notAnAddress) {
        return Truth.UNKNOWN;
      }
    }
  };

  /// @return unknown for a value that is not of the operator's kind, and for one that depends on a
  ///     policy variable that nobody knows
  abstract Truth test(ArnPattern wanted, String got, Facts facts);

  boolean knowsVariables() {
    return this == TEXT || this == TEXT_IGNORING_CASE || this == ARN;
  }

  private static boolean isBool(String text) {
    return text.equalsIgnoreCase("true") || text.equalsIgnoreCase("false");
  }

  private static Truth number(ArnPattern wanted, String got, IntPredicate holds) {
    try {
      int order = new BigDecimal(got.strip()).compareTo(new BigDecimal(wanted.toString().strip()));
      return Truth.of(holds.test(order));
    } catch (NumberFormatException notANumber) {
      return Truth.UNKNOWN;
    }
  }

  private static Truth date(ArnPattern wanted, String got, IntPredicate holds) {
    Optional<Instant> left = instant(got.strip());
    Optional<Instant> right = instant(wanted.toString().strip());
    return left.isEmpty() || right.isEmpty()
        ? Truth.UNKNOWN
        : Truth.of(holds.test(left.get().compareTo(right.get())));
  }

  /// ISO 8601 with or without a time, or seconds since 1970.
  private static Optional<Instant> instant(String text) {
    try {
      if (!text.isEmpty() && text.chars().allMatch(Character::isDigit) && text.length() > 4) {
        return Optional.of(Instant.ofEpochSecond(Long.parseLong(text)));
      }
      if (!text.contains("T")) {
        return Optional.of(LocalDate.parse(text).atStartOfDay().toInstant(ZoneOffset.UTC));
      }
      return text.endsWith("Z") || text.matches(".*T.*[+-][0-9:]+")
          ? Optional.of(OffsetDateTime.parse(text).toInstant())
          : Optional.of(LocalDateTime.parse(text).toInstant(ZoneOffset.UTC));
    } catch (DateTimeException | NumberFormatException notADate) {
      return Optional.empty();
    }
  }
}
