package dev.auroraguardrails.aws;

import static software.amazon.lambda.powertools.logging.argument.StructuredArguments.entry;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse.BatchItemFailure;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import dev.auroraguardrails.model.Handled;
import dev.auroraguardrails.model.Outcome;
import dev.auroraguardrails.model.Trigger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.lambda.powertools.logging.PowertoolsLogging;

/// The entry point that the functions share. Each message stands for itself: one that cannot be
/// read or handled is answered as failed, so that SQS gives it again and at last moves it to the
/// dead-letter queue, and the others go on. What has to wait is no failure; it is sent again. A
/// forged one is told of and taken off the queue.
public class QueueHandler implements RequestHandler<SQSEvent, SQSBatchResponse> {
  private static final Logger LOG = LoggerFactory.getLogger(QueueHandler.class);

  private final Bodies bodies;
  private final Engine engine;
  private final Requeue requeue;
  private final Forgeries forgeries;
  private final Figures figures;

  public QueueHandler(
      Bodies bodies, Engine engine, Requeue requeue, Forgeries forgeries, Figures figures) {
    this.bodies = bodies;
    this.engine = engine;
    this.requeue = requeue;
    this.forgeries = forgeries;
    this.figures = figures;
  }

  @Override
  public SQSBatchResponse handleRequest(SQSEvent batch, Context context) {
    return PowertoolsLogging.withLogging(context, () -> answer(batch));
  }

  private SQSBatchResponse answer(SQSEvent batch) {
    var failed = new ArrayList<BatchItemFailure>();
    for (SQSMessage message : batch.getRecords()) {
      if (!handled(message)) {
        failed.add(new BatchItemFailure(message.getMessageId()));
      }
    }
    return new SQSBatchResponse(failed);
  }

  private boolean handled(SQSMessage message) {
    try {
      Optional<Trigger> trigger = bodies.read(message.getBody());
      if (trigger.isPresent()) {
        handle(message, trigger.get());
      }
      return true;
    } catch (ForgedMessage forged) {
      return told(message, forged);
    } catch (UnreadableBody e) {
      LOG.error(
          "message cannot be read",
          entry("message_id", message.getMessageId()),
          entry("reason", String.valueOf(e.getMessage())));
    } catch (RuntimeException e) {
      LOG.error("message failed", entry("message_id", message.getMessageId()), e);
    }
    figures.failed();
    return false;
  }

  private boolean told(SQSMessage message, ForgedMessage forged) {
    LOG.error(
        "message is forged",
        entry("message_id", message.getMessageId()),
        entry("sender_id", Forgeries.sender(message)),
        entry("reason", String.valueOf(forged.getMessage())));
    try {
      forgeries.tell(message, forged);
      return true;
    } catch (RuntimeException e) {
      LOG.error("forged message could not be told of", e);
      figures.failed();
      return false;
    }
  }

  private void handle(SQSMessage message, Trigger trigger) throws UnreadableBody {
    List<Handled> all = engine.handle(trigger);
    all.forEach(one -> log(trigger, one));
    Optional<Duration> wait =
        all.stream()
            .map(Handled::outcome)
            .filter(Outcome.Deferred.class::isInstance)
            .map(outcome -> ((Outcome.Deferred) outcome).after())
            .min(Duration::compareTo);
    if (wait.isPresent()) {
      requeue.send(message.getBody(), trigger, wait.get());
    }
    figures.handled(trigger, all);
  }

  private static void log(Trigger trigger, Handled handled) {
    LOG.info(
        "{}",
        handled.outcome().label(),
        entry("event_id", id(trigger)),
        entry("attempt", trigger.attempt()),
        entry("control", handled.control()),
        entry("resource", handled.resource()),
        entry("decision", handled.decision()),
        entry("outcome", handled.outcome().label()),
        entry("reason", handled.outcome().reason()));
  }

  private static String id(Trigger trigger) {
    return switch (trigger) {
      case Trigger.Change change -> change.event().eventId();
      case Trigger.Recheck recheck -> recheck.sweepId();
    };
  }
}
