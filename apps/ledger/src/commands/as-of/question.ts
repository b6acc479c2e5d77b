import type { AsOfQuestion, KnownAt } from '#audit';
import { parseLocalTime, type Instant } from '#consent';
import { askPatient } from '../../ask-patient';
import { WrongUsage } from '../../failure';
import { hsaIdOptions } from '../../hsa-ids';
import type { Invocation } from '../../ledger-command';

/** What is asked, from the options and, for the patient, from standard input or the terminal. @throws WrongUsage */
export async function questionOf(invocation: Invocation): Promise<AsOfQuestion> {
  const { options } = invocation;
  const hsaId = await hsaIdOptions(invocation);
  const question = {
    employeeId: hsaId('employee')!,
    careProviderId: hsaId('provider')!,
    careUnitId: hsaId('unit')!,
    validAt: typeof options.validAt === 'string' ? validAtOf(options.validAt) : undefined,
    knownAt: typeof options.knownAt === 'string' ? knownAtOf(options.knownAt) : undefined,
    listedMisses: countOf(String(options.list)),
  };
  return { ...question, patient: await askPatient(invocation) };
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
