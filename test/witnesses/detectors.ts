import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DECISION_HISTORY, LEDGER_HISTORY } from '#evidence';
import { diffCheckpoints } from '../../apps/ledger/src/commands/diff-checkpoints/diff-checkpoints';
import { ExitCode } from '../../apps/ledger/src/exit-code';
import { verifyInProcess } from '../corruption/verify-in-process';
import { runInProcess } from '../support/command-in-process';
import { startInProcess } from '../support/in-process-service';
import type { Attacked } from './attacks';
import { recordedIn } from './recorded';
import { until } from './until';
import type { WitnessedLedger } from './witnessed-ledger';

/** Whether it finds what was done. */
export type Detector = (attacked: Attacked, ledger: WitnessedLedger) => Promise<boolean>;

const KEPT = 'kept-copy';

/** Those that read files, by the columns of the table. */
export const readers: Readonly<Record<string, Detector>> = {
  '`verify`': async ({ environment }) => (await verifyInProcess(environment)).exitCode === ExitCode.found,
  Kept: async ({ environment }, ledger) => {
    const CHECKPOINTS_ALSO_TO = await ledger.keptIn(KEPT);
    const { exitCode } = await verifyInProcess({ ...environment, CHECKPOINTS_ALSO_TO });
    return exitCode === ExitCode.found;
  },
  Quorum: async ({ environment }, ledger) => {
    const witnesses = ledger.witnessKeys.map(({ text }) => text).join(',');
    const { exitCode } = await verifyInProcess(environment, { witnesses, quorum: '2' });
    return exitCode === ExitCode.found;
  },
  Compared: async ({ environment, shown }, ledger) => {
    const ofLedger = ledger.at('other-ledger');
    const ofDecisions = ledger.at('other-decisions');
    const signed = async (history: typeof LEDGER_HISTORY) =>
      (await recordedIn(environment, history)).signed!.checkpoint;
    await writeFile(ofLedger, shown ?? (await signed(LEDGER_HISTORY)));
    await writeFile(ofDecisions, await signed(DECISION_HISTORY));
    const { exitCode } = await runInProcess(diffCheckpoints, {
      args: [ledger.at('shown-ledger'), ledger.at('shown-decisions'), ofLedger, ofDecisions],
      options: { key: ledger.verifier.text, out: ledger.at('split-view') },
    });
    return exitCode === ExitCode.found;
  },
};

/** Those that are services, on what the attack has left. */
export const services: Readonly<Record<string, Detector>> = {
  Start: async ({ environment }, ledger) => {
    const CHECKPOINTS_ALSO_TO = await ledger.keptIn(KEPT);
    const service = await startInProcess({ ...environment, CHECKPOINTS_ALSO_TO }).catch(() => null);
    await service?.close();
    return service === null;
  },
  Witness: async ({ environment }, ledger) => {
    const witnesses = await ledger.witnessesOfCopy();
    const WITNESSES = witnesses.map(({ setting }) => setting).join(', ');
    const service = await startInProcess({ ...environment, WITNESSES }).catch(() => null);
    const isShown = () => existsSync(join(environment.DATA_DIR, 'shown-by-witnesses'));
    const areAsked = () => witnesses.every(({ cosigned }) => cosigned.size === 2);
    if (service) await until(() => isShown() || areAsked());
    await service?.close();
    await Promise.all(witnesses.map((witness) => witness.close()));
    return service === null || isShown();
  },
};
