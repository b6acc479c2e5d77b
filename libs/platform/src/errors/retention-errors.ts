import type { CatalogueEntry } from './catalogue-entry';

/** What was removed because the time that it is kept for is over. */
export const retentionErrors = {
  'KJF-000168': {
    resolvedBy: 'caller',
    message: {
      sv: 'Det du frågar om har gallrats: tiden som det ska sparas är slut.',
      en: 'What you ask about was removed by retention: the time that it is kept for is over.',
    },
    next: {
      sv: 'Fråga om senare dagar. Den som driver tjänsten kan säga när det gallrades och enligt vilket beslut.',
      en: 'Ask about later days. The operator of the service can say when it was removed and on what authority.',
    },
    support:
      'The records of these days were removed by "ledger retention apply". "ledger verify" prints when.',
  },
} as const satisfies Record<`KJF-${string}`, CatalogueEntry>;
