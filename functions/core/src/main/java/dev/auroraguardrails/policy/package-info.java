/// IAM policy documents: read strictly, and evaluated as IAM does, with a third value for what
/// nobody can know offline.
@NullMarked
package dev.auroraguardrails.policy;

import org.jspecify.annotations.NullMarked;
