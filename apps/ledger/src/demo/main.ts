import { JsonDoor, NoLedger } from './json-door';
import { tellStory } from './tell-story';

const DEFAULT_ADDRESS = 'http://127.0.0.1:3000';

/** The address is the first argument, or CONSENT_LEDGER_URL. */
const address = (): string => process.argv[2] ?? process.env.CONSENT_LEDGER_URL ?? DEFAULT_ADDRESS;

/** Exit codes: 0 the story is true, 1 some step went otherwise, 2 there was no ledger to tell it to. */
async function main(): Promise<void> {
  const door = await JsonDoor.at(address());
  const otherwise = await tellStory(door, (line) => process.stdout.write(`${line}\n`));
  process.exitCode = otherwise === 0 ? 0 : 1;
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = error instanceof NoLedger ? 2 : 1;
});
