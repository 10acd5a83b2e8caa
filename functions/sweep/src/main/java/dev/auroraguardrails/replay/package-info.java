/// What the guard would have done in the past, by CloudTrail's log files.
@NullMarked
package dev.auroraguardrails.replay;

import org.jspecify.annotations.NullMarked;
