import { makeKeyFile } from '#platform';
import { publicJwk, readKey } from '#sign-on';
import type { Terminal } from '../../terminal/terminal';

/** Prints the public half of a private key as a register has it. The key is made when there is no such file. */
export async function printKey(file: string, terminal: Terminal): Promise<void> {
  makeKeyFile(file);
  const jwks = { keys: [await publicJwk(readKey(file))] };
  terminal.line(JSON.stringify({ jwks }, null, 2));
  terminal.record({ jwks });
}
