import { mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import type { ConsentApi } from '#client';
import { answering, faults } from '../support/faulty-proxy';
import { startInProcess } from '../support/in-process-service';
import { keysOf } from '../snapshots/snapshots';
import { expectEqualSnapshots } from './kept-histories';
import { ERROR, SnapshotScene, VALID } from './snapshot-scene';

type Service = Pick<ConsentApi, 'getConsentSnapshot'>;
type Text = { readonly snapshot: string; readonly lines: string };

let scene: SnapshotScene;
beforeAll(async () => void (scene = await SnapshotScene.start()));
beforeEach(() => scene.beginTest());
afterAll(() => scene.close());

async function textOf(cursor?: string): Promise<Text> {
  const request = { careProviderId: scene.own, ...(cursor && { cursor }) };
  const result = await scene.client.getConsentSnapshot(request);
  if (result.kind === 'refused') throw new Error(result.text);
  return { snapshot: result.content.snapshot!, lines: result.content.lines! };
}

const cursorIn = ({ snapshot }: Text): string => /"cursor":"([^"]+)"/.exec(snapshot)![1]!;

/** A service that sends this, whatever is asked. */
const sending = (text: Text): Service => ({
  getConsentSnapshot: async () => {
    const content = { position: 1, ...text };
    return { kind: 'answered', code: 'OK', content, correlationId: 'sent', position: 1 };
  },
});

/** The same bytes with one of them changed. */
function flipped(text: string, index: number): string {
  const bytes = Buffer.from(text);
  bytes[index]! ^= 1;
  return bytes.toString();
}

describe('a snapshot is refused', () => {
  it('when any byte of it is changed', async () => {
    await scene.register(1, { endDate: '2026-03-02T09:30:00', employeeId: 'SE165565594230-1A2B' });
    await scene.register(2);
    const text = await textOf();
    const snapshot = await scene.open();
    for (const part of ['snapshot', 'lines'] as const)
      for (let index = 0; index < Buffer.byteLength(text[part]); index += 1) {
        const changed = sending({ ...text, [part]: flipped(text[part], index) });
        await expect(snapshot.refresh(changed)).rejects.toMatchObject({ name: 'SnapshotRefused' });
      }
    expect(scene.inWords(snapshot, 2)).toBe('no-snapshot');
    await snapshot.refresh(sending(text));
    expect(scene.inWords(snapshot, 2)).toBe(true);
  });

  it.each([
    ['a line less', (lines: string) => lines.slice(lines.indexOf('\n') + 1)],
    ['a line twice', (lines: string) => lines + lines],
    [
      'its lines in another order',
      (lines: string) => lines.split('\n').slice(0, 2).reverse().join('\n') + '\n',
    ],
    ['no lines', () => ''],
  ])('with %s', async (_, change) => {
    await scene.register(1);
    await scene.register(2);
    const text = await textOf();
    const changed = sending({ ...text, lines: change(text.lines) });
    await expect((await scene.open()).refresh(changed)).rejects.toMatchObject({ why: 'other-lines' });
  });

  it('when its time has passed, from the service and from a file', async () => {
    await scene.register(1);
    const text = await textOf();
    await scene.taken({ file: scene.file() });
    scene.pass(VALID - ERROR);
    await (await scene.open()).refresh(sending(text));
    expect(scene.inWords(await scene.open({ file: scene.file() }), 1)).toBe(true);
    scene.pass(1);
    await expect((await scene.open()).refresh(sending(text))).rejects.toMatchObject({ why: 'expired' });
    const heard: unknown[] = [];
    const late = await scene.open({ file: scene.file(), onFailure: (error) => heard.push(error) });
    expect([scene.inWords(late, 1), heard]).toMatchObject(['no-snapshot', [{ why: 'expired' }]]);
  });

  it('when it is of another care provider, or was taken later than it is here', async () => {
    await scene.register(1);
    const text = await textOf();
    const other = await scene.open({ careProviderId: 'SE165565594230-OTHER' });
    await expect(other.refresh(sending(text))).rejects.toMatchObject({ why: 'other-care-provider' });
    scene.pass(-ERROR - 1);
    await expect((await scene.open()).refresh(sending(text))).rejects.toMatchObject({
      why: 'from-the-future',
    });
  });

  it('when another ledger has signed it, under another name or the same', async () => {
    for (const LEDGER_NAME of ['another-ledger', 'consent-ledger']) {
      const other = await startInProcess({ LEDGER_NAME }, () => scene.now);
      const theirs = await keysOf(other.dataDirectory);
      await other.close();
      const snapshot = await scene.open({ keys: theirs });
      await expect(snapshot.refresh(scene.client)).rejects.toMatchObject({ why: 'not-signed' });
      const both = await scene.open({ keys: [...theirs, ...scene.keys] });
      await both.refresh(scene.client);
      expect(scene.inWords(both, 1)).toBe(false);
    }
  });

  it.each(['', 'consent-ledger', 'consent-ledger+00000000+AAAA'])(
    'with a key that is none: %j',
    async (key) => {
      await expect(scene.open({ keys: [key] })).rejects.toThrow(TypeError);
    },
  );

  it('when one that was taken later is held', async () => {
    await scene.register(1);
    const text = await textOf();
    scene.now += 1_000;
    scene.pass(1_000);
    const snapshot = await scene.taken();
    await expect(snapshot.refresh(sending({ ...text, lines: '' }))).rejects.toMatchObject({ why: 'older' });
    expect(scene.inWords(snapshot, 1)).toBe(true);
  });
});

describe('a snapshot answers', () => {
  it('a yes as long as its time and that of the consent last, and until then however stale it is', async () => {
    const assertionId = await scene.register(1);
    await scene.register(2, { endDate: new Date(scene.now + 3_630_000).toISOString().slice(0, 19) });
    await scene.register(3, { startDate: new Date(scene.now + 3_630_000).toISOString().slice(0, 19) });
    const snapshot = await scene.taken();
    await scene.cancel(assertionId);
    const answers = () => [1, 2, 3].map((n) => scene.inWords(snapshot, n));
    expect(answers()).toEqual([true, true, false]);
    scene.pass(30_000 - ERROR);
    expect(answers()).toEqual([true, true, 'unclear-time']);
    scene.pass(2 * ERROR + 1);
    expect(answers()).toEqual([true, false, true]);
    scene.pass(VALID - 30_000 - 2 * ERROR);
    expect(answers()).toEqual(['expired', 'expired', 'expired']);
  });

  it('nothing when the clock went back, in this run or since an earlier one', async () => {
    await scene.register(1);
    const snapshot = await scene.taken({ file: scene.file() });
    scene.pass(20_000);
    expect(scene.inWords(snapshot, 1)).toBe(true);
    scene.pass(-ERROR - 1, 0);
    expect(scene.inWords(snapshot, 1)).toBe('unclear-clock');
    scene.pass(ERROR + 1, 0);
    expect(scene.inWords(snapshot, 1)).toBe(true);
    await snapshot.close();
    scene.pass(-10_000, 0);
    const again = await scene.open({ file: scene.file() });
    expect(scene.inWords(again, 1)).toBe('unclear-clock');
    await again.refresh(scene.client).catch(() => undefined);
    scene.moment = { ...scene.moment, wall: scene.now };
    await again.refresh(scene.client);
    expect(scene.inWords(again, 1)).toBe(true);
  });

  it('nothing by a new one while the clock is behind, and so nothing past its end', async () => {
    await scene.register(1);
    const snapshot = await scene.taken();
    scene.pass(-30_000, 0);
    await expect(snapshot.refresh(scene.client)).rejects.toMatchObject({ why: 'from-the-future' });
    scene.pass(VALID + 10_000);
    expect(scene.inWords(snapshot, 1)).not.toBe(true);
  });

  it('as the newest that was read, also where its file cannot be written', async () => {
    const assertionId = await scene.register(1);
    const snapshot = await scene.taken({ file: scene.file() });
    await mkdir(`${scene.file()}.new`);
    await scene.cancel(assertionId);
    await expect(snapshot.refresh(scene.client)).rejects.toThrow('EISDIR');
    expect(scene.inWords(snapshot, 1)).toBe(false);
  });

  it('from a file that only its owner may read, and not from one that was changed', async () => {
    await scene.register(1);
    await scene.taken({ file: scene.file() });
    expect((await stat(scene.file())).mode & 0o777).toBe(0o600);
    expect(scene.inWords(await scene.open({ file: scene.file() }), 1)).toBe(true);
    const text = await readFile(scene.file(), 'utf8');
    for (const content of [text.slice(0, -2), flipped(text, text.length - 20), '', '{}']) {
      await writeFile(scene.file(), content);
      const opened = await scene.open({ file: scene.file() });
      expect(scene.inWords(opened, 1)).toBe('no-snapshot');
      await opened.refresh(scene.client);
      expect(scene.inWords(opened, 1)).toBe(true);
    }
  });

  it.each([
    ['another care provider', { careProviderId: 'SE165565594230-2000' }, 'other-care-provider'],
    ['an element too many', { more: 1 }, 'unclear-question'],
  ])('no question with %s', async (_, actor, why) => {
    const snapshot = await scene.taken();
    const { accessingActor, patientId } = scene.about(1);
    const question = { accessingActor: { ...accessingActor, ...actor }, patientId };
    expect(snapshot.check(question)).toEqual({ kind: 'no-answer', why });
  });

  it('nothing after it was closed, or the service has denied the caller another', async () => {
    await scene.register(1);
    const closed = await scene.taken();
    await closed.close();
    expect(scene.inWords(closed, 1)).toBe('no-snapshot');
    const denied = await scene.taken({ file: scene.file() });
    scene.proxy.next = [
      answering(403, '{"getConsentSnapshotResult":{"result":{"resultCode":"ACCESSDENIED"},"position":0}}'),
    ];
    await expect(denied.refresh(scene.throughProxy)).rejects.toMatchObject({ name: 'SnapshotDenied' });
    expect(scene.inWords(denied, 1)).toBe('no-snapshot');
    expect(scene.inWords(await scene.open({ file: scene.file() }), 1)).toBe('no-snapshot');
  });

  it('as before while the service does not answer, and as it does after the next reading', async () => {
    const assertionId = await scene.register(1);
    const failures: unknown[] = [];
    const snapshot = await scene.taken({ onFailure: (error) => failures.push(error) });
    await scene.cancel(assertionId);
    scene.proxy.next = [faults.broken, answering(200, '<html>', { 'content-type': 'text/html' })];
    await expect(snapshot.refresh(scene.throughProxy)).rejects.toThrow();
    await expect(snapshot.refresh(scene.throughProxy)).rejects.toThrow();
    expect(scene.inWords(snapshot, 1)).toBe(true);
    await snapshot.refresh(scene.throughProxy);
    expect(scene.inWords(snapshot, 1)).toBe(false);
  });
});

describe('a delta', () => {
  it('is taken by the snapshot that it belongs to, and by no other', async () => {
    const first = await scene.register(1);
    const old = await textOf();
    await scene.cancel(first);
    await scene.register(2);
    const one = await textOf(cursorIn(old));
    await scene.register(3);
    const two = await textOf(cursorIn(one));
    const none = await scene.open();
    await expect(none.refresh(sending(one))).rejects.toMatchObject({ why: 'other-lines' });
    const skipped = await scene.open();
    await skipped.refresh(sending(old));
    await expect(skipped.refresh(sending(two))).rejects.toMatchObject({ why: 'other-lines' });
    expect(scene.inWords(skipped, 1)).toBe(true);
    await skipped.refresh(sending(one));
    await skipped.refresh(sending(two));
    expect([1, 2, 3].map((n) => scene.inWords(skipped, n))).toEqual([false, true, true]);
  });

  it('and all deltas of random histories give what a whole snapshot is, and the answers of the service', () =>
    expectEqualSnapshots(3, 20));
});
