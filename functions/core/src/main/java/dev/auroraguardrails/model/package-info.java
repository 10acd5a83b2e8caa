@NullMarked
package dev.auroraguardrails.model;

import org.jspecify.annotations.NullMarked;
