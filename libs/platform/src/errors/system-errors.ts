import type { CatalogueEntry } from './catalogue-entry';

/** Users get one sentence for every failure of ours, and the event id. The cause is never shown to them. */
const ours = {
  resolvedBy: 'operator',
  message: {
    sv: 'Något gick fel hos oss.',
    en: 'Something went wrong on our side.',
  },
  next: {
    sv: 'Försök igen om en stund. Kontakta support med händelse-id om det inte hjälper.',
    en: 'Try again in a while. Contact support with the event id if that does not help.',
  },
} as const;

/** Failures of this service. */
export const systemErrors = {
  'KJS-000001': {
    ...ours,
    support: 'An unexpected error. The event id finds its cause in the log.',
  },
  'KJS-000002': { ...ours, support: 'The ledger cannot be reached, or did not answer in time.' },
  'KJS-000003': { ...ours, support: 'The read models had not reached the position that the answer needed.' },
  'KJS-000004': { ...ours, support: 'The portal cannot reach the consent service.' },
} as const satisfies Record<`KJS-${string}`, CatalogueEntry>;
