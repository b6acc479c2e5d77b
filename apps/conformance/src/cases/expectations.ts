import { isDeepStrictEqual } from 'node:util';
import type { ResultCode } from '#contracts';
import type { Answer, Body } from '#contract-doors';
import type { Expectation } from './conformance-case';
import type { Scene } from './scene';

const codeFault = ({ result }: Answer, ...codes: readonly ResultCode[]): string | null =>
  codes.includes(result.resultCode) ? null : `The result code is ${result.resultCode}.`;

/** The change is made. */
export const done: Expectation = {
  inWords: () => 'OK',
  fault: (answer) => codeFault(answer, 'OK'),
};

/** The request is refused with a code, and a text that may name the consent. */
export const refused = (
  code: ResultCode,
  textFor: string | ((scene: Scene) => string) | null = null,
): Expectation => {
  const text = (scene: Scene) => (typeof textFor === 'function' ? textFor(scene) : textFor);
  return {
    inWords: (scene) => (text(scene) === null ? code : `${code}, "${text(scene)}"`),
    fault: (answer, scene, { texts }) =>
      codeFault(answer, code) ??
      (texts && text(scene) !== null ? textFault(answer, text(scene)!) : null) ??
      yesFault(answer),
  };
};

const textFault = ({ result }: Answer, text: string): string | null =>
  result.resultText === text ? null : `The result text is ${JSON.stringify(result.resultText ?? null)}.`;

/** A refused question is never answered yes. */
const yesFault = ({ content }: Answer): string | null =>
  (content['checkResult'] as Body | undefined)?.['hasConsent'] === true
    ? 'The question was refused, and hasConsent is true.'
    : null;

/** One of several codes is right. */
export const oneOf = (...codes: readonly ResultCode[]): Expectation => ({
  inWords: () => codes.join(' or '),
  fault: (answer) => codeFault(answer, ...codes),
});

/** The employee may read, by a consent of this kind. */
export const yes = (assertionType: 'Consent' | 'Emergency' = 'Consent'): Expectation => ({
  inWords: () => `OK, hasConsent true, assertionType ${assertionType}`,
  fault: (answer) => {
    const { hasConsent, assertionType: type } = answer.content['checkResult'] as Body;
    if (hasConsent !== true) return codeFault(answer, 'OK') ?? 'hasConsent is false.';
    return codeFault(answer, 'OK') ?? (type === assertionType ? null : `assertionType is ${String(type)}.`);
  },
});

/** The employee may not read. */
export const no: Expectation = {
  inWords: () => 'OK, hasConsent false, no assertionType',
  fault: (answer) => {
    const { hasConsent, assertionType } = answer.content['checkResult'] as Body;
    if (hasConsent !== false) return 'hasConsent is true.';
    return codeFault(answer, 'OK') ?? (assertionType === undefined ? null : 'There is an assertionType.');
  },
};

/** Also good: no rights for another care provider. */
export const noOrDenied: Expectation = {
  inWords: () => `${no.inWords({} as Scene)}; or ACCESSDENIED`,
  fault: (answer, scene, strictness) =>
    answer.result.resultCode === 'ACCESSDENIED' ? yesFault(answer) : no.fault(answer, scene, strictness),
};

type Items = readonly Body[];

/** The consents of a list, their basic data; of GetConsentsForCareProvider, `assertions`. */
export function consentsIn({ content }: Answer): Items {
  const root = Object.values(content).find((value) => typeof value === 'object') as Body;
  return (root['pdlAssertions'] ?? root['assertions'] ?? []) as Items;
}

const cancelledIn = ({ content }: Answer): Items =>
  ((content['getAllAssertionsResult'] as Body | undefined)?.['cancelledAssertions'] ?? []) as Items;

const basicData = (item: Body): Body => (item['pDLAssertion'] ?? item) as Body;

const sameId = (one: unknown, id: string): boolean => String(one).toLowerCase() === id;

const ofScene = (items: Items, id: string): Items =>
  items.filter((item) => sameId(basicData(item)['assertionId'], id));

/** Which members a listed consent must have: a value, or `undefined` where there must be none. */
type Members = Readonly<Record<string, unknown>>;

/** The list has the consent once, with these members. Other consents of the same patient may be in it. */
export const lists = (
  members: (scene: Scene) => Members = () => ({}),
  id: (scene: Scene) => string = ({ consent }) => consent,
): Expectation => ({
  inWords: (scene) => `the consent, once${membersInWords(members(scene))}`,
  fault: (answer, scene) => {
    const found = ofScene(consentsIn(answer), id(scene));
    if (found.length !== 1)
      return codeFault(answer, 'OK', 'INFO') ?? `The consent is listed ${found.length} times.`;
    const inHistory = ofScene(cancelledIn(answer), id(scene));
    if (inHistory.length > 0) return 'The consent is in cancelledAssertions.';
    return codeFault(answer, 'OK', 'INFO') ?? memberFault(found[0]!, members(scene));
  },
});

const membersInWords = (members: Members): string => {
  const listed = Object.entries(members).map(([path, value]) =>
    value === undefined ? `no ${path}` : `${path} ${JSON.stringify(value)}`,
  );
  return listed.length === 0 ? '' : `, with ${listed.join(', ')}`;
};

function memberFault(item: Body, members: Members): string | null {
  for (const [path, expected] of Object.entries(members)) {
    const value = at(item, path);
    const isRight = expected === ANY ? value !== undefined : isDeepStrictEqual(value, expected);
    if (!isRight) return `${path} is ${value === undefined ? 'absent' : JSON.stringify(value)}.`;
  }
  return null;
}

/** Some value, whichever. */
export const ANY = 'any value';

const at = (item: Body, path: string): unknown =>
  path.split('.').reduce<unknown>((object, name) => (object as Body | undefined)?.[name], item);

/** The list does not have the consent, in any part of it. */
export const listsNot: Expectation = {
  inWords: () => 'a list without the consent',
  fault: (answer, { consent }) => {
    if (ofScene(consentsIn(answer), consent).length > 0) return 'The consent is listed.';
    if (ofScene(cancelledIn(answer), consent).length > 0) return 'The consent is in cancelledAssertions.';
    return codeFault(answer, 'OK', 'INFO');
  },
};

/** Also good: no rights for another care provider. */
export const listsNotOrDenied: Expectation = {
  inWords: (scene) => `${listsNot.inWords(scene)}; or ACCESSDENIED`,
  fault: (answer, scene, strictness) =>
    listsNot.fault(answer, scene, strictness) === null || answer.result.resultCode === 'ACCESSDENIED'
      ? ofScene(consentsIn(answer), scene.consent).length === 0
        ? null
        : 'The consent is listed.'
      : listsNot.fault(answer, scene, strictness),
};

/** The care provider's list has the consent's id in `cancelledAssertions`, once, and nowhere else. */
export const listsAsCancelled: Expectation = {
  inWords: () => 'the id in cancelledAssertions, once, and not in assertions',
  fault: (answer, { consent }) => {
    if (ofScene(consentsIn(answer), consent).length > 0) return 'The consent is in assertions.';
    const found = ofScene(cancelledIn(answer), consent).length;
    if (found !== 1) return `The consent is ${found} times in cancelledAssertions.`;
    return codeFault(answer, 'OK', 'INFO');
  },
};
