import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { inGroups } from '../support/in-groups';
import { say } from '../support/say';
import { openContracts, type ContractsInProcess } from './contracts-in-process';
import { histories, type History, type Step } from './history';
import { NaiveAnswers } from './naive-answers';
import { NaiveLedger } from './naive-ledger';
import { Questions } from './questions';
import { requestOf } from './requests';
import { newWorld } from './world';

const AT_A_TIME = 100;

/** Small, so that short histories have several pages. */
const PAGE_SIZE = '2';

export interface PlayCounts {
  histories: number;
  commands: number;
  /** How many commands were answered with each result code: generated histories that never come to one of them prove little. */
  readonly codes: Record<string, number>;
  questions: number;
  perSecond: number;
}

/** The first history whose answers differ from the naive model's, cut down as far as they still do. */
export class Differs extends Error {
  override readonly name = 'Differs';

  constructor(seed: number, history: History, difference: unknown) {
    super(`seed ${seed}\n${JSON.stringify(history, null, 1)}\n${JSON.stringify(difference, null, 1)}`);
  }
}

/** Plays so many generated histories through the service, half of them on a forgiving one, and compares every answer. */
export async function playHistories(
  environment: Record<string, string>,
  count: number,
  seed: number,
): Promise<PlayCounts> {
  const counts: PlayCounts = { histories: 0, commands: 0, codes: {}, questions: 0, perSecond: 0 };
  const begun = performance.now();
  for (const isForgiving of [false, true]) {
    const settings = { ...environment, PAGE_SIZE, FORGIVING_REGISTRATION: String(isForgiving) };
    const player = new Player(await openContracts(settings), isForgiving, counts);
    try {
      for (let played = 0; played < count / 2; played += AT_A_TIME)
        await player.playMany(seed + counts.histories, Math.min(AT_A_TIME, count / 2 - played));
    } finally {
      await player.close();
    }
  }
  counts.perSecond = Math.round((counts.histories / (performance.now() - begun)) * 1000);
  return counts;
}

class Player {
  constructor(
    private readonly contracts: ContractsInProcess,
    private readonly isForgiving: boolean,
    private readonly counts: PlayCounts,
  ) {}

  async playMany(seed: number, count: number): Promise<void> {
    await inGroups(AT_A_TIME, fc.sample(histories, { seed, numRuns: count }), async (history) => {
      const difference = await this.difference(history);
      if (difference) throw await this.smallest(seed, history);
    });
    this.counts.histories += count;
    if (this.counts.histories % 10_000 === 0) say('histories so far', { played: this.counts.histories });
  }

  close(): Promise<void> {
    return this.contracts.close();
  }

  /** What the service answers otherwise than the model, `null` when nothing. */
  private async difference(history: History): Promise<object | null> {
    const world = newWorld(history);
    const ledger = new NaiveLedger(this.isForgiving);
    for (const step of history.steps) {
      const expected = ledger.take(step);
      const answer = await this.contracts.ask(requestOf(step, world));
      const { resultCode } = (answer as { result: { resultCode: string } }).result;
      this.counts.commands += 1;
      this.counts.codes[resultCode] = (this.counts.codes[resultCode] ?? 0) + 1;
      if (resultCode !== expected) return { step, expected, answer };
    }
    const naive = new NaiveAnswers(ledger, world, history.askedAt);
    return this.firstDifference(new Questions(this.contracts, world, history), naive);
  }

  private async firstDifference(questions: Questions, naive: NaiveAnswers): Promise<object | null> {
    const compared = questions.all(naive);
    const answers = await Promise.all(compared.map(({ answer }) => answer));
    this.counts.questions += compared.length;
    const index = compared.findIndex(({ expected }, at) => !isDeepStrictEqual(answers[at], expected));
    if (index < 0) return null;
    const { question, expected } = compared[index]!;
    return { question, expected, answer: answers[index] };
  }

  /** Leaves out one step after the other as long as the answers still differ. */
  private async smallest(seed: number, history: History): Promise<Differs> {
    for (const step of history.steps) {
      const shorter = { ...history, steps: history.steps.filter((other: Step) => other !== step) };
      if (await this.difference(shorter)) return this.smallest(seed, shorter);
    }
    return new Differs(seed, history, await this.difference(history));
  }
}
