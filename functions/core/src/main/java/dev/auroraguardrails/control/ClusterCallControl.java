package dev.auroraguardrails.control;

import dev.auroraguardrails.model.ChangeEvent;
import dev.auroraguardrails.model.Resource.DbCluster;
import dev.auroraguardrails.model.Violation;
import java.util.List;
import java.util.Optional;

/// A control that judges what a call did to a DB cluster where only the call tells of it, and that
/// can only tell. A sweep has no call, so there it has nothing to say.
public interface ClusterCallControl extends Control<DbCluster> {

  /// @return what is to be told of the call; empty when nothing is wrong with it
  Optional<Told> judge(DbCluster now, ChangeEvent call, Context<DbCluster> context);

  @Override
  default Class<DbCluster> checks() {
    return DbCluster.class;
  }

  @Override
  default List<Violation> check(DbCluster now, Context<DbCluster> context) {
    return context
        .change()
        .flatMap(call -> judge(now, call, context))
        .map(told -> told.about("*"))
        .stream()
        .toList();
  }
}
