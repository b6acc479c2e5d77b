/** A country of ten million patients, as far as its size matters to a ledger. */
export const country = {
  patients: 10_000_000,
  registrationsPerDay: 30_000,
  checksPerDay: 10_000_000,
  /** Of consents, those that are cancelled, ended or deleted later: an event more. */
  endedShare: 1 / 3,
  /** Of a day's checks, those of its two busiest hours, and how much busier its busiest minute is than they are on average. */
  busiestHoursShare: 1 / 3,
  busiestMinuteFactor: 1.2,
  years: 10,
} as const;

/** What was measured, by the heading in README.md that has it. Rates are of one processor. */
export const measured = {
  /** A generated ledger's file: bytes of an event in the log, its leaf in the tree included. */
  logBytesPerEvent: 1_160,
  /** "Size on the disk": bytes of an event's rows in the three read models. */
  rowBytesPerEvent: 930,
  /** "A country's busiest minute": bytes of a check's record. */
  recordBytesPerCheck: 580,
  /** "Check and register through the JSON door": processor time of each, in microseconds. */
  checkMicros: 65,
  registerMicros: 200,
  /** "What auditors and operators run", and "Start and restart": events a second; where it was made faster since, by that ratio. */
  eventsPerSecond: {
    rebuild: 7_886,
    verify: 12_111 / 0.72,
    import: 9_933 / 0.76,
    export: 33_014 / 0.89,
    'first start': 17_000,
  },
} as const;

const DAYS = 365;
const SECONDS_OF_TWO_HOURS = 7_200;

export const eventsIn = (years: number): number =>
  years * DAYS * country.registrationsPerDay * (1 + country.endedShare);

export const checksIn = (years: number): number => years * DAYS * country.checksPerDay;

/** Bytes on the disk after so many years, by what takes them. */
export const bytesAfter = (years: number) => ({
  log: eventsIn(years) * measured.logBytesPerEvent,
  'read models': eventsIn(years) * measured.rowBytesPerEvent,
  'records of checks': checksIn(years) * measured.recordBytesPerCheck,
});

/** Hours that a command over the whole history takes after so many years. */
export const hoursAfter = (years: number): Record<keyof (typeof measured)['eventsPerSecond'], number> => {
  const hours = Object.entries(measured.eventsPerSecond).map(
    ([what, rate]) => [what, eventsIn(years) / rate / 3_600] as const,
  );
  return Object.fromEntries(hours) as Record<keyof (typeof measured)['eventsPerSecond'], number>;
};

/** Requests a second in the busiest minute of a day. */
export const busiestMinute = (): { readonly checks: number; readonly registrations: number } => {
  const share = (country.busiestHoursShare * country.busiestMinuteFactor) / SECONDS_OF_TWO_HOURS;
  return { checks: country.checksPerDay * share, registrations: country.registrationsPerDay * share };
};

/** The share of one processor that the busiest minute takes. */
export const busiestShare = (): number => {
  const { checks, registrations } = busiestMinute();
  return (checks * measured.checkMicros + registrations * measured.registerMicros) / 1e6;
};
