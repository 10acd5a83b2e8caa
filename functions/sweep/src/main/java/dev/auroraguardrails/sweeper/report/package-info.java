/// The forms that a report is shown in.
@NullMarked
package dev.auroraguardrails.sweeper.report;

import org.jspecify.annotations.NullMarked;
