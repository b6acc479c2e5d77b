import {
  assertionTypes,
  doors,
  exampleCareProviderId,
  exampleCareUnitId,
  exampleEmployeeId,
  examplePatient,
  IIType,
  JsonExtras,
  ResultType,
} from '../messages';
import { ProofType } from './proof.dto';
import { Answer, Flag, FreeText, HsaIdToCompare, Part, Time } from '../validation';

const optional = true;

/** Decisions, as asked in an address: with nothing that is a personal identity. */
export class DecisionsQueryDto {
  @Time({
    about: 'Asked at this time or later; absent: 30 days before `to`.',
    example: '2026-10-01T00:00:00',
    optional,
  })
  from?: string;

  @Time({ about: 'Asked before this time; absent: now.', example: '2026-11-01T00:00:00', optional })
  to?: string;

  @HsaIdToCompare({ about: 'Asked by this employee.', example: exampleEmployeeId, optional })
  employeeId?: string;

  @HsaIdToCompare({ about: 'Asked from this care unit.', example: exampleCareUnitId, optional })
  careUnitId?: string;

  @HsaIdToCompare({ about: 'Asked from this care provider.', example: exampleCareProviderId, optional })
  careProviderId?: string;

  @FreeText({
    about: 'Given access by this consent.',
    maxLength: 36,
    example: '3f0c1c9a-52f1-4f5e-9d55-0a5bb1a1c0de',
    optional,
  })
  assertionId?: string;

  @Flag({ about: 'Whether access was given.', optional })
  hasConsent?: boolean;

  @HsaIdToCompare({ about: 'Asked through this system.', example: 'SE165565594230-1000', optional })
  callerId?: string;

  @FreeText({ about: 'Belonging to this exchange.', maxLength: 128, example: 'a-correlation', optional })
  correlationId?: string;

  @Flag({ about: 'Whether the oldest come first; absent: the newest do.', optional })
  oldestFirst?: boolean;

  @FreeText({
    about: 'The cursor of the page before; everything else as it was then.',
    maxLength: 80,
    example: '',
    optional,
  })
  cursor?: string;
}

/** Decisions, as asked in a body. */
export class DecisionsDto extends DecisionsQueryDto {
  @Part(IIType, { about: 'Asked about this patient.', optional })
  patientId?: IIType;
}

/** The record of one check and its answer. */
export class DecisionType {
  @Answer('uuid', { about: 'The id of the record.' })
  id: string;

  @Answer('instant', { about: 'When the check was asked, in UTC.' })
  decidedAt: string;

  @Answer('number', { about: 'The position of the ledger behind the answer; -1: before every event.' })
  position: number;

  @Answer(IIType, { about: 'The patient, masked except for the last characters.' })
  patient: IIType;

  @Answer('hsa-id', { about: 'The employee who asked.', example: exampleEmployeeId })
  employeeId: string;

  @Answer('hsa-id', { about: 'The care provider of the employee.', example: exampleCareProviderId })
  careProviderId: string;

  @Answer('hsa-id', { about: 'The care unit of the employee.', example: exampleCareUnitId })
  careUnitId: string;

  @Answer(['OK', 'ACCESSDENIED'], { about: 'ACCESSDENIED: nothing was looked up.' })
  result: 'OK' | 'ACCESSDENIED';

  @Answer('text', { about: 'Why it was denied, such as `right` or `care-provider`.', optional })
  denial?: string;

  @Answer('flag', { about: 'Whether access was given.' })
  hasConsent: boolean;

  @Answer(assertionTypes, { about: 'The kind of the consent that gave access.', optional })
  assertionType?: (typeof assertionTypes)[number];

  @Answer('uuid', { about: 'The consent that gave access.', optional })
  assertionId?: string;

  @Answer('text', { about: 'The system that asked.' })
  callerId: string;

  @Answer('text', { about: 'The system where the request began.', optional })
  originalConsumer?: string;

  @Answer('text', { about: 'The person or system that the calling system acted for.', optional })
  onBehalfOf?: string;

  @Answer(ProofType, { about: 'How the system proved that it was the one that asked.', optional })
  proof?: ProofType;

  @Answer('text', { about: 'The id of the exchange: every log has it.' })
  correlationId: string;

  @Answer(doors, { about: 'The door through which the request came.' })
  door: (typeof doors)[number];
}

/** A page of decisions. */
export class DecisionsResultType {
  @Answer(ResultType, { about: 'How it went.' })
  result: ResultType;

  @Answer([DecisionType], {
    about: 'The decisions that were found. A page may be empty although more follow.',
  })
  decisions: DecisionType[];

  @Answer('text', { about: 'Where the next page begins; absent: this is the last page.', optional })
  cursor?: string;
}

/** Decisions, as answered. */
export class DecisionsResponse extends JsonExtras {
  @Answer(DecisionsResultType, { about: 'The answer.' })
  decisionsResult: DecisionsResultType;
}

/** Requests that work as they stand. */
export const decisionsExamples = {
  'Everything about a patient': { patientId: examplePatient },
  'What a unit was refused in a month': {
    from: '2026-10-01T00:00:00',
    to: '2026-11-01T00:00:00',
    careProviderId: exampleCareProviderId,
    careUnitId: exampleCareUnitId,
    hasConsent: false,
  },
};
