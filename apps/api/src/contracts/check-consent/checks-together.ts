import type { Answered, ConsentLedger } from '#consent-ledger';
import {
  checkConsent as answerCheck,
  checkProjection,
  type CheckAnswer,
  type CheckQuestion,
} from '#read-models';
import type { RequestContext } from '../../contract/request-context';

/** Checks of one request: those that are asked in one turn of the event loop are answered from one reading of the ledger. */
export class ChecksTogether {
  private readonly questions: CheckQuestion[] = [];
  private reading: Promise<Answered<readonly CheckAnswer[]>> | undefined;

  constructor(private readonly ledger: ConsentLedger) {}

  /** @throws NotCaughtUp @throws StoreUnavailable */
  async answer(question: CheckQuestion, context: RequestContext): Promise<Answered<CheckAnswer>> {
    const place = this.questions.push(question) - 1;
    this.reading ??= this.read(context);
    const { answer: answers, ...positions } = await this.reading;
    const answer = answers[place];
    if (!answer) throw new Error('The check was asked after those that it belongs to had been answered.');
    return { answer, ...positions };
  }

  private read(context: RequestContext): Promise<Answered<readonly CheckAnswer[]>> {
    return this.ledger.ask(checkProjection, context, (rows) =>
      this.questions.map((question) => answerCheck(rows, question, context.now)),
    );
  }
}
