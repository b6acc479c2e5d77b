import { generateKeyPairSync, type KeyObject } from 'node:crypto';
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
import { createLog, type Logger } from '#platform';

/** A real witness in this process. */
export interface RunningWitness {
  readonly key: WitnessKey;
  /** As WITNESSES names it. */
  readonly setting: string;
  /** The names of the logs of which it has cosigned something since it runs. */
  readonly cosigned: ReadonlySet<string>;
  close(): Promise<void>;
}

/** Runs a witness of a ledger and its records of checks, with what it keeps in a folder of this name. */
export async function runWitness(
  path: string,
  name: string,
  ledgerKey: NoteVerifier,
  key: KeyObject = generateKeyPairSync('ed25519').privateKey,
): Promise<RunningWitness> {
  const folder = new WitnessFolder(join(path, name));
  const cosigner = cosignerOf(name, key);
  const log = createLog('error');
  const cosigned = new Set<string>();
  log.error = () => log;
  log.info = ((_: string, about?: { readonly origin?: unknown }) => {
    if (typeof about?.origin === 'string') cosigned.add(about.origin);
    return log;
  }) as Logger['info'];
  const logs = [ledgerKey, ...decisionVerifiers([ledgerKey])];
  const witness = new Witness({ folder, cosigner, logs, clock: Date.now, log });
  const served = await serveWitness(witness, { host: '127.0.0.1', port: 0 }, log);
  return {
    key: cosigner.key,
    cosigned,
    setting: `${cosigner.key.text} ${served.url}`,
    close: () => served.close().finally(() => folder.close()),
  };
}
