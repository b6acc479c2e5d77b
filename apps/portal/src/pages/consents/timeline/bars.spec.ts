import { careProvider, careUnit, doctor, tolvan, at } from '#consent/given';
import type { ExtendedPDLAssertionType } from '#contracts';
import { barsOf, domainOf } from './bars';

const now = at('2026-06-01T12:00:00');

const action = (registrationDate: string) => ({
  ...{ requestDate: registrationDate, registrationDate },
  ...{ requestedBy: { employeeId: doctor }, registeredBy: { employeeId: doctor } },
});

const consent = (startDate: string, endDate?: string, cancelled?: string): ExtendedPDLAssertionType => ({
  pDLAssertion: {
    ...{ assertionId: 'c', assertionType: 'Consent', careProviderId: careProvider, careUnitId: careUnit },
    ...{ scope: 'NationalLevel', startDate, endDate, patientId: tolvan },
  },
  registrationInfo: action(startDate),
  ...(cancelled !== undefined && { cancellationInfo: action(cancelled) }),
});

const JANUARY = '2026-01-01T00:00:00';
const MARCH = '2026-03-01T00:00:00';
const JULY = '2026-07-01T00:00:00';
const domain = { from: at('2025-12-01T00:00:00'), to: at('2026-12-01T00:00:00') };

const bars = (...facts: Parameters<typeof consent>) =>
  barsOf(consent(...facts), domain).map(({ isGivenUp, from, to, runsOn }) => [isGivenUp, from, to, runsOn]);

it.each<[string, Parameters<typeof consent>, unknown[][]]>([
  ['with an end', [JANUARY, JULY], [[false, at(JANUARY), at(JULY), false]]],
  ['until further notice', [JANUARY], [[false, at(JANUARY), domain.to, true]]],
  ['until 9999', [JANUARY, '9999-12-31T23:59:59'], [[false, at(JANUARY), domain.to, true]]],
  ['from long ago', ['1950-01-01T00:00:00', JULY], [[false, domain.from, at(JULY), false]]],
  ['over before', ['2020-01-01T00:00:00', '2021-01-01T00:00:00'], []],
  [
    'cancelled',
    [JANUARY, JULY, MARCH],
    [
      [false, at(JANUARY), at(MARCH), false],
      [true, at(MARCH), at(JULY), false],
    ],
  ],
  ['cancelled before it began', [MARCH, JULY, JANUARY], [[true, at(MARCH), at(JULY), false]]],
  ['cancelled after its end', [JANUARY, MARCH, JULY], [[false, at(JANUARY), at(MARCH), false]]],
])('a consent %s', (_which, facts, expected) => {
  expect(bars(...facts)).toStrictEqual(expected);
});

it.each([
  [
    'as long as it gave access, whatever its cancellation says',
    { startsAt: at(JANUARY), lastValidAt: at(JULY) },
    at(JULY),
  ],
  ['nowhere, where it never gave access', null, at(JANUARY)],
])('a consent that was cancelled is held %s', (_which, span, until) => {
  const shown = barsOf(consent(JANUARY, undefined, MARCH), domain, new Map([['c', span]]));
  expect(shown.map(({ isGivenUp, from, to }) => [isGivenUp, from, to])).toStrictEqual([
    ...(span ? [[false, at(JANUARY), until]] : []),
    [true, until, domain.to],
  ]);
});

it('a bar that began before the picture says so', () => {
  const began = (start: string) => barsOf(consent(start, JULY), domain).map(({ beganBefore }) => beganBefore);
  expect([began('1950-01-01T00:00:00'), began(JANUARY)]).toStrictEqual([[true], [false]]);
});

it('what a consent would have been began nowhere: no arrow says that it was valid before the picture', () => {
  const longAgo = consent('2020-01-01T00:00:00', undefined, '2021-01-01T00:00:00');
  expect(barsOf(longAgo, domain).map(({ isGivenUp, beganBefore }) => [isGivenUp, beganBefore])).toStrictEqual(
    [[true, false]],
  );
});

it('the picture has now in it, and what is near, and is not stretched by what is far', () => {
  const { from, to } = domainOf(
    [consent(JANUARY, JULY), consent('1950-01-01T00:00:00', '9999-12-31T23:59:59')],
    now,
  );
  expect(from).toBeLessThan(at(JANUARY));
  expect(from).toBeGreaterThan(at('2025-11-01T00:00:00'));
  expect(to).toBeGreaterThan(at(JULY));
  expect(to).toBeLessThan(at('2026-09-01T00:00:00'));
});

it('the picture of nothing but now has a width', () => {
  const { from, to } = domainOf([], now);
  expect(from).toBeLessThan(now);
  expect(to).toBeGreaterThan(now);
});
