import { existsSync, readFileSync } from 'node:fs';
import { InvalidKey, majorityOf, readWitnesses, type Cosignature, type Quorum } from '#evidence';
import { WrongUsage } from '../failure';
import type { Options } from '../ledger-command';

/** The witnesses that `--witnesses` names, and how many `--quorum` needs; `null` when there are none. @throws WrongUsage */
export function givenQuorum({ witnesses, quorum }: Options): Quorum | null {
  if (typeof witnesses !== 'string') {
    if (quorum === undefined) return null;
    throw new WrongUsage('--quorum needs --witnesses.');
  }
  const keys = keysIn(witnesses);
  const needed = quorum === undefined ? majorityOf(keys.length) : numberIn(quorum as string);
  if (needed >= 1 && needed <= keys.length) return { keys, needed };
  throw new WrongUsage(
    `--quorum is a whole number from 1 to ${keys.length}, as many as there are witnesses.`,
  );
}

/** The witnesses that `--witnesses` names, where no quorum is asked for. @throws WrongUsage */
export const givenWitnesses = ({ witnesses }: Options): Quorum['keys'] =>
  typeof witnesses === 'string' ? keysIn(witnesses) : [];

function keysIn(witnesses: string): Quorum['keys'] {
  const texts = existsSync(witnesses) ? readFileSync(witnesses, 'utf8').split('\n') : witnesses.split(',');
  try {
    const named = readWitnesses(texts.filter((text) => text.trim() !== ''));
    if (named.length > 0) return named.map(({ key }) => key);
  } catch (error) {
    if (!(error instanceof InvalidKey)) throw error;
    throw new WrongUsage(`--witnesses: ${error.message}`);
  }
  throw new WrongUsage('--witnesses names no key.');
}

const numberIn = (text: string): number => (/^\d{1,3}$/.test(text) ? Number(text) : NaN);

/** Who has seen the same history, in a sentence. */
export const cosignaturesInWords = (cosignatures: readonly Cosignature[]): string =>
  `Cosigned by ${cosignatures.map(({ witness, signedAt }) => `${witness} at ${signedAt}`).join(', ')}.`;
