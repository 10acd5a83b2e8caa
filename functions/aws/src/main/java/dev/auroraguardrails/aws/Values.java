package dev.auroraguardrails.aws;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Values as DynamoDB keeps them. An instant is a number of seconds with nine decimals, since
/// ISO 8601 texts of differing precision do not sort by time.
final class Values {
  private static final int NANO_DIGITS = 9;

  private Values() {}

  static AttributeValue text(String value) {
    return AttributeValue.fromS(value);
  }

  static AttributeValue number(long value) {
    return AttributeValue.fromN(String.valueOf(value));
  }

  static AttributeValue flag(boolean value) {
    return AttributeValue.fromBool(value);
  }

  static AttributeValue time(Instant value) {
    BigDecimal nanos = BigDecimal.valueOf(value.getNano(), NANO_DIGITS);
    return AttributeValue.fromN(
        BigDecimal.valueOf(value.getEpochSecond()).add(nanos).toPlainString());
  }

  static Instant time(AttributeValue value) {
    BigInteger[] parts =
        new BigDecimal(value.n())
            .movePointRight(NANO_DIGITS)
            .toBigInteger()
            .divideAndRemainder(BigInteger.TEN.pow(NANO_DIGITS));
    return Instant.ofEpochSecond(parts[0].longValueExact(), parts[1].longValueExact());
  }

  /// When DynamoDB may delete the item: TTL takes whole epoch seconds.
  static AttributeValue expiry(Instant from, Duration kept) {
    return AttributeValue.fromN(String.valueOf(from.plus(kept).getEpochSecond()));
  }

  static AttributeValue texts(Set<String> values) {
    return AttributeValue.fromSs(List.copyOf(values));
  }

  /// Gives an attribute that the item cannot be without.
  static AttributeValue attribute(Map<String, AttributeValue> item, String name) {
    return Objects.requireNonNull(item.get(name), () -> "ledger item without " + name);
  }
}
