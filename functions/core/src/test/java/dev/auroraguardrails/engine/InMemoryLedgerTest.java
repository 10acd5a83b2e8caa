package dev.auroraguardrails.engine;

import dev.auroraguardrails.port.Ledger;
import dev.auroraguardrails.port.LedgerContract;

class InMemoryLedgerTest extends LedgerContract {
  @Override
  protected Ledger emptyLedger() {
    return new InMemoryLedger();
  }
}
