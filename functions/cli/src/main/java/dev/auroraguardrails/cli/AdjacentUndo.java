package dev.auroraguardrails.cli;

import dev.auroraguardrails.adjacent.AdjacentClients;
import dev.auroraguardrails.model.Remediation.CancelKeyDeletion;
import dev.auroraguardrails.model.Remediation.EnableKey;
import dev.auroraguardrails.model.Remediation.PutKeyPolicy;
import dev.auroraguardrails.model.Remediation.PutSecretPolicy;
import dev.auroraguardrails.model.Remediation.RestoreSecret;
import dev.auroraguardrails.model.Remediation.ResumeRotation;
import dev.auroraguardrails.model.Remediation.RevokeGrant;
import dev.auroraguardrails.model.Remediation.SetLogRetention;
import dev.auroraguardrails.model.Resource.EncryptionKey.KeyGrant;

/// Brings back what was taken away beside RDS.
record AdjacentUndo(AdjacentClients clients) {

  void undo(CancelKeyDeletion c) {
    clients
        .kms()
        .scheduleKeyDeletion(r -> r.keyId(c.target().name()).pendingWindowInDays(c.days()));
  }

  void undo(EnableKey e) {
    clients.kms().disableKey(r -> r.keyId(e.target().name()));
  }

  void undo(RestoreSecret s) {
    clients
        .secrets()
        .deleteSecret(r -> r.secretId(s.target().arn()).recoveryWindowInDays((long) s.days()));
  }

  void undo(ResumeRotation r) {
    clients.secrets().cancelRotateSecret(c -> c.secretId(r.target().arn()));
  }

  void undo(PutKeyPolicy p) {
    p.policy()
        .found()
        .ifPresent(
            text ->
                clients
                    .kms()
                    .putKeyPolicy(
                        r -> r.keyId(p.target().name()).policyName("default").policy(text)));
  }

  void undo(PutSecretPolicy p) {
    p.policy()
        .found()
        .ifPresent(
            text ->
                clients
                    .secrets()
                    .putResourcePolicy(r -> r.secretId(p.target().arn()).resourcePolicy(text)));
  }

  void undo(RevokeGrant g) {
    KeyGrant grant = g.grant();
    clients
        .kms()
        .createGrant(
            r -> {
              r.keyId(g.target().name());
              r.granteePrincipal(grant.grantee());
              r.operationsWithStrings(grant.operations());
              grant.name().ifPresent(r::name);
              if (!grant.contextSubset().isEmpty() || !grant.contextEquals().isEmpty()) {
                r.constraints(
                    c -> {
                      if (!grant.contextSubset().isEmpty()) {
                        c.encryptionContextSubset(grant.contextSubset());
                      }
                      if (!grant.contextEquals().isEmpty()) {
                        c.encryptionContextEquals(grant.contextEquals());
                      }
                    });
              }
            });
  }

  void undo(SetLogRetention s) {
    s.days()
        .found()
        .ifPresent(
            days ->
                clients
                    .logs()
                    .putRetentionPolicy(
                        r -> r.logGroupName(s.target().name()).retentionInDays(days)));
  }
}
