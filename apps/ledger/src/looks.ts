import { hostname, userInfo } from 'node:os';
import { accessKind, openRecordLog, type Access, type AccessSubject, type RecordWitness } from '#audit';
import { holdsPersonIdentity } from '#consent';
import type { OpenStores } from '#consent-ledger';
import { LogReadOnly, NO_POSITION } from '#event-store';
import { newId, newRandomId } from '#platform';
import { WrongUsage } from './failure';
import type { Invocation } from './ledger-command';

/** What a command is about to show of patients, or of those who looked at them. */
export interface Look extends AccessSubject {
  /** The command. */
  readonly command:
    | 'history'
    | 'patient'
    | 'as-of'
    | 'provider'
    | 'decisions'
    | 'accesses'
    | 'sample'
    | 'sign-ons'
    | 'receipt'
    | 'extract'
    | 'export'
    | 'hold'
    | 'retention';
  /** Absent: it is shown as it is read. */
  readonly shown?: number;
}

/** The longest purpose, in characters. */
const LONGEST_PURPOSE = 200;

/** A record that cannot be written ends the command, so nobody else needs to hear of it. */
const unheard: RecordWitness = {
  recorded: () => undefined,
  failed: () => undefined,
  lost: () => undefined,
};

/**
 * Records who looks at what with a command, before anything is shown, where the service would record it. A log that can only be read,
 * such as a snapshot, takes no record, and the command says so.
 * @throws StoreUnavailable when the record cannot be written: then nothing is to be shown. @throws WrongUsage
 */
export async function noteLook(
  invocation: Invocation,
  { auditStore }: Pick<OpenStores, 'auditStore'>,
  { command, ...look }: Look,
): Promise<void> {
  const purpose = purposeOf(invocation);
  if ((await invocation.config()).DECISION_LOG === 'off') {
    process.stderr.write('DECISION_LOG is off, so it is not recorded that you look.\n');
    return;
  }
  const accesses = openRecordLog<Access>(accessKind, 'durable', auditStore, unheard);
  const about = { ...look, ...(purpose !== undefined && { purpose }) };
  try {
    await accesses.record({
      ...{ id: newRandomId(), askedAt: invocation.clock(), position: NO_POSITION, isGranted: true },
      ...about,
      ...{ contract: `ledger ${command}`, callerId: 'ledger', systemUser: systemUser() },
      ...{ correlationId: newId(), door: 'command-line' },
    });
  } catch (error) {
    if (!(error instanceof LogReadOnly)) throw error;
    process.stderr.write('The log can only be read, so it is not recorded that you look.\n');
  } finally {
    await accesses.close();
  }
}

/** What a search is about, as far as it names it. */
export const aboutWhom = ({
  patient,
  careProviderId,
  employeeId,
  assertionId,
}: AccessSubject): AccessSubject => ({
  ...(patient && { patient }),
  ...(careProviderId !== undefined && { careProviderId }),
  ...(employeeId !== undefined && { employeeId }),
  ...(assertionId !== undefined && { assertionId }),
});

/** What somebody looks for, as `--purpose` says it. @throws WrongUsage */
export function purposeOf({ options: { purpose } }: Invocation): string | undefined {
  if (typeof purpose !== 'string') return undefined;
  if (purpose.trim() === '' || purpose.length > LONGEST_PURPOSE)
    throw new WrongUsage(`--purpose is a text of 1 to ${LONGEST_PURPOSE} characters.`);
  if (holdsPersonIdentity(purpose))
    throw new WrongUsage('--purpose holds the identity of a person. Name a case or an errand instead.');
  return purpose;
}

/** A command that runs as another user (sudo) is recorded by that user's name: anybody can set what the environment says of it. */
export const systemUser = (): string => `${userName()}@${hostname()}`;

/** In a container, a user often has a number and no name. */
function userName(): string {
  try {
    return userInfo().username;
  } catch {
    return `uid ${process.getuid?.()}`;
  }
}
