import { isUuid } from '#consent';
import { UNREADABLE, type Difference } from '#ledger';
import { consentCalled, factsOf, ROW, type Fact } from './facts';

/** One difference between the live rows and those built again. */
export interface DifferenceInWords {
  readonly about: string;
  readonly what: string;
  readonly live: string;
  readonly built: string;
}

const THERE = 'there';
const MISSING = 'not there';
const DIFFERS = 'differs';

/** A difference in words, without a personal identity. Of what only one of the rows speaks of, that is all there is to say. */
export function differencesInWords(difference: Difference): readonly DifferenceInWords[] {
  const subject = subjectOf(difference);
  const [live, built] = [factsOf(difference.before, subject), factsOf(difference.after, subject)];
  const abouts = new Set([...live, ...built].map(({ about }) => about));
  return [...abouts].flatMap((about) => {
    const isAbout = (fact: Fact) => fact.about === about;
    return differing(live.filter(isAbout), built.filter(isAbout)).map((each) => ({ about, ...each }));
  });
}

type InWords = Omit<DifferenceInWords, 'about'>;

function differing(live: readonly Fact[], built: readonly Fact[]): readonly InWords[] {
  if (live.length === 0) return [{ what: ROW, live: MISSING, built: wholeOf(built) }];
  if (built.length === 0) return [{ what: ROW, live: wholeOf(live), built: MISSING }];
  const names = new Set([...live, ...built].map(({ what }) => what));
  return [...names].flatMap((name) => {
    const isNamed = ({ what }: Fact) => what === name;
    return differingFact(name, live.find(isNamed), built.find(isNamed));
  });
}

/** What may not be shown differs in silence. */
function differingFact(what: string, live: Fact | undefined, built: Fact | undefined): readonly InWords[] {
  if (live?.value === built?.value) return [];
  const [one, other] = [live, built].map((fact) => fact?.words ?? MISSING) as [string, string];
  return [{ what, live: one, built: one === other ? DIFFERS : other }];
}

/** All that is to be said of a row that cannot be read is that. */
const wholeOf = ([first]: readonly Fact[]): string => (first!.what === ROW ? first!.words : THERE);

const HSA_ID = /^[A-Z]{2,6}\d{10,12}-[A-Z0-9]+$/;

/** What a row is about, as far as its key or its content says so without saying who the patient is. */
export function subjectOf({ key, before, after }: Difference): string {
  if (key === UNREADABLE) return 'a key that cannot be read';
  const parts = key.filter((part) => typeof part === 'string');
  const consent = parts.find((part) => isUuid(part)) ?? listedIn(before) ?? listedIn(after);
  if (consent) return consentCalled(consent);
  const places = parts.filter((part) => HSA_ID.test(part));
  return places.length > 0 ? `a row of ${places.join(', ')}` : 'a row';
}

/** The consent that a row of a list is about. */
function listedIn(row: unknown): string | undefined {
  const { assertion } = (row ?? {}) as { readonly assertion?: { readonly assertionId?: unknown } };
  return typeof assertion?.assertionId === 'string' ? assertion.assertionId : undefined;
}
