package dev.auroraguardrails.aws;

import dev.auroraguardrails.model.Handled;
import dev.auroraguardrails.model.Trigger;
import java.util.List;

/// Looks at what a call changed or a sweep found, and answers for each finding what came of it.
@FunctionalInterface
public interface Engine {
  List<Handled> handle(Trigger trigger);
}
