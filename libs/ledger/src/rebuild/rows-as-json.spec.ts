import { EmbeddedEventStore } from '#event-store';
import { build, startService } from '../given/rebuilding';
import { decodeTallied, sums, talliedEvent, temporaryFolders } from '../given/tally';
import { ReadModelStorage } from '../read-model-storage';
import { ReadModelRebuild } from './read-model-rebuild';

const folder = temporaryFolders();

it('compares rows that are stored by words with those of an earlier version that were stored as JSON', async () => {
  const [directory, store] = [await folder(), await EmbeddedEventStore.open(await folder())];
  const earlier = startService({ directory, store, projections: [sums] });
  await store.append('tally-1', 'any', [1, 2].map(talliedEvent));
  await store.append('tally-2', 'any', [talliedEvent(4)]);
  await earlier.updater.reach(await store.head(), new AbortController().signal);
  const stored = earlier.storage.folder;
  await stored.write(() => {
    const { environment, content } = stored;
    const json = environment.openDB<unknown, (string | number)[]>({ name: 'sums.v1', encoding: 'json' });
    for (const { key, value } of [...content.model('sums').tables[0]!.getRange()]) void json.put(key, value);
    void environment.openDB({ name: 'words', encoding: 'json' }).remove('sums.v1');
  });
  await earlier.close();

  const shorter = { ...sums, version: 2, words: { shapes: [['sum', 'position']], texts: [] } };
  const storage = ReadModelStorage.open(directory, [shorter], decodeTallied);
  const rebuild = await ReadModelRebuild.begin(storage, store);
  const built = await build(rebuild, 'sums');
  expect(built).toMatchObject({ against: 1, differences: 0, before: { rows: 2 } });
  expect(built.after).toEqual(built.before);
  await rebuild.close();
  await storage.close();
  await store.close();
});
