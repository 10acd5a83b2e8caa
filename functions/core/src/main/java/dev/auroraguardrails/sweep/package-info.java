/// What already stands, held against the baseline without an event.
@NullMarked
package dev.auroraguardrails.sweep;

import org.jspecify.annotations.NullMarked;
