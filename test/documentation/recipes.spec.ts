import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pageAt } from '../support/pages';
import { projectFolder } from '../support/project-folder';

const ROOTS =
  /^(apps|libs|test|tools|docs|samples|bench)(\/|$)|^(README\.md|\.env\.example|\.dependency-cruiser\.cjs)$/;

const isThere = (path: string): boolean => existsSync(join(projectFolder, path));

const pathsIn = (file: string): string[] =>
  [...pageAt(file).text.matchAll(/`([\w./-]+)`/g)]
    .map(([, path]) => path!)
    .filter((path) => ROOTS.test(path));

it.each(['CONTRIBUTING.md', 'docs/architecture.md'])('%s names only files and folders that exist', (file) => {
  const paths = pathsIn(file);
  expect(paths.length).toBeGreaterThan(10);
  expect(paths.filter((path) => !isThere(path))).toEqual([]);
});

it('the picture of a request names only files that exist', () => {
  const picture = readFileSync(join(projectFolder, 'docs/request.svg'), 'utf8');
  const boxes = [...picture.matchAll(/>([\w./-]+\/)<\/text>\s*<text[^>]*>([\w.-]+)</g)];
  expect(boxes).toHaveLength([...picture.matchAll(/<rect x=/g)].length);
  expect(boxes.map(([, folder, file]) => `${folder}${file}`).filter((path) => !isThere(path))).toEqual([]);
});
