import { join } from 'node:path';
import type { Clock } from '#platform';
import { runRetention } from '../../apps/ledger/src/commands/retention/run-retention';
import type { Options } from '../../apps/ledger/src/ledger-command';
import { copyLedger } from '../corruption/log-files';
import { verifyInProcess } from '../corruption/verify-in-process';
import { runInProcess } from '../support/command-in-process';
import { startInProcess } from '../support/in-process-service';
import { temporaryFolder } from '../support/temporary-folder';
import { makeAgedLedger } from './aged-ledger';

export const grounds = { reason: 'Yearly', authority: 'Records schedule 4.2' } as const;

/** What is said of records that such a removal has removed. */
export const removedWords =
  /were removed by retention on \d{4}-\d\d-\d\d.*, under this authority: Records schedule 4\.2/;

interface Summary {
  readonly plan: { readonly digest: string; readonly lapsed: { readonly days: number } };
}

/** A ledger with records that are over, and a copy of it to work on, whose commands run in this process. */
export class AgedCopy {
  private constructor(
    private readonly folder: Awaited<ReturnType<typeof temporaryFolder>>,
    private readonly aged: string,
    /** The data folder of the copy. */
    readonly path: string,
  ) {}

  static async make(): Promise<AgedCopy> {
    const folder = await temporaryFolder();
    const aged = join(folder.path, 'aged');
    await makeAgedLedger(aged);
    return new AgedCopy(folder, aged, join(folder.path, 'copy'));
  }

  /** The copy as it was in the beginning. */
  renew = (): Promise<void> => copyLedger(this.aged, this.path);

  remove = (): Promise<void> => this.folder.remove();

  get environment(): Record<string, string> {
    return { DATA_DIR: this.path, DECISION_LOG_YEARS: '5' };
  }

  async plan(clock?: Clock): Promise<Summary['plan']> {
    const { records } = await this.retention('plan', {}, clock);
    return records.flatMap((record) => ('plan' in record ? [(record as Summary).plan] : []))[0]!;
  }

  /** Applies the plan of now, unless another is given. @returns what it prints. */
  async apply(options: Options = {}, clock?: Clock): Promise<readonly object[]> {
    const plan = 'plan' in options ? {} : { plan: (await this.plan(clock)).digest };
    return (await this.retention('apply', { ...grounds, ...plan, ...options }, clock)).records;
  }

  /** `ledger retention`, with these options. */
  retention(what: string, options: Options, clock?: Clock, more: Record<string, string> = {}) {
    const environment = { ...this.environment, ...more };
    return runInProcess(runRetention, { environment, args: [what], options, clock });
  }

  /** What `ledger verify` finds. */
  async findings() {
    return (await verifyInProcess(this.environment)).findings;
  }

  /** What is new is signed by a service. */
  signAgain = async (): Promise<void> => (await startInProcess({ DATA_DIR: this.path })).close();
}
