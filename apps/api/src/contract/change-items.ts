import { formatInstant } from '#consent';
import type { ConsentChangeType } from '#contracts';
import type { ConsentChangeAt } from '#read-models';
import { pdlAssertion } from './wire';

/** A change as systems that keep a copy read it, however it reaches them. */
export function consentChange({
  assertionId,
  position,
  recordedAt,
  what,
}: ConsentChangeAt): ConsentChangeType {
  return {
    position,
    change: what.change,
    assertionId,
    ...(recordedAt !== undefined && { recordedAt: formatInstant(recordedAt) }),
    ...factsOf(what),
  };
}

function factsOf(
  what: ConsentChangeAt['what'],
): Pick<ConsentChangeType, 'assertion' | 'validFrom' | 'validTo'> {
  if (what.change === 'ended') return { validTo: formatInstant(what.lastValidAt) };
  if (what.change !== 'registered') return {};
  const { assertion } = what;
  return {
    assertion: pdlAssertion(assertion),
    validFrom: formatInstant(assertion.start.at),
    ...(assertion.end && { validTo: formatInstant(assertion.end.at) }),
  };
}
