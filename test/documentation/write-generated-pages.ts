import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { projectFolder } from '../support/project-folder';
import { BRUNO_FOLDER, brunoCollection } from './bruno-collection';
import { generatedPages } from './generated-pages';
import { RECORDED_ANSWERS, recordAnswers } from '../openapi/record-answers';

// Writes what is generated from the code, and from answers of the service: npm run docs:generate.
const write = (file: string, text: string) => {
  mkdirSync(dirname(join(projectFolder, file)), { recursive: true });
  writeFileSync(join(projectFolder, file), text);
};

for (const [file, text] of Object.entries(generatedPages)) write(file, text);
void recordAnswers().then((answers) => write(RECORDED_ANSWERS, `${JSON.stringify(answers, null, 2)}\n`));
void brunoCollection().then((files) => {
  rmSync(join(projectFolder, BRUNO_FOLDER), { recursive: true, force: true });
  for (const [file, text] of Object.entries(files)) write(join(BRUNO_FOLDER, file), text);
});
