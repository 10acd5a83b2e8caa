package dev.auroraguardrails.control;

import dev.auroraguardrails.model.Resource.ApiCall;
import dev.auroraguardrails.model.Violation;
import java.util.List;
import java.util.Optional;

/// A control that judges a call by itself, and that can only tell of it.
public interface CallControl extends Control<ApiCall> {

  /// @return what is to be told of the call; empty when nothing is wrong with it
  Optional<Told> judge(ApiCall call, Context<ApiCall> context);

  @Override
  default Class<ApiCall> checks() {
    return ApiCall.class;
  }

  @Override
  default List<Violation> check(ApiCall now, Context<ApiCall> context) {
    return judge(now, context).map(told -> told.about("*")).stream().toList();
  }
}
