import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const files = readdirSync(__dirname, { recursive: true, encoding: 'utf8' }).filter((file) =>
  file.endsWith('.words.ts'),
);

/** Words of this project's own that a clinician does not know, and forms that a native reader stumbles over. */
const foreign = [
  /liggare/i,
  /\bledger\b/i,
  /ggg/i,
  /\bmend/i,
  /\banew\b/i,
  /\bwhoever\b/i,
  /frö\b/i,
  /\bfrø\b/i,
  /flyttes fram/,
];

it.each(files)('%s speaks as those do who read it', (file) => {
  const lines = readFileSync(join(__dirname, file), 'utf8').split('\n');
  expect(lines.filter((line) => foreign.some((word) => word.test(line)))).toEqual([]);
});
