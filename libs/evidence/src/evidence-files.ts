import { join } from 'node:path';
import { ConfigError, readText, type Config } from '#platform';
import { makeKeyFile, openSigner, publish, verifiersIn } from './note/key-files';
import { KeptCheckpoint } from './notary/kept-checkpoints';
import { LEDGER_HISTORY } from './tree/proved-history';
import { InvalidKey, type NoteSigner, type NoteVerifier } from './note/note-key';
import { majorityOf } from './note/quorum';
import type { TimeStampAuthority } from './time-stamp/ask-for-time-stamp';
import { certificatesIn } from './time-stamp/given-authorities';
import { InvalidTimeStamp, type TimeStampTrust } from './time-stamp/invalid-time-stamp';
import { readWitnesses, type KnownWitness } from './witnessing/witness-list';

/** The folder of the tree. */
export const treeFolder = ({ DATA_DIR }: Config): string => join(DATA_DIR, 'tree');

/** The folder of the tree over the decisions. */
export const decisionTreeFolder = ({ DATA_DIR }: Config): string => join(DATA_DIR, 'decision-tree');

/** The file of the private key that signs checkpoints. */
export const keyFile = ({ DATA_DIR, CHECKPOINT_KEY_FILE }: Config): string =>
  CHECKPOINT_KEY_FILE ?? join(DATA_DIR, 'keys', 'checkpoint.pem');

/** The file of the public keys, a line each, that checkpoints are verified with. */
export const publicKeyFile = ({ DATA_DIR }: Config): string => join(DATA_DIR, 'keys', 'checkpoint.pub');

/**
 * The signer of a service, whose public key is published; where no file is named, a key is made at the first start.
 * @throws KeyUnusable
 */
export function signerOfService(config: Config): NoteSigner {
  if (config.CHECKPOINT_KEY_FILE === undefined) makeKeyFile(keyFile(config));
  const signer = existingSigner(config);
  publish(signer.verifier, publicKeyFile(config));
  return signer;
}

/** The signer of a service that has run here. @throws KeyUnusable when it does not exist, or this process may not use it. */
export const existingSigner = (config: Config, { origin } = LEDGER_HISTORY): NoteSigner =>
  openSigner(origin(config.LEDGER_NAME), keyFile(config));

/** Where the newest checkpoint of a history is kept in a second place; `undefined` when the settings name none. */
export const keptCheckpoint = (
  { CHECKPOINTS_ALSO_TO: folder }: Config,
  signer: NoteSigner,
): KeptCheckpoint | undefined =>
  folder === undefined ? undefined : new KeptCheckpoint(folder, signer.verifier);

/** Whom the settings name as witnesses, and how many have to cosign; `null` when they name none. @throws ConfigError */
export function witnessesIn({ WITNESSES, WITNESS_QUORUM }: Config): NamedWitnesses | null {
  if (WITNESSES === undefined) return null;
  const witnesses = witnessesOrFault(WITNESSES);
  const needed = WITNESS_QUORUM ?? majorityOf(witnesses.length);
  if (witnesses.some(({ url }) => url === null))
    throw new ConfigError('WITNESSES: each has a key, a space and an address that it is asked at');
  if (needed > witnesses.length)
    throw new ConfigError(
      `WITNESS_QUORUM: ${needed} are more than the ${witnesses.length} witnesses that are named`,
    );
  return { witnesses, needed };
}

export interface NamedWitnesses {
  readonly witnesses: readonly KnownWitness[];
  readonly needed: number;
}

function witnessesOrFault(texts: readonly string[]): KnownWitness[] {
  try {
    return readWitnesses(texts);
  } catch (error) {
    throw error instanceof InvalidKey ? new ConfigError(`WITNESSES: ${error.message}`) : error;
  }
}

/** The authority that the settings name for time stamps; `null` when they name none. @throws ConfigError */
export function timeStampAuthorityIn(config: Config): TimeStampAuthority | null {
  const { TIME_STAMP_URL: url, TIME_STAMP_POLICY: policy } = config;
  if (url === undefined) return null;
  const trust = timeStampTrustIn(config);
  return trust && { url, ...trust, ...(policy !== undefined && { policy }) };
}

/** Which time stamps are believed, by the settings; `null` where they do not say. @throws ConfigError */
export function timeStampTrustIn(config: Config): TimeStampTrust | null {
  const { TIME_STAMP_AUTHORITIES_FILE: file, TIME_STAMP_URL: url } = config;
  if (file === undefined) {
    if (url === undefined) return null;
    throw new ConfigError('TIME_STAMP_AUTHORITIES_FILE: it is needed with TIME_STAMP_URL');
  }
  try {
    return timeStampTrustOf(file);
  } catch (error) {
    const why = error instanceof InvalidTimeStamp ? `: ${error.message}` : '';
    throw new ConfigError(`TIME_STAMP_AUTHORITIES_FILE: ${file} cannot be read${why}`);
  }
}

/** The time stamps that the certificates in a file let believe. @throws InvalidTimeStamp when it holds none. */
export function timeStampTrustOf(file: string): TimeStampTrust {
  const authorities = readText(file);
  certificatesIn(authorities);
  return { authorities };
}

/** Where a checkpoint is kept that a witness has shown, and that contradicts this ledger. */
export const shownByWitnesses = ({ DATA_DIR }: Config, { verifier }: NoteSigner): KeptCheckpoint =>
  new KeptCheckpoint(join(DATA_DIR, 'shown-by-witnesses'), verifier);

/** The keys that checkpoints of this ledger may be signed with. @throws KeyUnusable */
export const ownVerifiers = (config: Config): NoteVerifier[] => verifiersIn(publicKeyFile(config));
