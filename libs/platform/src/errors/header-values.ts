import type { InBothLanguages } from './catalogue-entry';

/** What the headers hold that are refused when they hold something else. */
export const headerValues: InBothLanguages = {
  sv:
    'Idempotency-Key är 1 till 255 skrivbara ASCII-tecken; X-Ledger-Min-Position är ett heltal från ett tidigare svar; ' +
    'X-Ledger-Explain är true eller false; x-rivta-original-serviceconsumer-hsaid och ' +
    'x-rivta-acting-on-behalf-of-hsaid har var sitt HSA-id, aldrig en personidentitet.',
  en:
    'Idempotency-Key is 1 to 255 printable ASCII characters; X-Ledger-Min-Position is a whole number from an earlier answer; ' +
    'X-Ledger-Explain is true or false; x-rivta-original-serviceconsumer-hsaid and ' +
    'x-rivta-acting-on-behalf-of-hsaid hold one HSA-id each, never a personal identity.',
};
