import { existsSync } from 'node:fs';
import { join } from 'node:path';
import {
  decisionVerifiers,
  demandKeyName,
  InvalidKey,
  makeKeyFile,
  openCosigner,
  readVerifierKey,
  serveWitness,
  verifiersIn,
  Witness,
  WitnessFolder,
  type Cosigner,
  type NoteVerifier,
  type WitnessAddress,
} from '#evidence';
import { createLog } from '#platform';
import { serveUntilStopped } from '../../closing';
import type { ExitCode } from '../../exit-code';
import { Failure, WrongUsage } from '../../failure';
import type { Invocation, Options } from '../../ledger-command';

/** Runs a witness until the process is asked to stop. */
export async function runWitness({ args, options, clock, using }: Invocation): Promise<ExitCode> {
  const logs = args.flatMap(keysIn).flatMap((key) => [key, ...decisionVerifiers([key])]);
  const address = addressIn(options);
  const path = options.folder as string;
  const cosigner = cosignerIn(path, options.name as string);
  const log = createLog(process.env.LOG_LEVEL ?? 'info');
  return using(new WitnessFolder(path), async (folder) => {
    const witness = new Witness({ folder, cosigner, logs, clock, log });
    return using(await listening(serveWitness(witness, address, log), address), async ({ url }) => {
      log.info('listening', { url, key: cosigner.key.text, logs: logs.map(({ name }) => name) });
      return serveUntilStopped();
    });
  });
}

/** @throws Failure with what to choose instead. */
const listening = <T>(served: Promise<T>, { host, port }: WitnessAddress): Promise<T> =>
  served.catch((error: Error) => {
    throw new Failure(
      `The witness cannot listen at ${host}, port ${port} (${error.message}). Choose another --host or --port.`,
    );
  });

function keysIn(argument: string): NoteVerifier[] {
  if (existsSync(argument)) return verifiersIn(argument);
  try {
    return [readVerifierKey(argument)];
  } catch (error) {
    if (!(error instanceof InvalidKey)) throw error;
    throw new WrongUsage(`"${argument}" is neither a file nor a public key of the form name+id+key.`);
  }
}

function addressIn({ host, port }: Options): WitnessAddress {
  const number = /^\d{1,5}$/.test(port as string) ? Number(port) : NaN;
  if (!(number <= 65_535)) throw new WrongUsage('--port is a whole number from 0 to 65535.');
  return { host: host as string, port: number };
}

/** The key is made at the first start. @throws WrongUsage before that when the name is wrong. */
function cosignerIn(folder: string, name: string): Cosigner {
  try {
    demandKeyName(name);
  } catch (error) {
    throw new WrongUsage(`--name: ${(error as InvalidKey).message}`);
  }
  const file = join(folder, 'witness.pem');
  makeKeyFile(file);
  return openCosigner(name, file);
}
