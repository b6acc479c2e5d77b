import type { Bullet, HistoryBullet } from './row';
import { missingWays, set } from './mutations';

const text = (value: string): string => `Valideringsfel: ${value} är inte ett giltigt UUID för assertionId`;

/** The row of the assertionId; its text holds what was sent. */
export const assertionIdBullets: readonly Bullet[] = [
  ...Object.entries(missingWays('assertionId')).map(([way, mutate]) => ({
    id: 'assertionId.invalid',
    bullet: 'assertionId är odefinierad, tom eller ogiltig',
    ways: { [way]: mutate },
    text: text(way === 'blanksteg' ? ' \t' : ''),
  })),
  {
    id: 'assertionId.invalid',
    bullet: 'assertionId är odefinierad, tom eller ogiltig',
    ways: { ogiltig: set('assertionId', 'inte-ett-uuid') },
    text: text('inte-ett-uuid'),
  },
];

/** The rows of a contract that closes a consent, answered from its history. */
export const closingBullets: readonly HistoryBullet[] = [
  {
    id: 'unknown',
    bullet: 'samtycke med angivet assertionId saknas',
    given: 'nothing',
    resultCode: 'NOTFOUND',
    text: (id) => `Inget samtycke med id ${id} finns registrerad`,
  },
  {
    id: 'already-deleted',
    bullet: 'samtycke med assertionId är bottaget',
    given: 'deleted',
    resultCode: 'INVALIDSTATE',
    text: (id) => `Samtycket med assertionId ${id} är redan borttagen`,
  },
  {
    id: 'already-cancelled',
    bullet: 'samtycke med assertionId är återkallat',
    given: 'cancelled',
    resultCode: 'INVALIDSTATE',
    text: (id) => `Samtycket med assertionId ${id} är redan återkallad`,
  },
];
