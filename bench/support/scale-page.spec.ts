import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { filledIn, pictures, workedOut } from './scale-page';

const docs = (file: string): string => readFileSync(join(__dirname, '../../docs', file), 'utf8');

it('docs/scale.md has what follows from what was measured', () => {
  const page = docs('scale.md');
  expect(page).toBe(filledIn(page));
  for (const name of Object.keys(workedOut)) expect(page).toContain(`<!-- ${name} -->`);
});

it.each(Object.entries(pictures))('docs/%s shows it', (file, picture) => {
  expect(docs(file)).toBe(picture());
  expect(docs('scale.md')).toContain(`](${file})`);
});
