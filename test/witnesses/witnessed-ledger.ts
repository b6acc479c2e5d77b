import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { cp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  cosignerOf,
  DECISION_HISTORY,
  LEDGER_HISTORY,
  ownVerifiers,
  type NoteVerifier,
  type WitnessKey,
} from '#evidence';
import { readConfig } from '#platform';
import { makeHonestLedger } from '../corruption/honest-ledger';
import { copyLedger } from '../corruption/log-files';
import { temporaryFolder, type TemporaryFolder } from '../support/temporary-folder';
import { addAgedRecords } from '../retention/aged-ledger';
import { placeCaseHold } from '../retention/case-hold';
import { haveCosigned, recordedIn } from './recorded';
import { runWitness, type RunningWitness } from './running-witness';

const NAMES = ['one.example', 'two.example'] as const;
type WitnessName = (typeof NAMES)[number];

/** The day that a hold keeps. */
export const HELD_DAY = '2015-03-03';

/** Settings for what works on a ledger. */
export type LedgerEnvironment = Record<string, string> & { readonly DATA_DIR: string };

/**
 * A ledger of the real service, in which all is as it should be: checkpoints are kept in a second place, two witnesses have cosigned the
 * newest, and there is an older copy of which the same is true. There are records whose time is over, and a hold keeps one day of them.
 */
export class WitnessedLedger {
  private constructor(
    private readonly folder: TemporaryFolder,
    private readonly keys: Readonly<Record<WitnessName, KeyObject>>,
  ) {}

  static async make(): Promise<WitnessedLedger> {
    const newKey = () => generateKeyPairSync('ed25519').privateKey;
    const made = new WitnessedLedger(await temporaryFolder(), {
      'one.example': newKey(),
      'two.example': newKey(),
    });
    const environment = { DATA_DIR: made.at('honest'), CHECKPOINTS_ALSO_TO: made.at('kept') };
    await makeHonestLedger(environment, 1, 1);
    await addAgedRecords(environment.DATA_DIR);
    await placeCaseHold(environment.DATA_DIR, HELD_DAY);
    await makeHonestLedger(environment, 1, 4);
    await made.cosign(environment);
    await copyLedger(made.at('honest'), made.at('older'));
    await makeHonestLedger(environment, 1, 4);
    await made.cosign(environment);
    for (const [history, file] of [
      [LEDGER_HISTORY, 'ledger'],
      [DECISION_HISTORY, 'decisions'],
    ] as const) {
      const { cosigned } = await recordedIn({ DATA_DIR: made.at('honest') }, history);
      await writeFile(made.at(`shown-${file}`), cosigned!.checkpoint);
    }
    return made;
  }

  /** A place in a folder of its own. */
  at(name: string): string {
    return join(this.folder.path, name);
  }

  get verifier(): NoteVerifier {
    return ownVerifiers(readConfig({ DATA_DIR: this.at('honest') }))[0]!;
  }

  get witnessKeys(): WitnessKey[] {
    return NAMES.map((name) => cosignerOf(name, this.keys[name]).key);
  }

  /** A copy of the ledger, or of an older one, to be tampered with. */
  async copy(of: 'honest' | 'older', to: string): Promise<LedgerEnvironment> {
    await copyLedger(this.at(of), this.at(to));
    return { DATA_DIR: this.at(to) };
  }

  /** A copy of what was kept elsewhere. */
  async keptIn(to: string): Promise<string> {
    await rm(this.at(to), { recursive: true, force: true });
    await cp(this.at('kept'), this.at(to), { recursive: true });
    return this.at(to);
  }

  /** Has these witnesses, by what they keep in a folder, cosign the newest checkpoints. */
  async cosign(environment: LedgerEnvironment, names: readonly WitnessName[] = NAMES, memory = 'witnesses') {
    const witnesses = await this.witnesses(names, memory);
    const WITNESSES = witnesses.map(({ setting }) => setting).join(', ');
    await haveCosigned({ ...environment, WITNESSES }, names.length);
    await Promise.all(witnesses.map((witness) => witness.close()));
  }

  /** Runs witnesses that remember what they have cosigned; in a new folder they have forgotten it. */
  witnesses(names: readonly WitnessName[] = NAMES, memory = 'witnesses'): Promise<RunningWitness[]> {
    const run = (name: WitnessName) => runWitness(this.at(memory), name, this.verifier, this.keys[name]);
    return Promise.all(names.map(run));
  }

  /** Runs the witnesses with a copy of their memory, so that the next ones begin with the same. */
  async witnessesOfCopy(): Promise<RunningWitness[]> {
    const copy = 'witnesses-copy';
    await rm(this.at(copy), { recursive: true, force: true });
    for (const name of NAMES)
      await cp(join(this.at('witnesses'), name, 'cosigned'), join(this.at(copy), name, 'cosigned'), {
        recursive: true,
      });
    return this.witnesses(NAMES, copy);
  }

  remove(): Promise<void> {
    return this.folder.remove();
  }
}
