import type { JsonDoor } from './json-door';
import type { Say } from './play-story';
import { sampleAsItIs } from './samples';

/** Consents at the care provider where the test persons of the portal work. */
const SHOWN = [
  '01-register-extended-consent-for-a-unit',
  '03-register-extended-consent-for-an-employee',
  '06-register-extended-consent-in-an-emergency',
  '08-register-extended-consent-by-a-representative',
];

const REGISTERED = 201;
const REGISTERED_BEFORE = 409;

/** Registers what a person who signs in to the portal of a plain `npm start` can look at. Once is enough: it stays. Returns whether it is there. */
export async function registerForThePortal(door: JsonDoor, say: Say): Promise<boolean> {
  for (const name of SHOWN) {
    const { status } = await door.call('register-extended-consent', sampleAsItIs(name));
    if (status !== REGISTERED && status !== REGISTERED_BEFORE) return false;
  }
  say(
    '\nTo see consents in the portal, open it (http://127.0.0.1:3001 after a plain npm start), sign in as Kari Nordlie,',
  );
  say('and search for 191212121212, 200101010106 or 22950606FH20.');
  return true;
}
