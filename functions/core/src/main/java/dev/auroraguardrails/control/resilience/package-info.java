@NullMarked
package dev.auroraguardrails.control.resilience;

import org.jspecify.annotations.NullMarked;
