import { Injectable } from '@nestjs/common';
import { explain, explanationRecord, type ExplanationRecord } from '#audit';
import type { Position } from '#event-store';
import type { CheckQuestion } from '#read-models';
import type { RequestContext } from '../../contract/request-context';
import { demandRight } from '../../contract/rights';
import { PatientHistories } from './patient-histories';

/** Says why a check was answered as it was, to callers who ask for that. */
@Injectable()
export class Explanations {
  constructor(private readonly histories: PatientHistories) {}

  /** Whether the caller asks for one. @throws RightMissing when it may not. */
  isAskedFor({ explain: isAsked, system }: RequestContext): boolean {
    if (isAsked === true) demandRight(system.rights, 'explain');
    return isAsked === true;
  }

  /** From the same position as the answer: it mentions nothing later. @throws NotCaughtUp @throws StoreUnavailable */
  async of(
    question: CheckQuestion,
    { caller, now: validAt }: RequestContext,
    position: Position,
  ): Promise<ExplanationRecord> {
    const { history } = await this.histories.of(question.patient, caller, position);
    const upToAnswer = history.filter((recorded) => recorded.position <= position);
    const viewpoint = { validAt, knownAt: { position }, asked: 'now' } as const;
    return explanationRecord(explain(upToAnswer, question, viewpoint));
  }
}
