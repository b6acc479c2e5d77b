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
