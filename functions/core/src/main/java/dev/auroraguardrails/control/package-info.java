@NullMarked
package dev.auroraguardrails.control;

import org.jspecify.annotations.NullMarked;
