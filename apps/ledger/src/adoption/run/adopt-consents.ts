import type { OpenLedger } from '#consent-ledger';
import { Failure } from '../../failure';
import type { Terminal } from '../../terminal/terminal';
import { adoptPatient } from './adopt-patient';
import type { Finding } from './finding';
import { heldConsents } from '../held';
import { inOrder } from './in-order';
import { knowsNone, planOf, type PatientPlan } from './plan';
import type { RunSetting } from './run-setting';
import { readList } from '../source';

/** What a run came to for one care provider, beside its findings. */
export interface Totals {
  /** Consents in the list of the other service. */
  readonly listed: number;
  /** Adopted before, open here, and listed there as they are here. */
  readonly confirmed: number;
  /** Listed, and not in force any more when they were asked for. */
  readonly ended: number;
  /** Entries of the list that do not say which consent of which patient they are. */
  readonly nameless: number;
  /** What the service left out, in its words. */
  readonly leftOut: readonly string[];
}

export interface Listeners {
  readonly found: (finding: Finding) => void;
  readonly progress: Terminal['progress'];
}

interface Run {
  readonly opened: OpenLedger;
  readonly setting: RunSetting;
  /** End consents here also where the list has not one of those that were adopted. */
  readonly allGone: boolean;
}

/**
 * Brings a care provider's consents from another service, and ends here what has ended there. Each finding is told when it is done.
 * @throws SourceFailure, StoreUnavailable; a further run goes on.
 */
export async function adoptConsents(
  careProviderId: string,
  { opened, setting, allGone }: Run,
  { found, progress }: Listeners,
): Promise<Totals> {
  const list = await readList(setting.service, careProviderId);
  const held = await heldConsents(opened, careProviderId, setting.source, setting.clock());
  const strangers = knowsNone(list, held);
  if (strangers > 0 && !allGone) throw anotherService(strangers, careProviderId);
  const { patients, confirmed } = planOf(list, held, careProviderId);
  const leftOut = new Set(list.leftOut);
  const bar = await progress('Asking about patients', patients.length);
  let ended = 0;
  try {
    let asked = 0;
    const adopt = (plan: PatientPlan) => adoptPatient(plan, careProviderId, setting);
    for await (const outcome of inOrder(patients, setting.concurrency, adopt)) {
      outcome.findings.forEach(found);
      ended += outcome.ended;
      if (outcome.leftOut !== null) leftOut.add(outcome.leftOut);
      asked += 1;
      bar.at(asked, asked);
    }
  } finally {
    bar.end();
  }
  return { listed: list.consents.size, confirmed, ended, nameless: list.nameless, leftOut: [...leftOut] };
}

const anotherService = (count: number, careProviderId: string): Failure =>
  new Failure(
    `The service lists none of the ${count} consents of ${careProviderId} that were adopted from it and are open here. ` +
      'Is it the same service? Nothing was changed. To end them here, run the command with --all-gone.',
  );
