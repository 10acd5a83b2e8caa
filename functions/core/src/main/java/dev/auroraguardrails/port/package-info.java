@NullMarked
package dev.auroraguardrails.port;

import org.jspecify.annotations.NullMarked;
