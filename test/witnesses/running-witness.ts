import { generateKeyPairSync } from 'node:crypto';
import { join } from 'node:path';
import {
  cosignerOf,
  decisionVerifiers,
  serveWitness,
  Witness,
  WitnessFolder,
  type NoteVerifier,
  type WitnessKey,
} from '#evidence';
import { createLog } from '#platform';

/** A real witness in this process. */
export interface RunningWitness {
  readonly key: WitnessKey;
  /** As WITNESSES names it. */
  readonly setting: string;
  close(): Promise<void>;
}

/** Runs a witness of a ledger and its records of checks, with what it keeps in a folder of this name. */
export async function runWitness(
  path: string,
  name: string,
  ledgerKey: NoteVerifier,
): Promise<RunningWitness> {
  const folder = new WitnessFolder(join(path, name));
  const cosigner = cosignerOf(name, generateKeyPairSync('ed25519').privateKey);
  const log = createLog('error');
  log.error = () => log;
  const logs = [ledgerKey, ...decisionVerifiers([ledgerKey])];
  const witness = new Witness({ folder, cosigner, logs, clock: Date.now, log });
  const served = await serveWitness(witness, { host: '127.0.0.1', port: 0 }, log);
  return {
    key: cosigner.key,
    setting: `${cosigner.key.text} ${served.url}`,
    close: () => served.close().finally(() => folder.close()),
  };
}
