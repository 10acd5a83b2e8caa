package dev.auroraguardrails.replay;

import dev.auroraguardrails.engine.Hindsight.Guess;
import dev.auroraguardrails.engine.Hindsight.Seen;
import dev.auroraguardrails.model.Actor;
import dev.auroraguardrails.model.ChangeEvent;
import dev.auroraguardrails.replay.ReplayReport.Unread;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/// What one thread counted; added up at the end.
final class Counts {
  private static final int LISTED = 100;
  private static final int WEEK = "2026-W09".length();

  long files;
  long records;
  long lookedAt;
  long notSucceeded;
  long repeated;
  long unreadable;
  long filesUnread;
  String from = "";
  String to = "";
  final List<Unread> unread = new ArrayList<>();
  final TreeSet<String> accounts = new TreeSet<>();
  final TreeSet<String> regions = new TreeSet<>();
  final Tally byControl = new Tally();
  final Tally byPrincipal = new Tally();
  final Tally byWeek = new Tally();
  final Tally bySource = new Tally();
  final Tally byProvision = new Tally();
  final Tally byGap = new Tally();
  final Busiest reverts = new Busiest();

  void time(String time) {
    if (!time.isEmpty()) {
      from = from.isEmpty() || time.compareTo(from) < 0 ? time : from;
      to = time.compareTo(to) > 0 ? time : to;
    }
  }

  void unread(String file, String why) {
    filesUnread++;
    if (unread.size() < LISTED) {
      unread.add(new Unread(file, why));
    }
  }

  void seen(ChangeEvent event, Seen seen) {
    lookedAt++;
    accounts.add(event.account());
    regions.add(event.region());
    String principal = principal(event);
    for (Guess guess : seen.guesses()) {
      Would would = Would.of(guess);
      String control = guess.control().id();
      count(control, principal, event, would);
      guess.provided().ifPresent(clause -> byProvision.count(control + " if " + clause, would));
      if (would == Would.ALERT || would == Would.PERHAPS_ALERT) {
        bySource.count("%s %s by %s".formatted(control, event.name(), principal), would);
      }
      if (would == Would.REVERT) {
        reverts.count(event.time());
      }
    }
    seen.unjudged()
        .forEach(
            (control, why) -> {
              count(control, principal, event, Would.UNKNOWN);
              byGap.count("%s %s: %s".formatted(control, event.name(), why), Would.UNKNOWN);
            });
  }

  private void count(String control, String principal, ChangeEvent event, Would would) {
    byControl.count(control, would);
    byPrincipal.count(principal, would);
    byWeek.count(
        DateTimeFormatter.ISO_WEEK_DATE
            .format(event.time().atOffset(ZoneOffset.UTC))
            .substring(0, WEEK),
        would);
  }

  /// A role and not its sessions, whose names are anybody's.
  private static String principal(ChangeEvent event) {
    Actor actor = event.actor();
    String name =
        actor
            .via()
            .filter(via -> via.contains(":role/") || !via.contains(":"))
            .map(via -> via.contains(":role/") ? via.substring(via.indexOf(":role/") + 1) : via)
            .orElseGet(actor::shortName);
    return event.account() + " " + name;
  }

  void add(Counts other) {
    files += other.files;
    records += other.records;
    lookedAt += other.lookedAt;
    notSucceeded += other.notSucceeded;
    repeated += other.repeated;
    unreadable += other.unreadable;
    time(other.from);
    time(other.to);
    other.unread.forEach(one -> unread(one.file(), one.why()));
    filesUnread += other.filesUnread - other.unread.size();
    accounts.addAll(other.accounts);
    regions.addAll(other.regions);
    byControl.add(other.byControl);
    byPrincipal.add(other.byPrincipal);
    byWeek.add(other.byWeek);
    bySource.add(other.bySource);
    byProvision.add(other.byProvision);
    byGap.add(other.byGap);
    reverts.add(other.reverts);
  }
}
