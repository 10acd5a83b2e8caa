/// Managed policies attached to roles, users and groups: read and put back.
@NullMarked
package dev.auroraguardrails.iam;

import org.jspecify.annotations.NullMarked;
