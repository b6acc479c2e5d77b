import { join } from 'node:path';
import { projectRoot } from '#platform';

/** A file of the registers to try: they are beside the manifest, for the sources as for what is built of them. */
export const sampleFile = (name: string): string => join(projectRoot, 'samples/registers', name);
