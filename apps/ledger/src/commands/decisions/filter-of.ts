import type { DecisionFilter } from '#audit';
import { isUuid } from '#consent';
import { askPatient } from '../../ask-patient';
import { WrongUsage } from '../../failure';
import { hsaIdOptions } from '../../hsa-ids';
import type { Invocation, Options } from '../../ledger-command';
import { instantOf } from '../../times';

const THIRTY_DAYS_MS = 30 * 24 * 60 * 60 * 1000;

/** Which decisions are asked for, from the options and, for a patient, from whoever asks. @throws WrongUsage */
export async function filterOf(invocation: Invocation): Promise<DecisionFilter> {
  const { options } = invocation;
  const hsaId = await hsaIdOptions(invocation);
  const filter = {
    ...spanOf(invocation),
    employeeId: hsaId('employee'),
    careUnitId: hsaId('unit'),
    careProviderId: hsaId('provider'),
    callerId: hsaId('caller'),
    assertionId: consentOf(options),
    correlationId: textOf(options, 'correlationId'),
    hasConsent: answerOf(options),
  };
  return options.patient === true ? { ...filter, patient: await askPatient(invocation) } : filter;
}

function spanOf({ options, clock }: Invocation): { from: number; before: number } {
  const [from, to] = [textOf(options, 'from'), textOf(options, 'to')];
  const before = (to === undefined ? clock() : instantOf('--to', to, 'last')) + 1;
  const span = {
    from: from === undefined ? before - THIRTY_DAYS_MS : instantOf('--from', from, 'first'),
    before,
  };
  if (span.from < span.before) return span;
  throw new WrongUsage('--from is later than --to.');
}

const textOf = (options: Options, name: string): string | undefined => {
  const value = options[name];
  return typeof value === 'string' ? value : undefined;
};

function consentOf(options: Options): string | undefined {
  const id = textOf(options, 'consent');
  if (id === undefined || isUuid(id)) return id;
  throw new WrongUsage('The id of a consent is a UUID, such as 4e4d1c5e-7f6f-4a0c-9a55-0b3f8c1d2e01.');
}

const answerOf = ({ granted, denied }: Options): boolean | undefined =>
  granted === true ? true : denied === true ? false : undefined;

/** How many are to be printed. @throws WrongUsage */
export function limitOf({ limit }: Options): number {
  if (limit === undefined) return Infinity;
  if (typeof limit === 'string' && /^[1-9]\d{0,8}$/.test(limit)) return Number(limit);
  throw new WrongUsage('--limit is a whole number from 1 on.');
}
