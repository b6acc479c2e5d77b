import fc from 'fast-check';

/**
 * A history in small numbers: which of a few consents, patients, units; when, in seconds from a first moment. What stands behind
 * the numbers is another thing in every run of it, so that many can be played on one ledger without meeting.
 */
export interface History {
  readonly steps: readonly Step[];
  /** Swedish clocks differ by an hour between the two. */
  readonly season: 'winter' | 'summer';
  /** When the questions are asked, in milliseconds from the first moment. */
  readonly askedAt: number;
  /** Since when a care provider asks for what is new, in seconds; `null`: everything. */
  readonly since: number | null;
}

interface Given {
  readonly consent: number;
  /** By the ledger's clock, in milliseconds. It mostly moves forwards. */
  readonly at: number;
  /** Whether the caller may act for the first care provider only. */
  readonly isBounded: boolean;
}

export interface Register extends Given {
  readonly what: 'register';
  readonly isUpperCase: boolean;
  readonly type: 'Consent' | 'Emergency';
  readonly patient: number;
  readonly unit: number;
  readonly employee: number | null;
  readonly start: number | null;
  readonly end: number | null;
  readonly guardian: number | null;
}

export interface Close extends Given {
  readonly what: 'cancel' | 'delete';
  readonly statedAt: number;
}

export interface EndByPatient extends Given {
  readonly what: 'end';
  readonly patient: number;
  readonly end: number | null;
}

export type Step = Register | Close | EndByPatient;

export const CONSENTS = 3;
export const PATIENTS = 2;
/** Two units of the first care provider, one of the second. */
export const UNITS = 3;
export const EMPLOYEES = 2;

const below = (count: number) => fc.nat({ max: count - 1 });
const orNot = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: null, freq: 2 });
const MINUTE = 60;

/** Whole seconds around the time of the history, near each other, so that edges are met. */
const seconds = fc.oneof(
  { weight: 4, arbitrary: fc.integer({ min: -1, max: 7 }) },
  { weight: 1, arbitrary: fc.integer({ min: -60 * MINUTE, max: 60 * MINUTE }) },
);

/** Half seconds, so that some events share a second and an edge can be missed by less than one. */
const moments = fc.integer({ min: -2, max: 16 }).map((tick) => tick * 500);

const given = {
  consent: below(CONSENTS),
  at: moments,
  isBounded: fc.oneof(
    { weight: 9, arbitrary: fc.constant(false) },
    { weight: 1, arbitrary: fc.constant(true) },
  ),
};

const register: fc.Arbitrary<Step> = fc.record({
  ...given,
  what: fc.constant('register' as const),
  isUpperCase: fc.boolean(),
  type: fc.constantFrom('Consent' as const, 'Emergency' as const),
  patient: below(PATIENTS),
  unit: below(UNITS),
  employee: orNot(below(EMPLOYEES)),
  start: orNot(seconds),
  end: orNot(seconds),
  guardian: orNot(below(PATIENTS)),
});

const close: fc.Arbitrary<Step> = fc.record({
  ...given,
  what: fc.constantFrom('cancel' as const, 'delete' as const),
  statedAt: seconds,
});

const endByPatient: fc.Arbitrary<Step> = fc.record({
  ...given,
  what: fc.constant('end' as const),
  patient: below(PATIENTS),
  end: orNot(seconds),
});

/** A request is now and then sent again as it was: a forgiving ledger tells a repeated registration from another one. */
const withRepetitions = (
  steps: readonly Step[],
  repeated: readonly { index: number; at: number }[],
): Step[] => [
  ...steps,
  ...repeated.flatMap(({ index, at }) => steps.slice(index, index + 1).map((step) => ({ ...step, at }))),
];

const steps = fc.oneof(
  { weight: 3, arbitrary: register },
  { weight: 2, arbitrary: close },
  { weight: 2, arbitrary: endByPatient },
);

export const histories: fc.Arbitrary<History> = fc.record({
  steps: fc
    .tuple(
      fc.array(register, { minLength: 1, maxLength: 3 }),
      fc.array(steps, { maxLength: 6 }),
      fc.array(fc.record({ index: below(8), at: moments }), { maxLength: 2 }),
    )
    .map(([first, then, again]) => withRepetitions([...first, ...then], again)),
  season: fc.constantFrom('winter', 'summer'),
  askedAt: moments,
  since: orNot(seconds),
});
