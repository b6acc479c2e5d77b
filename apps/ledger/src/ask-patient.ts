import { Option, type Command } from 'commander';
import type { PersonIdentity } from '#consent';
import { WrongUsage } from './failure';
import type { Invocation } from './ledger-command';

const DEFAULT_KIND = 'personnummer';

/** The option that says which kind of personal identity is asked for. */
export const addKindOption = (command: Command, kind = DEFAULT_KIND): Command =>
  command.addOption(
    new Option(
      '--kind <kind>',
      'What kind of identity it is: its name, or the OID that is its root.',
    ).default(kind),
  );

/**
 * Asks for a patient's identity: it must not stand on a command line, where others of the machine see it and the shell remembers
 * it. @throws WrongUsage when it is not of its kind; the message does not repeat it.
 */
export const askPatient = (invocation: Invocation): Promise<PersonIdentity> =>
  askIdentity(invocation, 'patient');

/** The same for anybody. @throws WrongUsage */
export async function askIdentity(
  { options, terminal, config }: Invocation,
  whose: 'patient' | 'person',
): Promise<PersonIdentity> {
  const { identityKindsOf } = await import('#consent-ledger');
  const kinds = identityKindsOf(await config());
  const kind = kinds.find(({ name, root }) => name === options.kind || root === options.kind);
  if (!kind) {
    throw new WrongUsage(
      `There is no such kind of identity. Known are ${kinds.map(({ name }) => name).join(', ')}.`,
    );
  }
  const extension = await terminal.ask(`The ${whose}'s identity (${kind.name})`);
  if (kind.isValid(extension)) return { root: kind.root, extension };
  throw new WrongUsage(
    `What was given is no ${kind.name}. It is written whole, and without a sign or a blank in it.`,
  );
}
