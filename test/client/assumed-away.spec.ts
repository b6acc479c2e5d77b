import type { ConsentClient, ConsentClientOptions } from '#client';
import { answering, faults } from '../support/faulty-proxy';
import { toCancel } from '../support/requests';
import { SnapshotScene } from './snapshot-scene';

/** Longer than any test. */
const ASSUMED = 600_000;

let scene: SnapshotScene;
beforeAll(async () => void (scene = await SnapshotScene.start()));
beforeEach(() => scene.beginTest());
afterAll(() => scene.close());

const fromSnapshot = { content: { hasConsent: true }, fromSnapshot: {} };

async function client(more: Partial<ConsentClientOptions> = {}): Promise<ConsentClient> {
  const offline = [await scene.taken()];
  return scene.clientWith({ url: scene.proxy.url, offline, assumeAwayMs: ASSUMED, ...more });
}

/** How many requests came to the proxy meanwhile. */
async function asked(work: () => Promise<unknown>): Promise<number> {
  const before = scene.proxy.seen.length;
  await work();
  return scene.proxy.seen.length - before;
}

it('answers at once after a call that did not reach the service, each answer with an id of its own', async () => {
  await scene.register(1);
  const one = await client();
  scene.proxy.next = [faults.broken];
  const first = await one.checkConsent(scene.about(1));
  expect(first).toMatchObject(fromSnapshot);
  expect(
    await asked(async () => {
      const second = await one.checkConsent(scene.about(1));
      const named = await one.checkConsent(scene.about(1), { correlationId: 'own-id' });
      const all = await one.checkAll([scene.about(1)]);
      expect([second, named]).toMatchObject([fromSnapshot, { ...fromSnapshot, correlationId: 'own-id' }]);
      expect(all).toMatchObject({ content: [fromSnapshot] });
      expect(new Set([first, second, all].map(({ correlationId }) => correlationId)).size).toBe(3);
    }),
  ).toBe(0);
});

it('asks the service what no snapshot answers', async () => {
  await scene.register(1);
  const one = await client();
  scene.proxy.next = [answering(503, '{}')];
  await one.checkConsent(scene.about(1));
  const explained = one.checkConsent(scene.about(1), { explain: true });
  await expect(explained).rejects.toMatchObject({ kind: 'not-allowed' });
  expect(await one.checkConsent(scene.about(1))).not.toHaveProperty('fromSnapshot');
});

it.each([
  ['a change', (one: ConsentClient, id: string) => one.cancelExtendedConsent(toCancel(id))],
  [
    'another query',
    (one: ConsentClient) => {
      const { patientId, accessingActor } = scene.about(1);
      return one.getConsentsForPatient({ patientId, careProviderId: accessingActor.careProviderId });
    },
  ],
])('asks the service again when it has answered %s', async (_, answeredCall) => {
  const assertionId = await scene.register(1);
  const one = await client();
  scene.proxy.next = [faults.broken];
  await one.checkConsent(scene.about(1));
  await answeredCall(one, assertionId);
  expect(await asked(() => one.checkConsent(scene.about(1)))).toBe(1);
});

it('asks each time unless it is set otherwise', async () => {
  await scene.register(1);
  const one = await client({ assumeAwayMs: undefined });
  scene.proxy.next = [faults.broken, faults.broken];
  await one.checkConsent(scene.about(1));
  expect(await asked(() => one.checkConsent(scene.about(1)))).toBe(1);
});
