import { generateKeyPairSync } from 'node:crypto';
import { makePrivateFile } from './durable-file';

/** Makes a P-256 private key (PKCS#8, PEM) in a file that only its owner can read, unless there is one. */
export const makeKeyFile = (path: string): void =>
  makePrivateFile(path, () =>
    generateKeyPairSync('ec', { namedCurve: 'P-256' })
      .privateKey.export({ format: 'pem', type: 'pkcs8' })
      .toString(),
  );
