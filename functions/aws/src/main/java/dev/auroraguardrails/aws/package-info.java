/// What the functions share: the DynamoDB ledger, SNS alerts, the queue's entry point, SDK clients.
@NullMarked
package dev.auroraguardrails.aws;

import org.jspecify.annotations.NullMarked;
