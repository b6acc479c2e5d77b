import type { Rejection } from '#consent';
import type { Body } from '#contract-doors';
import { toAdopt, toChange, type Adopting, type Changing } from './commands';
import { shownOf, type Finding } from './finding';
import { statementInForce, statementOfEnded, stepOfNew, stepOfOpen, type Step } from '../judgement';
import type { PatientPlan } from './plan';
import type { RunSetting } from './run-setting';
import { readPatient, type PatientConsents } from '../source';

/** What came of one patient: a finding for each consent that there is something to say of, and how many have ended there. */
export interface PatientOutcome {
  readonly findings: readonly Finding[];
  readonly ended: number;
  readonly leftOut: string | null;
}

/** Asks about a patient, ends what has ended there, and adopts what is valid there. @throws SourceFailure */
export async function adoptPatient(
  plan: PatientPlan,
  careProviderId: string,
  setting: RunSetting,
): Promise<PatientOutcome> {
  const { service, clock } = setting;
  const question = { careProviderId, patient: plan.patient };
  const inForce = await readPatient(service, { ...question, ended: false });
  const findings: Finding[] = [];
  for (const asked of plan.open) findings.push(...(await confirm(asked, inForce, setting)));
  let ended = 0;
  for (const asked of plan.listed) {
    const said = statementInForce(inForce, asked, clock()) ?? missing(inForce);
    if (said.says !== 'open' && said.says !== 'unreadable' && said.says !== 'left-out') ended += 1;
    const step = stepOfNew(asked.held, said);
    findings.push(...(await taken(step, asked, setting)));
  }
  return { findings, ended, leftOut: inForce.leftOut };
}

const missing = ({ leftOut }: PatientConsents) =>
  ({ says: leftOut === null ? 'not-in-force' : 'left-out' }) as const;

type Open = PatientPlan['open'][number];
type Listed = PatientPlan['listed'][number];

/** A consent that is open here is asked for again, with those that have ended, where it is not in force there any more. */
async function confirm(
  asked: Open,
  inForce: PatientConsents,
  setting: RunSetting,
): Promise<readonly Finding[]> {
  const { service, clock } = setting;
  const said =
    statementInForce(inForce, asked, clock()) ??
    statementOfEnded(await readPatient(service, { ...asked, ended: true }), asked, clock());
  const step = stepOfOpen(asked.held, said);
  const { assertionId: consent, careProviderId, held } = asked;
  const about = { consent, careProviderId, careUnitId: held.registered.careUnitId };
  if (step.does === 'nothing') return [];
  if (step.does === 'report') return [{ what: 'not confirmed', ...about, why: step.why }];
  const refused = await carriedOut(toChange(step, held, setting), setting);
  if (refused !== null) return [{ what: 'not confirmed', ...about, why: refused }];
  return [{ ...doneBy(step), ...about }];
}

function doneBy(step: Changing): Pick<Finding, 'what' | 'to' | 'why'> {
  switch (step.does) {
    case 'cancel':
      return { what: 'ended', why: 'It was cancelled there.' };
    case 'delete':
      return { what: 'ended', why: 'It was deleted there.' };
    case 'withdraw':
      return { what: 'ended', why: step.why };
    case 'shorten':
      return { what: 'shortened', to: step.to, why: 'Its end was moved there.' };
    case 'end':
      return { what: 'ended', why: 'Its end was moved there, and has passed.' };
  }
}

async function taken(step: Step, asked: Listed, setting: RunSetting): Promise<readonly Finding[]> {
  const { basics } = asked.listed;
  const about = { consent: asked.assertionId, careProviderId: asked.careProviderId };
  const listed = { ...about, ...shownOf(basics) };
  if (step.does === 'keep') return [{ what: 'kept', ...listed, why: step.why }];
  if (step.does === 'report') return [{ what: 'not adopted', ...listed, why: step.why }];
  if (step.does !== 'adopt') return [];
  const shown = { ...about, ...shownOf(step.item['pDLAssertion'] as Body) };
  const adopting = toAdopt(step, setting);
  const refused = 'why' in adopting ? adopting.why : await carriedOut(adopting, setting);
  return [refused === null ? { what: 'adopted', ...shown } : { what: 'not adopted', ...shown, why: refused }];
}

/** Why the rules refuse it; `null` when it is done, or would be. */
async function carriedOut(
  { command, provenance }: Adopting,
  { ledger, isDryRun }: RunSetting,
): Promise<string | null> {
  const outcome = isDryRun
    ? await ledger.refusal(command, provenance)
    : await ledger.execute(command, provenance);
  return outcome === null || outcome.accepted ? null : refusals[outcome.rejection.reason];
}

const refusals: Readonly<Record<Rejection['reason'], string>> = {
  'already-registered': 'Another consent has this id here.',
  'not-found': 'It is not here any more.',
  'already-cancelled': 'It was cancelled here meanwhile.',
  'already-deleted': 'It was deleted here meanwhile.',
  'invalid-span': 'Its end is one that the rules do not let it have.',
  'access-denied': 'Nobody may register it.',
};
