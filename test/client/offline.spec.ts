import {
  inRequest,
  ServiceTimeout,
  type ConsentClient,
  type ConsentSnapshotOptions,
  type SnapshotRecord,
} from '#client';
import { answering, faults } from '../support/faulty-proxy';
import { toCancel } from '../support/requests';
import { ERROR, SnapshotScene, VALID } from './snapshot-scene';

let scene: SnapshotScene;
beforeAll(async () => void (scene = await SnapshotScene.start()));
beforeEach(() => scene.beginTest());
afterAll(() => scene.close());

describe('a client with a snapshot', () => {
  const offline = async (more: Partial<ConsentSnapshotOptions> = {}): Promise<ConsentClient> =>
    scene.clientOf(scene.proxy.url, await scene.taken(more));

  it.each([
    ['cannot be reached', faults.broken],
    ['breaks off', faults.cutAnswer],
    ['answers 503', answering(503, '{"code":"unavailable"}')],
  ])('answers checks from it when the service %s, and says so', async (_, fault) => {
    await scene.register(1);
    const one = await offline();
    scene.pass(10_000);
    const fromSnapshot = { issuedAt: scene.now, validUntil: scene.now + VALID, ageMs: 10_000 + ERROR };
    const answered = { kind: 'answered', position: expect.any(Number) as number, fromSnapshot };
    scene.proxy.next = [fault, fault];
    const content = { hasConsent: true, assertionType: 'Consent' };
    expect(await one.checkConsent(scene.about(1))).toMatchObject({ ...answered, content });
    expect(await one.checkAll([scene.about(1), scene.about(2)])).toMatchObject({
      ...answered,
      content: [{ content }, { content: { hasConsent: false } }],
    });
    const ofService = await one.checkConsent(scene.about(1));
    expect(ofService).not.toHaveProperty('fromSnapshot');
  });

  it('answers from it when the service does not answer in time', async () => {
    await scene.register(1);
    const one = await offline();
    scene.proxy.next = [faults.silence];
    const answer = await one.checkConsent(scene.about(1), { timeoutMs: 300 });
    expect(answer).toMatchObject({ content: { hasConsent: true }, fromSnapshot: { issuedAt: scene.now } });
  });

  it('fails as without it when its time has passed', async () => {
    await scene.register(1);
    const one = await offline();
    scene.pass(VALID);
    scene.proxy.next = [faults.broken, faults.silence];
    await expect(one.checkConsent(scene.about(1))).rejects.toMatchObject({ kind: 'unavailable' });
    await expect(one.checkAll([scene.about(1)], { timeoutMs: 300 })).rejects.toThrow(ServiceTimeout);
  });

  it.each([
    ['too many requests', answering(429, '{"code":"too-many-calls"}')],
    ['a failure', answering(500, '{"code":"failure"}')],
    ['no proof of the caller', answering(401, '{"code":"not-authenticated"}')],
    ['no right', answering(403, '{"code":"right-missing"}')],
    ['something unreadable', answering(200, '{}')],
    ['a redirection', answering(302, '', { location: '/elsewhere' })],
  ])('does not answer when the service answers %s', async (_, fault) => {
    await scene.register(1);
    const one = await offline();
    scene.proxy.next = [fault, fault];
    await expect(one.checkConsent(scene.about(1))).rejects.toThrow();
    await expect(one.checkAll([scene.about(1)])).rejects.toThrow();
  });

  it('keeps to the no of the service', async () => {
    const assertionId = await scene.register(1);
    const one = await offline();
    await scene.cancel(assertionId);
    expect(await one.checkConsent(scene.about(1))).toMatchObject({ content: { hasConsent: false } });
  });

  it('does not answer what the snapshot cannot know: reasons, a later position, a change of the same request', async () => {
    const assertionId = await scene.register(1);
    const one = await offline();
    const failing = async (work: () => Promise<unknown>) => {
      scene.proxy.next.push(faults.broken);
      await expect(work()).rejects.toMatchObject({ kind: 'unavailable' });
    };
    await failing(() => one.checkConsent(scene.about(1), { explain: true }));
    await failing(() => one.checkConsent(scene.about(1), { atLeast: 1_000_000 }));
    await inRequest({}, async () => {
      await one.cancelExtendedConsent(toCancel(assertionId));
      await failing(() => one.checkConsent(scene.about(1)));
    });
  });

  it('does not answer after a change of the same request whose answer was lost', async () => {
    const assertionId = await scene.register(1);
    const one = await offline();
    scene.proxy.next = [faults.lostAnswer, faults.broken];
    await inRequest({}, async () => {
      await expect(one.cancelExtendedConsent(toCancel(assertionId))).rejects.toMatchObject({
        mayBeDone: true,
      });
      await expect(one.checkConsent(scene.about(1))).rejects.toMatchObject({ kind: 'unavailable' });
    });
  });

  it('does not answer a call that cannot be sent', async () => {
    await scene.register(1);
    const one = await offline();
    await expect(one.checkConsent(scene.about(1), { correlationId: 'a–b' })).rejects.toThrow();
  });

  it('keeps no record of what it does not answer', async () => {
    await scene.register(1);
    const records: SnapshotRecord[] = [];
    const one = await offline({ onAnswer: (record) => void records.push(record) });
    const elsewhere = { ...scene.about(1), accessingActor: { ...scene.about(1).accessingActor } };
    elsewhere.accessingActor.careProviderId = 'SE165565594230-X';
    scene.proxy.next = [faults.broken, faults.broken];
    await expect(one.checkConsent(scene.about(1), { atLeast: 1_000_000 })).rejects.toThrow();
    await expect(one.checkAll([scene.about(1), elsewhere])).rejects.toThrow();
    expect(records).toEqual([]);
  });

  it('gives no answer whose record fails later', async () => {
    await scene.register(1);
    const one = await offline({ onAnswer: () => Promise.reject(new Error('The disk is full.')) });
    scene.proxy.next = [faults.broken];
    await expect(one.checkConsent(scene.about(1))).rejects.toThrow('The disk is full.');
  });

  it('gives no answer before its record is kept, or without it', async () => {
    await scene.register(1);
    const records: SnapshotRecord[] = [];
    const one = await offline({
      onAnswer: (record) => {
        if (records.length === 1) throw new Error('The record cannot be kept.');
        records.push(record);
      },
    });
    scene.proxy.next = [faults.broken, faults.broken];
    await one.checkConsent(scene.about(1));
    expect(records).toMatchObject([
      {
        question: scene.about(1),
        content: { hasConsent: true },
        answeredAt: scene.now + ERROR,
        issuedAt: scene.now,
      },
    ]);
    await expect(one.checkConsent(scene.about(1))).rejects.toThrow('The record cannot be kept.');
  });
});
