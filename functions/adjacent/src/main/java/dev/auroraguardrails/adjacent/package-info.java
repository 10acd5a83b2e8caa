/// What stands beside RDS and holds a database up: read and put back.
@NullMarked
package dev.auroraguardrails.adjacent;

import org.jspecify.annotations.NullMarked;
