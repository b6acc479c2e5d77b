import { answerInWords, requestInWords } from './in-words';
import type { JsonDoor } from './json-door';
import { isAsExpected, readingOf } from './reading';
import { FreshSamples } from './samples';
import { story, type Step } from './story';

/** Where a line of the story goes. */
export type Say = (line: string) => void;

/** Plays the whole story to a ledger, and prints each step with its answer. Returns how many steps did not go as expected. */
export async function playStory(door: JsonDoor, say: Say): Promise<number> {
  const samples = new FreshSamples();
  let otherwise = 0;
  say(`A story of consents, played against the ledger at ${door.url}.`);
  for (const [index, step] of story.entries()) {
    say(`\n${index + 1}. ${step.says}`);
    if (!(await happens(step, samples, door, say))) otherwise += 1;
  }
  say(
    otherwise === 0
      ? `\nAll ${story.length} steps went as expected.`
      : `\n${otherwise} of ${story.length} steps did not go as expected.`,
  );
  return otherwise;
}

async function happens(step: Step, samples: FreshSamples, door: JsonDoor, say: Say): Promise<boolean> {
  const request = samples.read(step.sample);
  say(`   ${step.contract}: ${requestInWords(request)}`);
  const reading = readingOf(await door.call(step.contract, request), (id) => samples.isOurs(id));
  const asExpected = isAsExpected(reading, step.expected);
  say(`   ${asExpected ? '→' : '✗'} ${answerInWords(reading)}`);
  if (!asExpected) say(`     expected: ${answerInWords(step.expected)}`);
  return asExpected;
}
