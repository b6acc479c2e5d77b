import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectFolder } from '../support/project-folder';
import { generatedPages } from './generated-pages';

// Writes the pages that are generated from the code: npm run docs:generate.
for (const [file, text] of Object.entries(generatedPages)) writeFileSync(join(projectFolder, file), text);
