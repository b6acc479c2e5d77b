import { Injectable } from '@nestjs/common';
import { answerAsOf, asOfRecord, type AsOfQuestion, type AsOfRecord, type KnownAt } from '#audit';
import { parseLocalTime, type Instant } from '#consent';
import type { Contract, Outcome } from '../../contract/contract';
import { declared } from '../../contract/declared-contract';
import type { RequestContext } from '../../contract/request-context';
import { OK } from '../../contract/error-table';
import { AsOfDto, asOfExamples, AsOfResponse, createValidator } from '#contracts';
import { PatientHistories } from './patient-histories';

/** Would a check have been granted then, as far as was known then or later? For auditors; no contract of the national service. */
@Injectable()
export class AsOf implements Contract<AsOfDto, AsOfRecord, AsOfResponse> {
  readonly name = 'AsOf';
  readonly kind = 'query';
  readonly validate = createValidator(AsOfDto).validate;

  constructor(private readonly histories: PatientHistories) {}

  careProviderOf({ accessingActor }: AsOfDto): string {
    return accessingActor.careProviderId;
  }

  async run(request: AsOfDto, { caller, atLeast, now }: RequestContext): Promise<Outcome<AsOfRecord>> {
    const { history, position } = await this.histories.of(request.patientId, caller, atLeast);
    const answer = answerAsOf(history, questionOf(request), now);
    return { result: OK, content: asOfRecord(answer, position), position };
  }

  /** One answer, with its explanation. */
  shown(): number {
    return 1;
  }

  respond({ result, content }: Outcome<AsOfRecord>): AsOfResponse {
    return { asOfResult: { result, ...content } };
  }
}

const questionOf = ({ accessingActor, patientId: patient, validAt, knownAt }: AsOfDto): AsOfQuestion => ({
  patient,
  employeeId: accessingActor.employeeId,
  careProviderId: accessingActor.careProviderId,
  careUnitId: accessingActor.careUnitId,
  validAt: instantOf(validAt),
  knownAt: knownAtOf(knownAt),
});

/** An element that is null is one that is absent, and what is no time has been refused before. */
const instantOf = (time: string | null | undefined): Instant | undefined =>
  typeof time === 'string' ? (parseLocalTime(time) ?? undefined) : undefined;

function knownAtOf(knownAt: string | number | null | undefined): KnownAt | undefined {
  if (typeof knownAt === 'number') return { position: knownAt };
  const instant = instantOf(knownAt);
  return instant === undefined ? undefined : { instant };
}

/** AsOf, with its messages and doors. */
export const asOf = declared('AsOf', {
  contract: AsOf,
  json: {
    summary: 'Would a check have been granted then? (Needs the right audit.)',
    tag: 'Audit',
    examples: asOfExamples,
  },
});
