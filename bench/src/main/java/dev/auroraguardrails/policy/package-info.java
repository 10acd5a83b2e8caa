/// Benchmarks of the policy evaluator, in the package that they measure.
@NullMarked
package dev.auroraguardrails.policy;

import org.jspecify.annotations.NullMarked;
