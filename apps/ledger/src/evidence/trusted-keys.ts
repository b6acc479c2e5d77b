import { existsSync } from 'node:fs';
import { InvalidKey, ownVerifiers, readVerifierKey, verifiersIn, type NoteVerifier } from '#evidence';
import { WrongUsage } from '../failure';
import type { Invocation } from '../ledger-command';

/** The public keys that are trusted: what `--key` says, itself or in a file, or those of this ledger. @throws KeyUnusable, WrongUsage */
export async function trustedKeys({ options, config }: Invocation): Promise<NoteVerifier[]> {
  const { key } = options;
  if (typeof key !== 'string') return ownVerifiers(await config());
  if (existsSync(key)) return verifiersIn(key);
  try {
    return [readVerifierKey(key)];
  } catch (error) {
    if (!(error instanceof InvalidKey)) throw error;
    throw new WrongUsage('--key is neither a file nor a public key of the form name+id+key.');
  }
}
