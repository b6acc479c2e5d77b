import { kitContract } from '../contracts';
import { type ConformanceCase, Scene, type Parties, type Step, type Strictness } from '../cases';
import { type Answer, type Body, type Door, NoAnswer, NotExpressible } from '#contract-doors';
import type { CaseResult, Failure, Phase } from './case-result';
import { askAll } from './read-pages';
import { SceneConsents } from './scene-consents';

/** What the run of a case needs beside the case. */
export interface Setting {
  readonly door: Door;
  readonly parties: Parties;
  readonly strictness: Strictness;
  /** Milliseconds since 1970. */
  readonly clock: () => number;
}

/** Runs a case until its first wrong answer, and then ends the consents that it registered. */
export async function runCase(one: ConformanceCase, setting: Setting): Promise<CaseResult> {
  const start = performance.now();
  const run = new CaseRun(setting);
  const failure = await run.firstFailure(one);
  const left = await run.consents.cleanUp(setting.door, failure !== null);
  return {
    case: one,
    door: setting.door.name,
    outcome: failure ? 'failed' : 'passed',
    milliseconds: Math.round(performance.now() - start),
    failure,
    isLost: run.isLost,
    registered: run.consents.registered,
    left,
  };
}

const phases: readonly Phase[] = ['given', 'when', 'afterwards'];

class CaseRun {
  readonly consents: SceneConsents;
  isLost = false;
  private readonly scene: Scene;

  constructor(private readonly setting: Setting) {
    this.scene = new Scene(setting.parties, setting.clock());
    this.consents = new SceneConsents(this.scene);
  }

  async firstFailure(one: ConformanceCase): Promise<Failure | null> {
    for (const phase of phases) {
      for (const step of one[phase]) {
        const failure = await this.failureOf(step, phase);
        if (failure) return failure;
      }
    }
    return null;
  }

  private async failureOf(step: Step, phase: Phase): Promise<Failure | null> {
    const body = step.request(this.scene);
    const failed = (fault: string, { sent, received }: { sent: string; received: string }): Failure => ({
      phase,
      request: `${step.contract}, ${step.what}`,
      expected: step.expect.inWords(this.scene),
      fault,
      sent,
      received,
    });
    try {
      const answer = await this.ask(step, body);
      const fault = step.expect.fault(answer, this.scene, this.setting.strictness);
      return fault === null ? null : failed(fault, answer);
    } catch (error) {
      if (error instanceof NotExpressible) return null;
      if (!(error instanceof NoAnswer)) throw error;
      this.isLost = error.kind === 'unreachable' || error.kind === 'timeout';
      this.consents.note(step, body, null);
      return failed(error.message, error.exchange);
    }
  }

  private async ask(step: Step, body: Body): Promise<Answer> {
    const answer = await askAll(this.setting.door, kitContract(step.contract), body);
    this.consents.note(step, body, answer);
    const list = answer.content['getAllAssertionsResult'] as Body | undefined;
    if (list) this.scene.syncPoint = String(list['moreOnOrAfter']);
    return answer;
  }
}
