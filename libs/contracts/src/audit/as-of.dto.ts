import {
  AccessingActorType,
  assertionTypes,
  exampleCareProviderId,
  exampleCareUnitId,
  exampleEmployeeId,
  examplePatient,
  IIType,
  JsonExtras,
  ResultType,
} from '../messages';
import { Answer, KnownAt, Part, Time } from '../validation';
import { ExplanationType } from './explanation.dto';

/** AsOf, as asked. */
export class AsOfDto {
  @Part(AccessingActorType, { about: 'The employee who would read, and where.' })
  accessingActor: AccessingActorType;

  @Part(IIType, { about: 'The patient.' })
  patientId: IIType;

  @Time({
    about: 'When the record would be read; absent: now.',
    example: '2026-03-02T08:00:00',
    optional: true,
  })
  validAt?: string;

  @KnownAt({
    about:
      'What was known: all that was recorded up to an instant, or up to a position (a number); absent: `validAt`.',
    example: '2026-06-30T12:00:00',
    optional: true,
  })
  knownAt?: string | number;
}

/** The answer, the viewpoint it was computed from, and the reasons for it. */
export class AsOfResultType {
  @Answer(ResultType, { about: 'How it went.' })
  result: ResultType;

  @Answer('flag', { about: 'Whether a check would have been granted.', optional: true })
  hasConsent?: boolean;

  @Answer(assertionTypes, { about: 'The kind of the consent that gave access.', optional: true })
  assertionType?: (typeof assertionTypes)[number];

  @Answer('uuid', { about: 'The consent that gave access.', optional: true })
  assertionId?: string;

  @Answer('instant', { about: 'The instant that the answer is about.', optional: true })
  validAt?: string;

  @Answer('instant or position', {
    about: 'What was known: up to an instant, or up to a position.',
    optional: true,
  })
  knownAt?: string | number;

  @Answer('number', { about: 'The position up to which the ledger was read.', optional: true })
  position?: number;

  @Answer(ExplanationType, { about: 'Why the answer is as it is.', optional: true })
  explanation?: ExplanationType;
}

/** AsOf, as answered. */
export class AsOfResponse extends JsonExtras {
  @Answer(AsOfResultType, { about: 'The answer.' })
  asOfResult: AsOfResultType;
}

const question = {
  accessingActor: {
    employeeId: exampleEmployeeId,
    careProviderId: exampleCareProviderId,
    careUnitId: exampleCareUnitId,
  },
  patientId: examplePatient,
};

/** Requests that work as they stand. */
export const asOfExamples = {
  'As a check was answered then': { ...question, validAt: '2026-03-02T08:00:00' },
  'With hindsight': { ...question, validAt: '2026-03-02T08:00:00', knownAt: '2026-06-30T12:00:00' },
  'By the first part of the ledger': { ...question, knownAt: 4711 },
};
