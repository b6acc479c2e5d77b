import type { AsOfQuestion, KnownAt } from '#audit';
import {
  DEFAULT_HSA_ID_PATTERN,
  HSA_ID_MAX_LENGTH,
  hsaIdFormat,
  parseLocalTime,
  type Instant,
} from '#consent';
import type { Config } from '#platform';
import { askPatient } from '../../ask-patient';
import { WrongUsage } from '../../failure';
import type { Invocation, Options } from '../../ledger-command';

/** What is asked, from the options and, for the patient, from whoever asks. @throws WrongUsage */
export async function questionOf(invocation: Invocation): Promise<AsOfQuestion> {
  const { options } = invocation;
  const isHsaId = hsaIdsOf(await invocation.config());
  const hsaId = (name: string): string => {
    const value = textOf(options, name);
    if (isHsaId(value)) return value;
    throw new WrongUsage(`--${name} is no HSA-id: it is written as SE165565594230-1000.`);
  };
  const question = {
    employeeId: hsaId('employee'),
    careProviderId: hsaId('provider'),
    careUnitId: hsaId('unit'),
    validAt: options.validAt === undefined ? undefined : validAtOf(textOf(options, 'validAt')),
    knownAt: options.knownAt === undefined ? undefined : knownAtOf(textOf(options, 'knownAt')),
    listedMisses: countOf(textOf(options, 'list')),
  };
  return { ...question, patient: await askPatient(invocation) };
}

const textOf = (options: Options, name: string): string => {
  const value = options[name];
  return typeof value === 'string' ? value : '';
};

function hsaIdsOf({ HSA_ID_PATTERN }: Config): (text: string) => boolean {
  const isHsaId = hsaIdFormat(HSA_ID_PATTERN?.source ?? DEFAULT_HSA_ID_PATTERN);
  return (text) => text.length <= HSA_ID_MAX_LENGTH && isHsaId(text);
}

const EXAMPLES =
  'write it as 2026-03-02T08:00:00, in Swedish local time, or with its zone, as 2026-03-02T08:00:00+01:00';

/** A day will not do: which of its instants would be the one that was meant? */
const instantIn = (text: string): Instant | null => parseLocalTime(text.replace(' ', 'T'));

function validAtOf(text: string): Instant {
  const instant = instantIn(text);
  if (instant !== null) return instant;
  throw new WrongUsage(`--valid-at is no instant: ${EXAMPLES}.`);
}

const POSITION = /^\d{1,15}$/;

function knownAtOf(text: string): KnownAt {
  if (POSITION.test(text)) return { position: Number(text) };
  const instant = instantIn(text);
  if (instant !== null) return { instant };
  throw new WrongUsage(
    `--known-at is no instant: ${EXAMPLES}; or as a position of the ledger, in digits only.`,
  );
}

function countOf(text: string): number {
  if (/^\d{1,6}$/.test(text)) return Number(text);
  throw new WrongUsage('--list is no number of consents: write it in digits.');
}
