/// Benchmarks of the way of an event without AWS, in the package whose parts they measure.
@NullMarked
package dev.auroraguardrails.engine;

import org.jspecify.annotations.NullMarked;
