/// Login events: lines of databases' logs as triggers, what the databases say of them, and what is
/// told.
@NullMarked
package dev.auroraguardrails.login.events;

import org.jspecify.annotations.NullMarked;
