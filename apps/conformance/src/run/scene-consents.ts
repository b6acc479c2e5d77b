import { kitContract } from '../contracts';
import { removeStep, type Scene, type Step } from '../cases';
import { type Body, type Door, NoAnswer, type Answer } from '#contract-doors';

/** Results after which a consent gives no access, whatever it was before. */
const CLOSED = ['OK', 'NOTFOUND', 'INVALIDSTATE'];

const CLOSING: ReadonlySet<string> = new Set(['CancelExtendedConsent', 'DeleteExtendedConsent']);

/** The consents that a case may have registered, and what became of them. */
export class SceneConsents {
  private readonly open = new Set<string>();
  private readonly all = new Set<string>();

  constructor(private readonly scene: Scene) {}

  get registered(): number {
    return this.all.size;
  }

  /** Notes what a request did. Without an answer a registration may have been made. */
  note(step: Step, body: Body, answer: Answer | null): void {
    const id = body['assertionId'] as string;
    const isOk = answer?.result.resultCode === 'OK';
    if (step.contract === 'RegisterExtendedConsent') this.noteRegistration(id, isOk || answer === null);
    else if (isOk && CLOSING.has(step.contract)) this.open.delete(id);
  }

  private noteRegistration(id: string, mayBeMade: boolean): void {
    if (!mayBeMade || !this.isOwn(id)) return;
    this.open.add(id);
    this.all.add(id);
  }

  /**
   * Deletes what is still open. After a failure everything: the service may have acknowledged what it did not do.
   * @returns the ids of consents that may still give access.
   */
  async cleanUp(door: Door, hasFailed: boolean): Promise<readonly string[]> {
    const left: string[] = [];
    for (const id of hasFailed ? this.all : this.open) {
      if (!(await this.isDeleted(door, id))) left.push(id);
    }
    return left;
  }

  private async isDeleted(door: Door, assertionId: string): Promise<boolean> {
    const body = { ...removeStep().request(this.scene), assertionId };
    try {
      const { result } = await door.ask(kitContract('DeleteExtendedConsent'), body);
      return CLOSED.includes(result.resultCode);
    } catch (error) {
      if (error instanceof NoAnswer) return false;
      throw error;
    }
  }

  private isOwn(id: string): boolean {
    return id === this.scene.consent || id === this.scene.secondConsent;
  }
}
