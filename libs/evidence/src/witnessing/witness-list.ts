import { holdsCredentials } from '#platform';
import { InvalidKey } from '../note/note-key';
import { readWitnessKey, type WitnessKey } from '../note/cosignature';

/** A witness as settings and options name it. */
export interface KnownWitness {
  readonly key: WitnessKey;
  /** What stands before `add-checkpoint`, with a slash at its end; `null` where it is only verified. */
  readonly url: string | null;
}

/** Reads `KEY` or `KEY URL`, each a witness. A key or a name that stands there twice would count twice. @throws InvalidKey */
export function readWitnesses(texts: readonly string[]): KnownWitness[] {
  const witnesses = texts.map(readWitness);
  const keys = new Set(witnesses.map(({ key }) => key.publicKey.toString('hex')));
  const names = new Set(witnesses.map(({ key }) => key.name));
  if (keys.size === witnesses.length && names.size === witnesses.length) return witnesses;
  throw new InvalidKey('A witness stands there twice.');
}

function readWitness(text: string): KnownWitness {
  const [key = '', address, ...more] = text.trim().split(/\s+/);
  if (more.length > 0) throw new InvalidKey(`"${text}" is not a key and an address.`);
  return { key: readWitnessKey(key), url: address === undefined ? null : addressOf(address) };
}

function addressOf(text: string): string {
  const isOne = /^https?:\/\//.test(text) && URL.canParse(text);
  if (!isOne) throw new InvalidKey(`"${text}" is not an address that begins with http:// or https://.`);
  // It may be a password, so it is not repeated.
  if (holdsCredentials(text))
    throw new InvalidKey('The address of a witness holds a user, or a password, and must not.');
  return text.endsWith('/') ? text : `${text}/`;
}
