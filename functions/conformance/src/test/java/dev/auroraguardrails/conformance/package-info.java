/// Template, code and events held against each other.
@NullMarked
package dev.auroraguardrails.conformance;

import org.jspecify.annotations.NullMarked;
