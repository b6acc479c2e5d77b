import type { Reading } from './reading';
import type { Body } from './samples';
import type { Expected } from './story';

/** The elements that distinguish one request from another; the rest is the same in all of them. */
const SHOWN = [
  'assertionId',
  'assertionType',
  'patientId',
  'representedBy',
  'representedById',
  'careProviderId',
  'careUnitId',
  'employeeId',
  'endDate',
  'endDat',
  'reasonText',
] as const;

/** A request's essence on one line. */
export function requestInWords(request: Body): string {
  const flat = flattened(request);
  const parts = SHOWN.flatMap((name) => (name in flat ? [`${name} ${flat[name]}`] : []));
  return parts.join(', ');
}

/** The actor, the action and the identities hold what matters one level down. */
function flattened(request: Body): Record<string, string> {
  const { accessingActor, cancellationAction, deletionAction } = request as Record<string, Body | undefined>;
  const { reasonText } = cancellationAction ?? deletionAction ?? {};
  const all = Object.entries({
    ...request,
    ...accessingActor,
    ...(reasonText !== undefined && { reasonText }),
  });
  const texts = all.map(([name, value]) => [name, textOf(value)] as const);
  return Object.fromEntries(texts.filter((entry): entry is [string, string] => entry[1] !== null));
}

/** An identity is known by its extension. Other parts are no essence. */
function textOf(value: unknown): string | null {
  if (typeof value === 'string') return value;
  const extension = (value as { extension?: unknown } | null)?.extension;
  return typeof extension === 'string' ? extension : null;
}

/** An answer, or what was expected of it, on one line. */
export function answerInWords({ status, resultCode, ...said }: Expected | Reading): string {
  const parts = [`${status} ${resultCode}`];
  if (said.hasConsent !== undefined) parts.push(`hasConsent ${said.hasConsent}`);
  if (said.assertionType !== undefined) parts.push(`by ${said.assertionType}`);
  if (said.listed !== undefined) parts.push(`${said.listed} listed`);
  if (said.cancelled !== undefined) parts.push(`${said.cancelled} cancelled or deleted`);
  if ('resultText' in said) parts.push(`"${said.resultText}"`);
  return parts.join(', ');
}
