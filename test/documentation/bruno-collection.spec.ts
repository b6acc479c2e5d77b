import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { identitiesIn } from '../support/identities-in-text';
import { projectFolder } from '../support/project-folder';
import { BRUNO_FOLDER, brunoCollection } from './bruno-collection';

const folder = join(projectFolder, BRUNO_FOLDER);

const there = (): Record<string, string> =>
  Object.fromEntries(
    (readdirSync(folder, { recursive: true }) as string[])
      .filter((file) => statSync(join(folder, file)).isFile())
      .map((file) => [file, readFileSync(join(folder, file), 'utf8')]),
  );

it('the collection for Bruno is what npm run docs:generate writes, and has no other file', async () => {
  expect(there()).toEqual(await brunoCollection());
});

it('no address in it has a personal identity', () => {
  const addresses = Object.values(there()).flatMap((text) => /^ {2}url: (.*)$/m.exec(text)?.[1] ?? []);
  expect(addresses.length).toBeGreaterThan(15);
  expect(addresses.flatMap(identitiesIn)).toEqual([]);
});

/** How Bruno calls a kind of body where a request chooses it, and the block that it is in. */
const BLOCKS: Readonly<Record<string, string>> = { json: 'json', formUrlEncoded: 'form-urlencoded' };

it('each request with a body chooses it by the name that Bruno knows', () => {
  const requests = Object.entries(there()).filter(([file]) => /^\d+-/.test(file));
  const kinds = requests.map(([file, text]) => {
    const chosen = /^ {2}body: (.*)$/m.exec(text)![1]!;
    const block = /^body:(\S+) \{$/m.exec(text)?.[1];
    expect([file, block]).toEqual([
      file,
      chosen === 'none' ? undefined : (BLOCKS[chosen] ?? `not ${chosen}`),
    ]);
    return chosen;
  });
  expect(new Set(kinds)).toEqual(new Set(['none', ...Object.keys(BLOCKS)]));
});
