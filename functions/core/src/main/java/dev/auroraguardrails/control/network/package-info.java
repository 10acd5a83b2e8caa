@NullMarked
package dev.auroraguardrails.control.network;

import org.jspecify.annotations.NullMarked;
