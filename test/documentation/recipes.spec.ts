import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pageAt } from '../support/pages';
import { projectFolder } from '../support/project-folder';

const ROOTS =
  /^(apps|libs|test|tools|docs|samples|bench)(\/|$)|^(README\.md|\.env\.example|\.dependency-cruiser\.cjs)$/;

const pathsIn = (file: string): string[] =>
  [...pageAt(file).text.matchAll(/`([\w./-]+)`/g)]
    .map(([, path]) => path!)
    .filter((path) => ROOTS.test(path));

it.each(['CONTRIBUTING.md', 'docs/architecture.md'])('%s names only files and folders that exist', (file) => {
  const paths = pathsIn(file);
  expect(paths.length).toBeGreaterThan(10);
  expect(paths.filter((path) => !existsSync(join(projectFolder, path)))).toEqual([]);
});
