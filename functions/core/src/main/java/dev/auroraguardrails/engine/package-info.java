@NullMarked
package dev.auroraguardrails.engine;

import org.jspecify.annotations.NullMarked;
