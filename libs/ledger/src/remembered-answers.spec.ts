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
const request = (commandId = newId(), fingerprint = 'a') => ({ commandId, fingerprint });
const answers = (on: Pick<EventStore, 'append' | 'readStream'> = store) => new RememberedAnswers<Answer>(on);

it('runs a request once and gives its first answer for ever', async () => {
  const asked = request();
  expect(await answers().once(asked, run)).toEqual({ number: 1 });
  expect(await answers().once(asked, run)).toEqual({ number: 1 });
  await store.close();
  store = await EmbeddedEventStore.open(directory);
  expect(await answers().once(asked, run)).toEqual({ number: 1 });
  expect(runs).toBe(1);
});

it('runs requests of other ids by themselves', async () => {
  await answers().once(request(), run);
  expect(await answers().once(request(), run)).toEqual({ number: 2 });
});

it('refuses another request under the same id, before and after the first was answered', async () => {
  const { commandId } = request();
  const failing = answers().once(request(commandId, 'a'), () => Promise.reject(new Error('down')));
  await expect(failing).rejects.toThrow('down');
  await expect(answers().once(request(commandId, 'b'), run)).rejects.toThrow(OtherRequest);
  await answers().once(request(commandId, 'a'), run);
  await expect(answers().once(request(commandId, 'b'), run)).rejects.toThrow(OtherRequest);
  expect(runs).toBe(1);
});

it('does not remember a failure', async () => {
  const asked = request();
  await expect(answers().once(asked, () => Promise.reject(new Error('down')))).rejects.toThrow('down');
  expect(await answers().once(asked, run)).toEqual({ number: 1 });
});

it('runs again when the answer could not be kept', async () => {
  const asked = request();
  const failing = {
    readStream: store.readStream.bind(store),
    append: (...args: Parameters<EventStore['append']>) =>
      args[1] === 0 ? Promise.reject(new StoreUnavailable('down')) : store.append(...args),
  };
  await expect(answers(failing).once(asked, run)).rejects.toThrow(StoreUnavailable);
  expect(await answers().once(asked, run)).toEqual({ number: 2 });
  expect(await answers().once(asked, run)).toEqual({ number: 2 });
});

it('gives all who ask at once the same answer', async () => {
  const asked = request();
  const given = await Promise.all(Array.from({ length: 8 }, () => answers().once(asked, run)));
  expect(new Set(given.map(({ number }) => number)).size).toBe(1);
  expect(await answers().once(asked, run)).toEqual(given[0]);
});
