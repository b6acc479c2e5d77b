import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { codeOf, pageAt, tableUnder } from '../support/pages';
import { projectFolder } from '../support/project-folder';

const page = pageAt('docs/security.md');
const headings = ['Who calls', 'What a caller may do', 'What is sent', 'What is kept'];

it.each(headings)('%s: every threat has a measure, and tests that exist', (heading) => {
  const rows = tableUnder(heading, page);
  expect(rows.length).toBeGreaterThan(3);
  for (const [threat, measure, tests] of rows) {
    expect([threat, measure]).not.toContain('');
    const missing = codeOf(tests)
      .split(', ')
      .filter((file) => !/\.(spec|long)\.ts$/.test(file) || !existsSync(join(projectFolder, file)));
    expect([threat, missing]).toEqual([threat, []]);
  }
});
