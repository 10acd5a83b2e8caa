@NullMarked
package dev.auroraguardrails.control.tls;

import org.jspecify.annotations.NullMarked;
