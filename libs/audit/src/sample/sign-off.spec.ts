import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { careProvider, doctor, noon, tolvan } from '#consent/given';
import { EmbeddedEventStore, type NewEvent } from '#event-store';
import type { ReviewSignedOff } from './review';
import { decodeReview, encodeReview, reviewEventTypes, UnknownReview } from './review-codec';
import { latestReview, signOff, SignOffRefused } from './sign-off';

const GOLDEN = join(__dirname, 'golden');
const placed = { stream: 'review-2026-02', revision: 0 };

const empty = {
  decisions: 0,
  emergencies: 0,
  drawn: 0,
  digest: 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
};

const approved = (changes: Partial<ReviewSignedOff> = {}): ReviewSignedOff => ({
  month: '2026-02',
  revision: 1,
  seed: 'drawn from a hat',
  size: 25,
  sample: empty,
  reviewer: doctor,
  outcome: 'approved',
  recordedAt: noon,
  ...changes,
});

const full = approved({
  revision: 2,
  sample: { decisions: 12345, emergencies: 3, drawn: 25, digest: 'c0ffee00'.repeat(8) },
  outcome: 'deviations',
  note: 'Två läsningar utan vårdrelation, anmälda.',
  recordedAt: noon + 123,
});

const ofOneProvider = approved({ careProviderId: careProvider, outcome: 'deviations' });

describe('the storage format', () => {
  const golden = async (version: string): Promise<Omit<NewEvent, 'id'>[]> =>
    JSON.parse(await readFile(join(GOLDEN, `${version}.json`), 'utf8')) as Omit<NewEvent, 'id'>[];

  it('has a golden file for every version ever written, and none besides', () => {
    expect(readdirSync(GOLDEN).map((file) => file.replace(/\.json$/, ''))).toEqual(reviewEventTypes);
  });

  it.each([
    ['ReviewSignedOff.v1', [full, approved()]],
    ['ReviewSignedOff.v2', [ofOneProvider]],
  ])('reads %s as it was meant, and writes it as it always has', async (version, reviews) => {
    const stored = await golden(version);
    expect(stored.map((event) => decodeReview({ ...event, ...placed }))).toStrictEqual(reviews);
    expect(reviews.map(encodeReview)).toStrictEqual(stored);
  });

  it('stops at what is newer', () => {
    const read = () => decodeReview({ type: 'ReviewSignedOff.v3', data: {}, ...placed });
    expect(read).toThrow(UnknownReview);
  });
});

describe('signing off', () => {
  let folder: string;
  let store: EmbeddedEventStore;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'reviews-'));
    store = await EmbeddedEventStore.open(folder);
  });
  afterEach(async () => {
    await store.close();
    await rm(folder, { recursive: true });
  });

  it('records a review in the stream of its month', async () => {
    await signOff(store, approved());
    const [event, ...others] = await store.readStream('review-2026-02');
    expect(others).toEqual([]);
    expect(event).toMatchObject(encodeReview(approved()));
    expect(await latestReview(store, '2026-02')).toStrictEqual(approved());
    expect(await latestReview(store, '2026-01')).toBeNull();
  });

  it('keeps the reviews of a care provider beside those of everybody', async () => {
    await signOff(store, ofOneProvider);
    expect(await latestReview(store, '2026-02', careProvider)).toStrictEqual(ofOneProvider);
    expect(await latestReview(store, '2026-02')).toBeNull();
    await signOff(store, approved());
    expect(await latestReview(store, '2026-02', careProvider)).toStrictEqual(ofOneProvider);
  });

  it('refuses a second one that does not say that it is the second, and takes it when it does', async () => {
    await signOff(store, approved());
    await expect(signOff(store, approved())).rejects.toThrow(SignOffRefused);
    await expect(signOff(store, approved())).rejects.toThrow(/signed off 1 time.*say that it is revision 2/);
    await signOff(store, full);
    expect(await latestReview(store, '2026-02')).toStrictEqual(full);
    expect(await store.readStream('review-2026-02')).toHaveLength(2);
  });

  it('refuses a revision that would leave one out', async () => {
    await expect(signOff(store, full)).rejects.toThrow(/signed off 0 time.*say that it is revision 1/);
    expect(await store.readStream('review-2026-02')).toEqual([]);
  });

  it.each([`Gäller ${tolvan.extension}`, '19121212-1212', 'x'.repeat(1025)])(
    'refuses a note that cannot be kept for good',
    async (note) => {
      await expect(signOff(store, approved({ note }))).rejects.toThrow(SignOffRefused);
      expect(await store.readStream('review-2026-02')).toEqual([]);
    },
  );
});
