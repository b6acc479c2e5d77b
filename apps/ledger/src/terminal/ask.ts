import { createInterface } from 'node:readline';
import { Writable } from 'node:stream';
import { WrongUsage } from '../failure';

/**
 * What must stand neither on a command line nor in its history: asked for without an echo on a terminal, and otherwise the first
 * line of standard input.
 */
export async function ask(question: string): Promise<string> {
  const isTerminal = process.stdin.isTTY;
  const line = firstLine(isTerminal);
  if (isTerminal) process.stderr.write(`${question}: `);
  const answer = (await line).trim();
  if (isTerminal) process.stderr.write('\n');
  if (answer === '')
    throw new WrongUsage(
      `Nothing was given for: ${question}. Type it, or send it as the first line of standard input.`,
    );
  return answer;
}

const silence = (): Writable => new Writable({ write: (_chunk, _encoding, done) => done() });

/** The terminal's echo is off when this returns, before anybody is asked: who answers at once is not shown either. */
function firstLine(isTerminal: boolean): Promise<string> {
  const lines = createInterface({ input: process.stdin, output: silence(), terminal: isTerminal });
  lines.on('SIGINT', () => process.kill(process.pid, 'SIGINT'));
  return new Promise((resolve) => {
    lines.once('line', (line) => {
      resolve(line);
      lines.close();
    });
    lines.once('close', () => resolve(''));
  });
}
