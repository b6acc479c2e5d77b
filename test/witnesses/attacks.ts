import { generateKeyPairSync } from 'node:crypto';
import { cp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { EmbeddedEventStore } from '#event-store';
import {
  DECISION_HISTORY,
  LEDGER_HISTORY,
  newLeaf,
  noteSigner,
  readCheckpoint,
  signCheckpoint,
  TreeStorage,
  type ProvedHistory,
} from '#evidence';
import type { RemovedDay } from '#retention';
import { makeHonestLedger } from '../corruption/honest-ledger';
import { LogFiles, type StoredArray } from '../corruption/log-files';
import { forgeRemoval, type Choice } from '../retention/forged-removal';
import { startInProcess } from '../support/in-process-service';
import { recordedIn } from './recorded';
import { HELD_DAY, type LedgerEnvironment, type WitnessedLedger } from './witnessed-ledger';

/** What somebody has done, and what an auditor is shown then: the newest checkpoint of the ledger, unless it is another. */
export interface Attacked {
  readonly environment: LedgerEnvironment;
  readonly shown?: string;
}

/** Carries an attack out, in a folder of its own. */
type Attack = (ledger: WitnessedLedger, to: string) => Promise<Attacked>;

const sizeOf = ([, , , , data]: StoredArray): number => (data as { size?: number }).size ?? 0;

/** Keeps the events of the audit log of which this holds. */
const keepAudit = ({ DATA_DIR }: LedgerEnvironment, which: (event: StoredArray) => boolean): Promise<void> =>
  LogFiles.tamper(DATA_DIR, (files) => files.rewrite(files.arrays().filter(which)), 'audit-log');

const isOf = ({ checkpoints, cosigned }: ProvedHistory, [, , stream]: StoredArray): boolean =>
  stream === checkpoints || stream === cosigned;

const signedSize = async (environment: LedgerEnvironment): Promise<number> =>
  (await recordedIn(environment, LEDGER_HISTORY)).signed!.size;

const olderSize = (ledger: WitnessedLedger): Promise<number> => signedSize({ DATA_DIR: ledger.at('older') });

/** What nobody looks at stands in its place, because the records of checks that come after it are signed with their positions. */
const hidden = ([id]: StoredArray): StoredArray => [id, 0, 'of-nobody', 'Nothing.v1', {}, {}];

const forgetSignedAfter = ({ DATA_DIR }: LedgerEnvironment, size: number): Promise<void> => {
  const isKept = (event: StoredArray) => !isOf(LEDGER_HISTORY, event) || sizeOf(event) <= size;
  const left = (event: StoredArray) => (isKept(event) ? event : hidden(event));
  return LogFiles.tamper(DATA_DIR, (files) => files.rewrite(files.arrays().map(left)), 'audit-log');
};

/** Says of the newest registration that another employee made it, which no verdict depends on: repeating the checks finds nothing. */
export const forgeEvent = ({ DATA_DIR }: LedgerEnvironment): Promise<void> =>
  LogFiles.tamper(DATA_DIR, (files) => {
    const events = files.arrays();
    const event = events.findLast(([, , , type]) => type === 'ConsentRegistered.v1')!;
    const registration = event[4].registration as { registeredBy: object };
    const registeredBy = { ...registration.registeredBy, employeeId: 'SE165565594230-9999' };
    event[4] = { ...event[4], registration: { ...registration, registeredBy } };
    files.rewrite(events);
  });

const cutTo = ({ DATA_DIR }: LedgerEnvironment, size: number): Promise<void> =>
  LogFiles.tamper(DATA_DIR, (files) => files.rewrite(files.arrays().slice(0, size)));

/** Builds the tree that belongs to the log as it is now. */
async function rebuildTree({ DATA_DIR }: LedgerEnvironment): Promise<void> {
  await rm(join(DATA_DIR, 'tree'), { recursive: true });
  const store = await EmbeddedEventStore.open(join(DATA_DIR, 'log'));
  const tree = TreeStorage.open(join(DATA_DIR, 'tree'));
  for await (const event of store.readAll()) await tree.add([newLeaf(event)], event.position - 1);
  await tree.close();
  await store.close();
}

/** Has a service sign both histories from their beginning, with the ledger's key. */
export async function signAgain(environment: LedgerEnvironment): Promise<void> {
  const isSigned = (event: StoredArray) => isOf(LEDGER_HISTORY, event) || isOf(DECISION_HISTORY, event);
  await keepAudit(environment, (event) => !isSigned(event));
  for (const tree of ['tree', 'decision-tree'])
    await rm(join(environment.DATA_DIR, tree), { recursive: true });
  await (await startInProcess(environment)).close();
}

/** The names of all events of the audit log. */
async function auditIds({ DATA_DIR }: LedgerEnvironment): Promise<Set<string>> {
  const events = await LogFiles.tamper(DATA_DIR, (files) => files.arrays(), 'audit-log');
  return new Set(events.map(([id]) => id));
}

async function copyOver(from: string, to: string, folder: string): Promise<void> {
  await rm(join(to, folder), { recursive: true });
  await cp(join(from, folder), join(to, folder), { recursive: true });
}

async function removeAfter(environment: LedgerEnvironment, size: number): Promise<Attacked> {
  await cutTo(environment, size);
  await forgetSignedAfter(environment, size);
  await rebuildTree(environment);
  return { environment };
}

async function editAndSignAgain(ledger: WitnessedLedger, to: string): Promise<Attacked> {
  const environment = await ledger.copy('honest', to);
  await forgeEvent(environment);
  await signAgain(environment);
  return { environment };
}

async function showAnother(ledger: WitnessedLedger, to: string): Promise<Attacked> {
  const environment = await ledger.copy('older', to);
  await makeHonestLedger(environment, 1, 4);
  return { environment };
}

const isFree = ({ day }: RemovedDay): boolean => day !== HELD_DAY;

const hideBy =
  (choose: Choice): Attack =>
  async (ledger, to) => {
    const environment = await ledger.copy('honest', to);
    await forgeRemoval(environment.DATA_DIR, choose);
    return { environment };
  };

/** The first witness forgets what it has cosigned, and cosigns this. */
const withWitness =
  (attack: Attack): Attack =>
  async (ledger, to) => {
    const attacked = await attack(ledger, to);
    await rm(ledger.at(`${to}-witness`), { recursive: true, force: true });
    await ledger.cosign(attacked.environment, ['one.example'], `${to}-witness`);
    return attacked;
  };

/** By what is done, and by whom, as docs/evidence.md has them. */
export const attacks: Readonly<Record<string, Attack>> = {
  'signs a checkpoint with a key of its own, outsider': async (ledger, to) => {
    const environment = await ledger.copy('honest', to);
    const { size } = readCheckpoint((await recordedIn(environment, LEDGER_HISTORY)).signed!.checkpoint);
    const own = noteSigner(ledger.verifier.name, generateKeyPairSync('ed25519').privateKey);
    return { environment, shown: signCheckpoint({ size, root: Buffer.alloc(32) }, own) };
  },
  'changes an event, insider': async (ledger, to) => {
    const environment = await ledger.copy('honest', to);
    await forgeEvent(environment);
    await rebuildTree(environment);
    return { environment };
  },
  'changes an event and removes the checkpoints over it, insider': async (ledger, to) => {
    const environment = await ledger.copy('honest', to);
    await forgeEvent(environment);
    await forgetSignedAfter(environment, await olderSize(ledger));
    await rebuildTree(environment);
    return { environment };
  },
  'removes the last events and their checkpoints, insider': async (ledger, to) =>
    removeAfter(await ledger.copy('honest', to), await olderSize(ledger)),
  'removes events that nobody has kept a checkpoint of, insider': async (ledger, to) => {
    const environment = await ledger.copy('honest', to);
    const size = await signedSize(environment);
    const known = await auditIds(environment);
    await makeHonestLedger(environment, 1, 1);
    await cutTo(environment, size);
    await keepAudit(environment, ([id]) => known.has(id));
    for (const tree of ['tree', 'decision-tree'])
      await copyOver(ledger.at('honest'), environment.DATA_DIR, tree);
    return { environment };
  },
  'restores an older copy, insider': async (ledger, to) => ({ environment: await ledger.copy('older', to) }),
  'changes a record of a check, insider': async (ledger, to) => {
    const environment = await ledger.copy('honest', to);
    await LogFiles.tamper(
      environment.DATA_DIR,
      (files) => {
        const events = files.arrays();
        const batch = events.find(([, , , type]) => type === 'DecisionsRecorded.v1')!;
        const [first, ...others] = batch[4].decisions as object[];
        batch[4] = { decisions: [{ ...first, employeeId: 'SE165565594230-9999' }, ...others] };
        files.rewrite(events);
      },
      'audit-log',
    );
    return { environment };
  },
  'removes the last records of checks and their checkpoints, insider': async (ledger, to) => {
    const environment = await ledger.copy('honest', to);
    const { DATA_DIR: older } = await ledger.copy('older', `${to}-older`);
    const decisions = (await recordedIn({ DATA_DIR: older }, DECISION_HISTORY)).signed!.size;
    const known = await auditIds({ DATA_DIR: older });
    await keepAudit(environment, (event) =>
      isOf(DECISION_HISTORY, event)
        ? sizeOf(event) <= decisions
        : !DECISION_HISTORY.holds(event[2]) || known.has(event[0]),
    );
    await copyOver(older, environment.DATA_DIR, 'decision-tree');
    return { environment };
  },
  'hides records that a hold keeps by a removal of their own, insider': hideBy((days) => days),
  'hides the first records of a day by a removal of their own, insider': hideBy((days) =>
    days.filter(isFree).map((day) => ({ ...day, batches: 1 })),
  ),
  'hides the records of some days by a removal of their own, insider': hideBy((days) =>
    days.filter(isFree).slice(1),
  ),
  'removes all records whose time is over, as the command does, insider': hideBy((days) =>
    days.filter(isFree),
  ),
  'changes an event and signs everything again, operator': editAndSignAgain,
  'changes an event and signs everything again, operator with a witness': withWitness(editAndSignAgain),
  'shows another history to somebody, operator': showAnother,
  'shows another history to somebody, operator with a witness': withWitness(showAnother),
};
