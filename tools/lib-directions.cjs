const everythingBelow = ['consent', 'read-models', 'event-store', 'ledger', 'platform'];

/** What a lib may import besides itself. A lib that is not in this list may import nothing. */
const libDirections = {
  consent: [],
  'read-models': ['consent'],
  'event-store': ['platform'],
  ledger: ['event-store', 'platform'],
  contracts: ['consent'],
  'contract-doors': ['contracts'],
  'response-codes': [],
  evidence: ['event-store', 'ledger', 'platform'],
  archive: ['event-store', 'ledger', 'evidence', 'platform'],
  audit: everythingBelow,
  retention: ['consent', 'event-store', 'platform', 'audit', 'evidence'],
  'consent-ledger': [...everythingBelow, 'audit', 'evidence'],
  callers: ['consent', 'contracts', 'platform'],
  client: ['contracts'],
  'sign-on': ['consent', 'event-store', 'ledger', 'platform'],
  webhooks: ['consent', 'event-store', 'ledger', 'platform'],
  platform: [],
};

module.exports = { libDirections };
