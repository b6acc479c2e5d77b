import { ExitCode } from '../../exit-code';
import type { Invocation } from '../../ledger-command';
import { registerForThePortal } from './for-the-portal';
import { JsonDoor } from './json-door';
import { playStory } from './play-story';

const DEFAULT_ADDRESS = 'http://127.0.0.1:3000';

/** The address is the argument, or CONSENT_LEDGER_URL. */
export async function demo({ args, terminal }: Invocation): Promise<ExitCode> {
  const door = await JsonDoor.at(args[0] ?? process.env.CONSENT_LEDGER_URL ?? DEFAULT_ADDRESS);
  const say = (line: string) => terminal.line(line);
  const otherwise = await playStory(door, say);
  const isShown = await registerForThePortal(door, say);
  return otherwise === 0 && isShown ? ExitCode.done : ExitCode.found;
}
