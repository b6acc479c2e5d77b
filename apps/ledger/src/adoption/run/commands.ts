import {
  formatInstant,
  parseLocalTime,
  type Action,
  type CancelConsent,
  type Caller,
  type ConsentCommand,
  type DeleteConsent,
  type EndConsentByPatient,
  type Instant,
  type Provenance,
  type StatedTime,
} from '#consent';
import { actionOf, CancelExtendedConsentDto, createValidator, type ActionType } from '#contracts';
import { derivedId } from '#platform';
import type { HeldConsent } from '../held';
import type { Step } from '../judgement';
import { registrationFrom } from './registration-from';
import type { RunSetting } from './run-setting';

/** A command of the rules, and what makes it the same command in every run. */
export interface Adopting {
  readonly command: ConsentCommand;
  readonly provenance: Provenance;
}

export type Changing = Exclude<Step, { readonly does: 'nothing' | 'keep' | 'report' | 'adopt' }>;

const caller = (systemId: string): Caller => ({ systemId, careProviders: 'all' });

/** The command that adopts a consent; or why there can be none. */
export function toAdopt(
  { item }: Extract<Step, { readonly does: 'adopt' }>,
  setting: RunSetting,
): Adopting | { readonly why: string } {
  const read = registrationFrom(item);
  if ('why' in read) return read;
  const now = setting.clock();
  const command = { ...read.stated, now, caller: caller(read.ownerId ?? setting.source), forgiving: false };
  return { command, provenance: provenanceOf(setting, ['adopt', command.assertionId], now) };
}

/** The command that ends an adopted consent, or moves its end closer. */
export function toChange(step: Changing, held: HeldConsent, setting: RunSetting): Adopting {
  const now = setting.clock();
  const base = { assertionId: held.registered.assertionId, now, caller: caller(setting.source) };
  const command = { ...base, ...changeOf(step, held, setting, now) };
  const end = command.type === 'EndConsentByPatient' ? [command.end?.sent ?? 'now'] : [];
  return { command, provenance: provenanceOf(setting, [command.type, command.assertionId, ...end], now) };
}

type Change =
  | Pick<CancelConsent, 'type' | 'cancellation'>
  | Pick<DeleteConsent, 'type' | 'deletion'>
  | Pick<EndConsentByPatient, 'type' | 'patient' | 'end'>;

function changeOf(step: Changing, { registered }: HeldConsent, setting: RunSetting, now: Instant): Change {
  switch (step.does) {
    case 'cancel':
      return { type: 'CancelConsent', cancellation: closingOf(step.action, setting, now, 'Återkallat där.') };
    case 'delete':
      return { type: 'DeleteConsent', deletion: closingOf(step.action, setting, now, 'Borttaget där.') };
    case 'withdraw':
      return { type: 'DeleteConsent', deletion: ownAction(setting, now, 'Bekräftas inte längre där.') };
    case 'shorten':
      return { type: 'EndConsentByPatient', patient: registered.patient, end: endTo(step.to, now) };
    case 'end':
      return { type: 'EndConsentByPatient', patient: registered.patient };
  }
}

/** An end that has passed meanwhile is one at once. */
function endTo(sent: string, now: Instant): StatedTime | undefined {
  const at = parseLocalTime(sent);
  return at === null || at < now ? undefined : { at, sent };
}

const { validate } = createValidator(CancelExtendedConsentDto);

/** Who closed it there, and why; where that may not be kept here, who ran the command. It is closed in any case. */
function closingOf(action: unknown, setting: RunSetting, now: Instant, otherwise: string): Action {
  const request = { assertionId: EXAMPLE, cancellationAction: action };
  return validate(request).length === 0 ? actionOf(action as ActionType) : ownAction(setting, now, otherwise);
}

/** The action is what is validated, and every request has an id. */
const EXAMPLE = '00000000-0000-4000-8000-000000000000';

function ownAction({ operator, source }: RunSetting, now: Instant, why: string): Action {
  const time = { at: now, sent: null };
  const by = { employeeId: operator };
  const reasonText = `Övertaget från ${source}. ${why}`;
  return { requestDate: time, requestedBy: by, registrationDate: time, registeredBy: by, reasonText };
}

/** Names the commands of this program for ever: a second run writes nothing that the first one wrote. */
const NAMESPACE = 'e7b0c3d4-6a57-4f0e-9f3c-2d1a8b5c4e90';

function provenanceOf(setting: RunSetting, names: readonly string[], now: Instant): Provenance {
  const { service, source, address, operator, correlationId } = setting;
  const name = [source, ...names].join(' ').toLowerCase();
  return {
    commandId: derivedId(name, NAMESPACE),
    correlationId,
    door: service.door.name,
    systemId: source,
    adopted: { source, address, askedAt: formatInstant(now), operator },
  };
}
