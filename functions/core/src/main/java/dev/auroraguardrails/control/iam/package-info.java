@NullMarked
package dev.auroraguardrails.control.iam;

import org.jspecify.annotations.NullMarked;
