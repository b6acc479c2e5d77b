import type { ExitCode } from '../../exit-code';
import { WrongUsage } from '../../failure';
import type { Invocation } from '../../ledger-command';
import { liftGivenHold } from './lift';
import { listHolds } from './list';
import { placeGivenHold } from './place';

const works: Readonly<Record<string, (invocation: Invocation) => Promise<ExitCode>>> = {
  place: placeGivenHold,
  lift: liftGivenHold,
  list: listHolds,
};

/** Which of the three an option belongs to. Every other is of all. */
const belongsTo: Readonly<Record<string, readonly string[]>> = {
  ...Object.fromEntries(['patient', 'provider', 'case', 'from', 'to', 'kind'].map((one) => [one, ['place']])),
  ...Object.fromEntries(['all', 'showPatient', 'purpose'].map((one) => [one, ['list']])),
  ...Object.fromEntries(['reason', 'authority'].map((one) => [one, ['place', 'lift']])),
};

/** Places, lifts or lists legal holds. @throws WrongUsage for what would be ignored. */
export async function runHold(invocation: Invocation): Promise<ExitCode> {
  const [what = '', id] = invocation.args;
  if ((what === 'lift') !== (id !== undefined))
    throw new WrongUsage('The id of a hold is given with "ledger hold lift", and with nothing else.');
  demandOptionsOf(what, invocation);
  return works[what]!(invocation);
}

/** @throws WrongUsage */
function demandOptionsOf(what: string, { options }: Invocation): void {
  const given = Object.keys(options).filter((option) => options[option] !== undefined);
  const other = given.find((option) => belongsTo[option] && !belongsTo[option].includes(what));
  if (other === undefined) return;
  const commands = belongsTo[other]!.map((one) => `"ledger hold ${one}"`).join(' and ');
  throw new WrongUsage(`--${flagOf(other)} belongs to ${commands}.`);
}

const flagOf = (option: string): string => option.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
