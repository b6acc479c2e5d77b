import { EmbeddedEventStore, StoreUnavailable, type EventStore } from '#event-store';
import { newId } from '#platform';
import { OtherRequest, RememberedAnswers } from './remembered-answers';
import { temporaryFolders } from './given/tally';

interface Answer {
  readonly number: number;
}

const folder = temporaryFolders();
let directory: string;
let store: EmbeddedEventStore;
let runs = 0;

beforeEach(async () => {
  runs = 0;
  directory = await folder();
  store = await EmbeddedEventStore.open(directory);
});
afterEach(() => store.close());

const run = async (): Promise<Answer> => ({ number: ++runs });
const isRefusal = ({ number }: Answer): boolean => number <= 0;
const carryOut = { run, refusal: async () => null, isRefusal };
const failing = { run: () => Promise.reject(new Error('down')), refusal: async () => null, isRefusal };
const request = (commandId = newId(), fingerprint = 'a') => ({ commandId, fingerprint });
const answers = (on: Pick<EventStore, 'append' | 'readStream'> = store) => new RememberedAnswers<Answer>(on);

it('runs a request once and gives its first answer for ever', async () => {
  const asked = request();
  expect(await answers().once(asked, carryOut)).toEqual({ number: 1 });
  expect(await answers().once(asked, carryOut)).toEqual({ number: 1 });
  await store.close();
  store = await EmbeddedEventStore.open(directory);
  expect(await answers().once(asked, carryOut)).toEqual({ number: 1 });
  expect(runs).toBe(1);
});

it('runs requests of other ids by themselves', async () => {
  await answers().once(request(), carryOut);
  expect(await answers().once(request(), carryOut)).toEqual({ number: 2 });
});

it('refuses another request under the same id, before and after the first was answered', async () => {
  const { commandId } = request();
  const failed = answers().once(request(commandId, 'a'), failing);
  await expect(failed).rejects.toThrow('down');
  await expect(answers().once(request(commandId, 'b'), carryOut)).rejects.toThrow(OtherRequest);
  await answers().once(request(commandId, 'a'), carryOut);
  await expect(answers().once(request(commandId, 'b'), carryOut)).rejects.toThrow(OtherRequest);
  expect(runs).toBe(1);
});

it('does not remember a failure', async () => {
  const asked = request();
  await expect(answers().once(asked, failing)).rejects.toThrow('down');
  expect(await answers().once(asked, carryOut)).toEqual({ number: 1 });
});

it('runs again when the answer could not be kept', async () => {
  const asked = request();
  const deaf = {
    readStream: store.readStream.bind(store),
    append: (...args: Parameters<EventStore['append']>) =>
      args[1] === 0 ? Promise.reject(new StoreUnavailable('down')) : store.append(...args),
  };
  await expect(answers(deaf).once(asked, carryOut)).rejects.toThrow(StoreUnavailable);
  expect(await answers().once(asked, carryOut)).toEqual({ number: 2 });
  expect(await answers().once(asked, carryOut)).toEqual({ number: 2 });
});

it('gives all who ask at once the same answer', async () => {
  const asked = request();
  const given = await Promise.all(Array.from({ length: 8 }, () => answers().once(asked, carryOut)));
  expect(new Set(given.map(({ number }) => number)).size).toBe(1);
  expect(await answers().once(asked, carryOut)).toEqual(given[0]);
});

it('leaves nothing of a refusal, so that the id is free for another request, and for the same one later', async () => {
  const asked = request();
  const refused = { run, refusal: async () => ({ number: 0 }), isRefusal };
  expect(await answers().once(asked, refused)).toEqual({ number: 0 });
  expect(await store.readStream(`request-${asked.commandId}`)).toEqual([]);
  expect(await answers().once({ ...asked, fingerprint: 'b' }, carryOut)).toEqual({ number: 1 });
  expect(await answers().once({ ...asked, fingerprint: 'b' }, refused)).toEqual({ number: 1 });
  expect(runs).toBe(1);
});

it('does not remember a refusal that first arises when the request is run', async () => {
  const asked = request();
  const tooLate = { ...carryOut, run: async () => ({ number: 0 }) };
  expect(await answers().once(asked, tooLate)).toEqual({ number: 0 });
  expect(await answers().once(asked, carryOut)).toEqual({ number: 1 });
  expect(await answers().once(asked, tooLate)).toEqual({ number: 1 });
});

it('gives the answer of a repetition that was carried out meanwhile in the place of a refusal', async () => {
  const asked = request();
  const overtaken = async () => {
    await answers().once(asked, carryOut);
    return { number: 0 };
  };
  expect(await answers().once(asked, { ...carryOut, run: overtaken })).toEqual({ number: 1 });
});
