@NullMarked
package dev.auroraguardrails.control.data;

import org.jspecify.annotations.NullMarked;
