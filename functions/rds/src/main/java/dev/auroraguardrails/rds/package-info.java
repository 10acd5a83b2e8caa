/// Aurora clusters and their snapshots: read and put back.
@NullMarked
package dev.auroraguardrails.rds;

import org.jspecify.annotations.NullMarked;
