import { Option, type Command } from 'commander';
import type { IdentityKind, PersonIdentity } from '#consent';
import { WrongUsage } from './failure';
import type { Invocation, Options } from './ledger-command';

/** The option that says which kind of personal identity is asked for. */
export const addKindOption = (command: Command): Command =>
  command.addOption(
    new Option(
      '--kind <kind>',
      'What kind of identity it is, where it could be of several: its name, or the OID that is its root.',
    ),
  );

/**
 * Asks for a patient's identity: it must not stand on a command line, where others of the machine see it and the shell remembers
 * it. It may be written as people write it, with a hyphen or a blank, and without its century.
 * @throws WrongUsage when it is of no kind, or could be of several; the message does not repeat it.
 */
export const askPatient = (invocation: Invocation): Promise<PersonIdentity> =>
  askIdentity(invocation, 'patient');

/** The same for anybody. @throws WrongUsage */
export async function askIdentity(
  { options, terminal, config, clock }: Invocation,
  whose: 'patient' | 'person',
): Promise<PersonIdentity> {
  const { identityKindsOf } = await import('#consent-ledger');
  const { readIdentity } = await import('#consent');
  const kinds = chosenKinds(identityKindsOf(await config()), options);
  const number = await terminal.ask(`The ${whose}'s identity`);
  const read = readIdentity({ number, kind: '' }, kinds, clock());
  if (read.identity) return read.identity;
  throw read.fits.length > 0 ? unclear(read.fits) : ofNoKind(kinds);
}

function chosenKinds(kinds: readonly IdentityKind[], { kind }: Options): readonly IdentityKind[] {
  if (kind === undefined) return kinds;
  const chosen = kinds.filter(({ name, root }) => name === kind || root === kind);
  if (chosen.length > 0) return chosen;
  throw new WrongUsage(`There is no such kind of identity. Known are ${namesOf(kinds)}.`);
}

const unclear = (kinds: readonly IdentityKind[]): WrongUsage =>
  new WrongUsage(`What was given could be of several kinds. Choose one with --kind: ${namesOf(kinds)}.`);

const ofNoKind = (kinds: readonly IdentityKind[]): WrongUsage =>
  new WrongUsage(`What was given is no identity of a kind that is known here: ${namesOf(kinds)}.`);

const namesOf = (kinds: readonly IdentityKind[]): string => kinds.map(({ name }) => name).join(', ');
