@NullMarked
package dev.auroraguardrails.baseline;

import org.jspecify.annotations.NullMarked;
