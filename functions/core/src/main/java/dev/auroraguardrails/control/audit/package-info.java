@NullMarked
package dev.auroraguardrails.control.audit;

import org.jspecify.annotations.NullMarked;
