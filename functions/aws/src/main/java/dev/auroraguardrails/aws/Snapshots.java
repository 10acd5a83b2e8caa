package dev.auroraguardrails.aws;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.crac.Context;
import org.crac.Core;
import org.crac.Resource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What a function does around its SnapStart snapshot, from which any number of copies start.
/// Before it: what an event needs is loaded and run once, by calls that only read, and connections
/// are dropped. After it: credentials and connections are taken anew, and what was read before it
/// is not believed any more.
///
/// [Lambda's hooks](https://docs.aws.amazon.com/lambda/latest/dg/snapstart-runtime-hooks-java.html)
/// are those of CRaC.
public final class Snapshots implements Resource {
  private static final Logger LOG = LoggerFactory.getLogger(Snapshots.class);

  /// The runtime refers to its resources weakly.
  private static final List<Snapshots> HELD = new CopyOnWriteArrayList<>();

  private final List<Runnable> priming;
  private final List<Runnable> forgetting;

  private Snapshots(List<Runnable> priming, List<Runnable> forgetting) {
    this.priming = List.copyOf(priming);
    this.forgetting = List.copyOf(forgetting);
  }

  /// Registers with the runtime.
  ///
  /// @param priming what to run before the snapshot; one that fails is logged, since a function
  ///     that starts more slowly is better than none
  /// @param forgetting what to run after each restore, so that what was read before the snapshot is
  ///     read again
  /// @return what the runtime will call
  static Resource register(List<Runnable> priming, List<Runnable> forgetting) {
    var snapshots = new Snapshots(priming, forgetting);
    HELD.add(snapshots);
    Core.getGlobalContext().register(snapshots);
    return snapshots;
  }

  @Override
  public void beforeCheckpoint(Context<? extends Resource> context) {
    for (Runnable one : priming) {
      try {
        one.run();
      } catch (RuntimeException failed) {
        LOG.warn("priming failed, so the first event takes longer", failed);
      }
    }
    Clients.renew();
  }

  @Override
  public void afterRestore(Context<? extends Resource> context) {
    Clients.renew();
    forgetting.forEach(Runnable::run);
  }
}
