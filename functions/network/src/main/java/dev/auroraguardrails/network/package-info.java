/// Security groups and the Aurora clusters that use them: read and put back.
@NullMarked
package dev.auroraguardrails.network;

import org.jspecify.annotations.NullMarked;
