/// Reads what stands in a Region, and reports what is wrong with it.
@NullMarked
package dev.auroraguardrails.sweeper;

import org.jspecify.annotations.NullMarked;
