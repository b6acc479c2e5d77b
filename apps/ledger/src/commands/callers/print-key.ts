import { createPublicKey } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { calculateJwkThumbprint, type JWK } from 'jose';
import { makeKeyFile } from '#platform';
import type { Terminal } from '../../terminal/terminal';

/** Prints the public half of a private key as a register has it. The key is made when there is no such file. */
export async function printKey(file: string, terminal: Terminal): Promise<void> {
  makeKeyFile(file);
  const key = createPublicKey(readFileSync(file)).export({ format: 'jwk' }) as JWK;
  const jwks = { keys: [{ ...key, kid: await calculateJwkThumbprint(key) }] };
  terminal.line(JSON.stringify({ jwks }, null, 2));
  terminal.record({ jwks });
}
