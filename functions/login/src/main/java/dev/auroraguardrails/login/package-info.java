/// Logins: what stands inside an Aurora database, read over verified TLS and judged.
@NullMarked
package dev.auroraguardrails.login;

import org.jspecify.annotations.NullMarked;
