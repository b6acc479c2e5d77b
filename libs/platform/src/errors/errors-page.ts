import type { CatalogueEntry, ErrorFamily, ResolvedBy } from './catalogue-entry';
import { errorCatalogue, familyOf, type ErrorCode } from './error-catalogue';

const families: readonly (readonly [family: ErrorFamily, heading: string, about: string])[] = [
  [
    'AUT',
    'Signing on',
    'A person is not admitted to the portal. Only the portal uses these codes, never the API.',
  ],
  ['KJF', 'Functional errors', 'The user, the calling system or their organisation can correct these.'],
  ['KJX', 'External errors', 'A service that this one depends on failed, or its answer cannot be used.'],
  [
    'KJS',
    'System errors',
    'This service failed. Users get one sentence for all of these, and the event id that finds the cause in the log.',
  ],
];

/** Names of those who can correct an error. */
export const resolvedByInWords: Readonly<Record<ResolvedBy, string>> = {
  user: 'the user',
  caller: 'the calling system',
  organisation: 'the organisation',
  operator: 'the operator of the service',
  'other-party': 'another party',
};

/** The catalogue as a page of Markdown: `docs/errors.md`. */
export function errorsPage(): string {
  return [
    '# Errors',
    '',
    'Every error of the JSON and SOAP doors, the portal and the command line has a code here. `npm run docs:generate` writes this page, and `npx ledger errors` prints it.',
    ...families.flatMap(([family, heading, about]) => ['', `## ${heading}`, '', about, ...entriesOf(family)]),
    '',
  ].join('\n');
}

function entriesOf(family: ErrorFamily): string[] {
  const codes = (Object.keys(errorCatalogue) as ErrorCode[]).filter((code) => familyOf(code) === family);
  return codes.sort().flatMap((code) => ['', `### ${code}`, '', ...linesOf(errorCatalogue[code])]);
}

const linesOf = ({ resolvedBy, message, next, support }: CatalogueEntry): string[] => [
  `- **In English:** ${message.en} ${next.en}`,
  `- **På svenska:** ${message.sv} ${next.sv}`,
  `- **Who can fix it:** ${resolvedByInWords[resolvedBy]}`,
  `- **For support:** ${support}`,
];
