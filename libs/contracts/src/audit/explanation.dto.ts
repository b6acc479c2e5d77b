import { assertionTypes } from '../messages';
import { Answer } from '../validation';

const reasonCodes = [
  'not-yet-registered',
  'not-yet-started',
  'ended',
  'cancelled',
  'deleted',
  'other-employee',
  'other-care-unit',
  'other-care-provider',
] as const;

const changeCodes = ['cancelled', 'deleted', 'end-moved'] as const;

const optional = true;

/** A consent, as an explanation shows it. */
export class ExplainedConsentType {
  @Answer('uuid', { about: 'Its id.' })
  assertionId: string;

  @Answer(assertionTypes, { about: 'Its kind.' })
  assertionType: (typeof assertionTypes)[number];

  @Answer('hsa-id', { about: 'The care provider that it is for.' })
  careProviderId: string;

  @Answer('hsa-id', { about: 'The care unit that it is for.' })
  careUnitId: string;

  @Answer('hsa-id', { about: 'The only employee that it is for; absent: everyone at the unit.', optional })
  employeeId?: string;

  @Answer('instant', { about: 'When it starts.' })
  startsAt: string;

  @Answer('instant', {
    about: 'The last instant of its validity; null: until further notice.',
    nullable: true,
  })
  lastValidAt: string | null;

  @Answer('instant', { about: 'When the ledger recorded its registration.' })
  registeredAt: string;

  @Answer('number', { about: 'The position in the ledger of its registration.' })
  position: number;
}

/** One reason why a consent did not give access. Its code decides which facts it has. */
export class ReasonType {
  @Answer(reasonCodes, { about: 'Why the consent did not give access.' })
  code: (typeof reasonCodes)[number];

  @Answer('number', {
    about: 'How far that was from the instant that was asked about, in milliseconds.',
    optional,
  })
  apartMs?: number;

  @Answer('instant', { about: 'With `not-yet-registered`: when it was registered, later.', optional })
  registeredAt?: string;

  @Answer('instant', { about: 'With `not-yet-started`: when it starts.', optional })
  startsAt?: string;

  @Answer('instant', { about: 'With `ended`: the last instant of its validity.', optional })
  lastValidAt?: string;

  @Answer('flag', { about: 'With `ended`: whether the patient had moved the end to there.', optional })
  byPatient?: boolean;

  @Answer('instant', { about: 'With `cancelled` and `deleted`: when that was recorded.', optional })
  closedAt?: string;

  @Answer('number', { about: 'The position in the ledger of the event behind the reason.', optional })
  position?: number;

  @Answer('hsa-id', { about: 'With `other-employee`: the only employee that it is for.', optional })
  employeeId?: string;

  @Answer('hsa-id', {
    about: 'With `other-care-unit` and `other-care-provider`: the unit that it is for.',
    optional,
  })
  careUnitId?: string;

  @Answer('hsa-id', { about: 'With `other-care-provider`: the care provider that it is for.', optional })
  careProviderId?: string;
}

/** A consent that did not give access. */
export class MissType {
  @Answer(ExplainedConsentType, { about: 'The consent.' })
  consent: ExplainedConsentType;

  @Answer([ReasonType], { about: 'Every reason why it did not give access.' })
  reasons: ReasonType[];
}

/** A change of the consent that gave access, which the answer did not count. */
export class LaterChangeType {
  @Answer(changeCodes, { about: 'What happened.' })
  code: (typeof changeCodes)[number];

  @Answer('flag', {
    about:
      'Whether it happened after the instant that was asked about; otherwise before it, and unknown then.',
  })
  isLater: boolean;

  @Answer('instant', { about: 'When the ledger recorded it.' })
  recordedAt: string;

  @Answer('number', { about: 'Its position in the ledger.' })
  position: number;

  @Answer('instant', { about: 'With `end-moved`: the new last instant of its validity.', optional })
  lastValidAt?: string;
}

/** Why a check was answered as it was. */
export class ExplanationType {
  @Answer('flag', { about: 'The answer.' })
  hasConsent: boolean;

  @Answer(ExplainedConsentType, { about: 'The consent that gave access.', optional })
  grantedBy?: ExplainedConsentType;

  @Answer([LaterChangeType], { about: 'What happened to that consent later.', optional })
  later?: LaterChangeType[];

  @Answer([MissType], {
    about: 'Where no consent gave access: those that came nearest, among those the caller may see.',
    optional,
  })
  nearestMisses?: MissType[];

  @Answer('number', { about: 'How many more such consents there are.', optional })
  furtherMisses?: number;

  @Answer('texts', { about: 'The same in sentences. Times are Swedish local time.' })
  inWords: readonly string[];
}
