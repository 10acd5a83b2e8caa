/// Alerts and alarms from the topic, as messages in a Slack channel.
@NullMarked
package dev.auroraguardrails.slack;

import org.jspecify.annotations.NullMarked;
