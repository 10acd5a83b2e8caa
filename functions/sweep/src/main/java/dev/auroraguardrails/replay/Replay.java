package dev.auroraguardrails.replay;

import com.fasterxml.jackson.databind.JsonNode;
import dev.auroraguardrails.baseline.Baseline;
import dev.auroraguardrails.engine.EventReader;
import dev.auroraguardrails.engine.Hindsight;
import dev.auroraguardrails.engine.UnreadableEvent;
import dev.auroraguardrails.engine.WatchedCalls;
import dev.auroraguardrails.model.ChangeEvent;
import dev.auroraguardrails.replay.LogSource.LogFile;
import dev.auroraguardrails.replay.ReplayReport.Brake;
import dev.auroraguardrails.replay.ReplayReport.Calls;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BiPredicate;

/// Plays CloudTrail's log files to the guard's controls, a file on each core, in no order.
public final class Replay {
  private static final int WAITING = 64;
  private static final int SEEN = 300_000;
  private static final int SHOWN = 50;

  private final Baseline baseline;
  private final Hindsight hindsight;
  private final BiPredicate<String, String> wanted;
  private final Progress progress;

  /// CloudTrail delivers a record more than once, and two trails log the same call: the guard
  /// handles it once.
  private final Set<String> seen = ConcurrentHashMap.newKeySet();

  /// Told while it reads, by several threads.
  public interface Progress {
    void file();

    void bytes(int read);

    void record();
  }

  public Replay(Baseline baseline, Progress progress) {
    this.baseline = baseline;
    this.hindsight = new Hindsight(baseline);
    this.progress = progress;
    var calls = new ConcurrentHashMap<String, Boolean>();
    this.wanted =
        (source, name) ->
            WatchedCalls.find(source, name).isPresent()
                && calls.computeIfAbsent(name, hindsight::watches);
  }

  /// @param threads how many files are read at a time
  /// @throws IOException where a source cannot be listed; a file that cannot be read is told in the
  ///     report
  public ReplayReport of(List<LogSource> sources, int threads)
      throws IOException, InterruptedException {
    var waiting = new ArrayBlockingQueue<Optional<LogFile>>(WAITING);
    var workers = new ArrayList<Future<Counts>>();
    try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
      for (int i = 0; i < threads; i++) {
        workers.add(pool.submit(() -> work(waiting)));
      }
      try {
        for (LogSource source : sources) {
          source.each(file -> waiting.put(Optional.of(file)));
        }
      } finally {
        for (int i = 0; i < threads; i++) {
          waiting.put(Optional.empty());
        }
      }
      var all = new Counts();
      for (Future<Counts> worker : workers) {
        all.add(worker.get());
      }
      return report(all);
    } catch (ExecutionException broken) {
      throw new IllegalStateException("the replay broke off: " + broken.getCause(), broken);
    }
  }

  private Counts work(BlockingQueue<Optional<LogFile>> waiting) throws InterruptedException {
    var counts = new Counts();
    for (Optional<LogFile> file = waiting.take(); file.isPresent(); file = waiting.take()) {
      read(file.get(), counts);
      counts.files++;
      progress.file();
    }
    return counts;
  }

  private void read(LogFile file, Counts counts) {
    long before = counts.records;
    try (InputStream in = new Counted(file.content().open())) {
      new LogReader(wanted, new Hearing(counts)).read(in);
    } catch (IOException | RuntimeException broken) {
      long read = counts.records - before;
      counts.unread(
          file.name(),
          (read == 0 ? "" : "after %d records: ".formatted(read)) + broken.getMessage());
    }
  }

  private final class Hearing implements LogReader.Heard {
    private final Counts counts;

    Hearing(Counts counts) {
      this.counts = counts;
    }

    @Override
    public void record(String time) {
      counts.records++;
      counts.time(time);
      progress.record();
    }

    @Override
    public void wanted(JsonNode record) {
      try {
        at(EventReader.read(record).event());
      } catch (UnreadableEvent unreadable) {
        counts.unreadable++;
      }
    }

    private void at(ChangeEvent event) {
      if (!wanted.test(event.source(), event.name()) || event.kind() != ChangeEvent.Kind.MUTATING) {
        return;
      }
      if (seen.size() < SEEN && !event.eventId().isEmpty() && !seen.add(event.eventId())) {
        counts.repeated++;
      } else if (event.changedSomething()) {
        counts.seen(event, hindsight.at(event));
      } else {
        counts.notSucceeded++;
      }
    }
  }

  private ReplayReport report(Counts all) {
    int minutes = baseline.brakes().accountMinutes();
    Busiest.Span busiest = all.reverts.within(minutes);
    return new ReplayReport(
        ReplayReport.SCHEMA,
        baseline.preset(),
        all.from,
        all.to,
        all.accounts,
        all.regions,
        new Calls(
            all.files,
            all.filesUnread,
            all.records,
            all.lookedAt,
            all.notSucceeded,
            all.repeated,
            all.unreadable),
        all.byControl.byName(),
        all.byPrincipal.byCount(),
        all.byWeek.byName(),
        all.bySource.byCount().stream().limit(SHOWN).toList(),
        all.byProvision.byCount(),
        all.byGap.byCount(),
        new Brake(
            busiest.reverts(),
            minutes,
            baseline.brakes().accountReverts(),
            busiest.reverts() == 0 ? "" : busiest.from().toString()),
        List.copyOf(all.unread));
  }

  /// Tells the progress what was taken from the file, packed as it is.
  private final class Counted extends FilterInputStream {
    Counted(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      int one = super.read();
      if (one >= 0) {
        progress.bytes(1);
      }
      return one;
    }

    @Override
    public int read(byte[] into, int from, int most) throws IOException {
      int read = super.read(into, from, most);
      if (read > 0) {
        progress.bytes(read);
      }
      return read;
    }
  }
}
