package dev.auroraguardrails.login.events;

import inet.ipaddr.IPAddress;
import inet.ipaddr.IPAddressString;
import java.util.Arrays;
import java.util.List;

/// From where a login is expected.
record Addresses(List<IPAddress> ranges) {
  Addresses {
    ranges = List.copyOf(ranges);
  }

  /// @param list ranges with commas between them: `10.0.0.0/8,2001:db8::/32`; empty for anywhere
  /// @throws IllegalArgumentException when one of them is none
  static Addresses of(String list) {
    return new Addresses(
        Arrays.stream(list.split(",", -1))
            .map(String::strip)
            .filter(text -> !text.isEmpty())
            .map(Addresses::range)
            .toList());
  }

  private static IPAddress range(String text) {
    IPAddress range = new IPAddressString(text).getAddress();
    if (range == null) {
      throw new IllegalArgumentException(
          "wanted a range of addresses as 10.0.0.0/8, got '%s'".formatted(text));
    }
    return range.toPrefixBlock();
  }

  /// @param host as a log has it; a name is in no range
  boolean hold(String host) {
    if (ranges.isEmpty() || host.isEmpty() || host.equals("[local]") || host.equals("localhost")) {
      return true;
    }
    IPAddress address = new IPAddressString(host).getAddress();
    return address != null && ranges.stream().anyMatch(range -> range.contains(address));
  }
}
