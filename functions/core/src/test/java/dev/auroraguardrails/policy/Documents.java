package dev.auroraguardrails.policy;

/// Policy documents as tests write them: with `'` for `"`.
final class Documents {
  static final String CLUSTER = "arn:aws:rds:eu-central-1:123456789012:cluster:";

  private Documents() {}

  static Policy policy(String document) {
    try {
      return Policy.parse(document.replace('\'', '"'));
    } catch (Unjudgeable broken) {
      throw new AssertionError(broken);
    }
  }

  static Policy allow(String rest) {
    return statement("'Effect':'Allow'," + rest);
  }

  static Policy deny(String rest) {
    return statement("'Effect':'Deny'," + rest);
  }

  static Policy statement(String elements) {
    return policy("{'Version':'2012-10-17','Statement':[{" + elements + "}]}");
  }
}
