import { withoutPersonIdentities } from '#consent';
import { persons } from '../cases';

const LONGEST = 2000;
const ours = Object.values(persons).map(({ extension }) => extension);

/** What a service answered, cut, and without the identities of anybody but the test persons: a list may hold others. */
export function shown(text: string): string {
  const marked = ours.reduce((all, extension, index) => all.replaceAll(extension, `⟦${index}⟧`), text);
  const bare = withoutPersonIdentities(marked);
  const own = bare.replace(/⟦(\d)⟧/g, (_mark, index: string) => ours[Number(index)]!);
  return own.length > LONGEST ? `${own.slice(0, LONGEST)} … (${own.length} characters)` : own;
}
