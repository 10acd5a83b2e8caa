/// The guard of the guard.
@NullMarked
package dev.auroraguardrails.tamper;

import org.jspecify.annotations.NullMarked;
