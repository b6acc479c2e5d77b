import { answers, LONG_ID } from './answers';
import type { Bullet, Mutation } from './row';
import { missingWays, set, undefinedWays } from './mutations';

const actors = ['requestedBy', 'registeredBy'] as const;

const missing = (bullet: string, element: string, ways: Record<string, Mutation>): Bullet => ({
  id: `${element}.missing`,
  bullet,
  ways,
  text: answers.mandatory(element),
});

/** The bullets that an action and its parts are given; `timeWays` says what counts as no time. */
export const actionGiven = (
  action: string,
  timeWays: (path: string) => Record<string, Mutation>,
): readonly Bullet[] => [
  missing(`${action} är odefinierad`, action, undefinedWays(action)),
  ...['requestDate', 'registrationDate'].map((time) => {
    const element = `${action}.${time}`;
    const ways = timeWays(element);
    const words = 'ogiltig' in ways ? 'odefinierad, tom eller ogiltig' : 'odefinierad eller tom';
    return missing(`${time} i ${action} är ${words}`, element, ways);
  }),
  ...actors.map((actor) =>
    missing(`${actor} i ${action} är odefinierad`, `${action}.${actor}`, undefinedWays(`${action}.${actor}`)),
  ),
  ...actors.map((actor) => {
    const element = `${action}.${actor}.employeeId`;
    return missing(`employeeId i ${action}.${actor} är odefinierad eller tom`, element, missingWays(element));
  }),
];

/** The rows that the ids and texts of an action are well-formed and not too long. */
export const actionValid = (action: string): readonly Bullet[] => [
  ...actors.flatMap((actor) =>
    ['employeeId', 'assignmentId'].flatMap((id) => idBullets(`${action}.${actor}`, id)),
  ),
  ...actors.map((actor) => ({
    id: `${action}.${actor}.assignmentName.too-long`,
    bullet: `assignmentName i ${action}.${actor} har felaktig längd`,
    ways: { '257 tecken': set(`${action}.${actor}.assignmentName`, 'å'.repeat(257)) },
    text: answers.longName(`${action}.${actor}.assignmentName`),
  })),
  {
    id: `${action}.reasonText.too-long`,
    bullet: `reasonText i ${action} har felaktig längd`,
    ways: { '1025 tecken': set(`${action}.reasonText`, 'å'.repeat(1025)) },
    text: answers.longReason(`${action}.reasonText`),
  },
];

const idBullets = (holder: string, id: string): readonly Bullet[] => [
  {
    id: `${holder}.${id}.malformed`,
    bullet: `${id} i ${holder} är ogiltigt`,
    ways: {
      'fel form': set(`${holder}.${id}`, 'inte-ett-hsa-id'),
      'inte en sträng': set(`${holder}.${id}`, 17),
    },
    text: answers.malformedId(`${holder}.${id}`),
  },
  {
    id: `${holder}.${id}.too-long`,
    bullet: `${id} i ${holder} har felaktig längd`,
    ways: { '33 tecken': set(`${holder}.${id}`, LONG_ID) },
    text: answers.longId(`${holder}.${id}`),
  },
];
