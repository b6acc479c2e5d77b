import * as fc from 'fast-check';
import { say } from '../support/say';
import { NotExpressible } from '../support/soap-message';
import { history, type GeneratedRequest } from './generated-requests';
import { TwoDoors } from './two-doors';

/** Enough for a consent to be registered, changed and asked for. */
const MOST_IN_A_RUN = 19;
/** Of those that XML can say. */
const MEAN_IN_A_RUN = 8;

/** Sends so many generated requests, valid and broken, through both doors, and finds no difference. */
export function differentialCase(requests: number): void {
  it(`answers ${requests} generated requests alike at both doors, and keeps the same events`, async () => {
    const doors = await TwoDoors.open();
    const tally = new Map<string, number>();
    try {
      await askBoth(doors, requests, tally);
    } finally {
      await doors.close();
    }
    const [json, soap] = await doors.ledgers();
    say(`${requests} requests through both doors`, { ...Object.fromEntries(tally), events: json.length });
    expect(soap).toEqual(json);
    expect(json.length).toBeGreaterThan(requests / 20);
    expect([...tally.keys()]).toEqual(expect.arrayContaining(resultCodes));
  }, 1_800_000);
}

/** What must have come up, or the requests were not worth sending. */
const resultCodes = ['OK', 'VALIDATION_ERROR', 'NOTFOUND', 'ALREADYEXISTS', 'INVALIDSTATE'];

/** One request and its two answers tell enough; to shrink a history would take longer than to read them. */
async function askBoth(doors: TwoDoors, requests: number, tally: Map<string, number>): Promise<void> {
  let run = 0;
  const property = fc.asyncProperty(history(MOST_IN_A_RUN), async (plans) => {
    run += 1;
    for (const plan of plans) {
      const answer = await sameAnswer(doors, plan.in(run));
      tally.set(answer, (tally.get(answer) ?? 0) + 1);
    }
  });
  await fc.assert(property, { numRuns: Math.ceil(requests / MEAN_IN_A_RUN), endOnFailure: true });
}

/** The result code that both doors answer. */
async function sameAnswer(doors: TwoDoors, request: GeneratedRequest): Promise<string> {
  const answers = await doors.ask(request).catch(unlessInexpressible);
  if (answers === null) return 'not to be said in XML';
  const [json, soap] = answers;
  expect({ ...request, answer: soap }).toEqual({ ...request, answer: json });
  return /<resultCode>(\w+)</.exec(json)![1]!;
}

function unlessInexpressible(error: unknown): null {
  if (error instanceof NotExpressible) return null;
  throw error;
}
