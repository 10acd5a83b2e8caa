/// Alerts from the topic, as events on an EventBridge bus.
@NullMarked
package dev.auroraguardrails.outcome;

import org.jspecify.annotations.NullMarked;
