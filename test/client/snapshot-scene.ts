import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import {
  ConsentClient,
  ConsentSnapshot,
  type ConsentClientOptions,
  type ConsentSnapshotOptions,
  type Moment,
  type Question,
} from '#client';
import { call } from '../support/call';
import { FaultyProxy } from '../support/faulty-proxy';
import { startInProcess, type InProcessService } from '../support/in-process-service';
import { person } from '../support/people';
import { toCancel, toCheck, toRegister } from '../support/requests';
import { temporaryFolder, type TemporaryFolder } from '../support/temporary-folder';
import { keysOf } from '../snapshots/snapshots';

/** How long a snapshot is valid, and how wrong a clock may be, in milliseconds. */
export const VALID = 60_000;
export const ERROR = 500;

export const unhurried = { timeoutMs: 50_000, attemptTimeoutMs: 50_000, retry: { attempts: 1 } };

/** A service, a proxy before it, and snapshots of a care provider of each test, with the clocks of both sides. */
export class SnapshotScene {
  now = Date.parse('2026-03-02T08:00:00Z');
  moment: Moment = { monotonic: 5, wall: this.now };
  own = '';
  readonly client: ConsentClient;
  /** Reaches the service by the proxy. */
  readonly throughProxy: ConsentClient;
  private tests = 0;
  private readonly clients: ConsentClient[] = [];

  private constructor(
    private readonly folder: TemporaryFolder,
    readonly service: InProcessService,
    readonly proxy: FaultyProxy,
    readonly keys: readonly string[],
  ) {
    this.client = this.clientOf(service.url);
    this.throughProxy = this.clientOf(proxy.url);
  }

  static async start(): Promise<SnapshotScene> {
    const scene: { current?: SnapshotScene } = {};
    const clock = () => scene.current?.now ?? Date.parse('2026-03-02T08:00:00Z');
    const service = await startInProcess({ SNAPSHOT_VALID_S: String(VALID / 1000) }, clock);
    const proxy = await FaultyProxy.before(service.url);
    const keys = await keysOf(service.dataDirectory);
    scene.current = new SnapshotScene(await temporaryFolder(), service, proxy, keys);
    return scene.current;
  }

  beginTest(): void {
    this.moment = { monotonic: 5, wall: this.now };
    this.tests += 1;
    this.own = `SE165565594230-T${this.tests}`;
    this.proxy.next = [];
  }

  async close(): Promise<void> {
    for (const client of this.clients) client.close();
    await this.proxy.close();
    await this.service.close();
    await this.folder.remove();
  }

  /** A client that answers from these while it cannot reach the service. */
  clientOf(url: string, ...offline: readonly ConsentSnapshot[]): ConsentClient {
    return this.clientWith({ url, offline });
  }

  clientWith(options: ConsentClientOptions): ConsentClient {
    const client = new ConsentClient({ ...unhurried, ...options });
    this.clients.push(client);
    return client;
  }

  pass(wall: number, monotonic = wall): void {
    const { moment } = this;
    this.moment = { monotonic: moment.monotonic + monotonic, wall: moment.wall + wall };
  }

  about(n: number): Question {
    return toCheck(this.place(n));
  }

  async register(n: number, more: object = {}): Promise<string> {
    const assertionId = randomUUID();
    const body = toRegister(assertionId, this.place(n), more);
    expect((await call(this.service.url, 'register-extended-consent', body)).status).toBe(201);
    return assertionId;
  }

  async cancel(assertionId: string): Promise<void> {
    const { status } = await call(this.service.url, 'cancel-extended-consent', toCancel(assertionId));
    expect(status).toBe(200);
  }

  open(more: Partial<ConsentSnapshotOptions> = {}): Promise<ConsentSnapshot> {
    const { own: careProviderId, keys } = this;
    const clock = () => this.moment;
    return ConsentSnapshot.open({ careProviderId, keys, maxClockErrorMs: ERROR, clock, ...more });
  }

  async taken(more: Partial<ConsentSnapshotOptions> = {}): Promise<ConsentSnapshot> {
    const snapshot = await this.open(more);
    await snapshot.refresh(this.client);
    return snapshot;
  }

  inWords(snapshot: ConsentSnapshot, n: number): boolean | string {
    const answer = snapshot.check(this.about(n));
    return answer.kind === 'answered' ? answer.content.hasConsent : answer.why;
  }

  file(): string {
    return join(this.folder.path, `snapshot-${this.tests}`);
  }

  private place(n: number) {
    return { patientId: person(n), careProviderId: this.own, careUnitId: 'SE165565594230-1001' };
  }
}
