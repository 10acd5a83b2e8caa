@NullMarked
package dev.auroraguardrails.control.login;

import org.jspecify.annotations.NullMarked;
