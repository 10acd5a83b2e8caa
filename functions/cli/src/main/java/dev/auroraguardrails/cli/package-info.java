@NullMarked
package dev.auroraguardrails.cli;

import org.jspecify.annotations.NullMarked;
