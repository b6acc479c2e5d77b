import type { ConsentEvent } from '#consent';
import {
  action,
  at,
  cancelled,
  child,
  consentId,
  deleted,
  doctor,
  endedByPatient,
  recorded,
  registered,
  stated,
  visitor,
} from '#consent/given';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { ReadModels } from './given';
import { given } from './given';

const GOLDEN = join(__dirname, 'golden');
const EVENT_POSITION = 7;

/** With every field that a registration can have. */
const full = registered({
  assertionType: 'Emergency',
  patient: child,
  employeeId: doctor,
  start: stated('2026-03-01T00:00:00'),
  end: stated('2026-03-31T23:59:59'),
  representedBy: visitor,
  registration: action('2026-03-02T07:58:00', '2026-03-02T07:59:00', 'Referral'),
});

/** Another consent in the same place, so that a row which goes too far shows. */
const neighbour = registered({
  assertionId: consentId(2),
  patient: child,
  recordedAt: at('2026-03-02T08:00:01'),
});

const events: readonly (readonly [before: readonly ConsentEvent[], event: ConsentEvent])[] = [
  [[neighbour], full],
  [[full, neighbour], cancelled(full)],
  [[full, neighbour], deleted(full)],
  [[full, neighbour], endedByPatient(full, { end: stated('2026-03-05T00:00:00'), representedBy: visitor })],
];
const projections = ['check', 'patient', 'careProvider'] as const satisfies readonly (keyof ReadModels)[];

const cases = events.flatMap(([before, event]) =>
  projections.map((projection) => ({ name: `${projection}.${event.type}`, projection, before, event })),
);

describe('every row of a read model after an event', () => {
  it.each(cases)('is as the golden file says: $name', ({ name, projection, before, event }) => {
    const models = given(...before);
    models.apply(recorded(event, EVENT_POSITION));
    const golden = JSON.parse(readFileSync(join(GOLDEN, `${name}.json`), 'utf8'));
    expect(models[projection].all()).toStrictEqual(golden);
  });

  it('has a golden file for every event and every projection, and none besides', () => {
    const files = readdirSync(GOLDEN).map((file) => file.replace(/\.json$/, ''));
    expect(files.sort()).toEqual(cases.map(({ name }) => name).sort());
  });
});
