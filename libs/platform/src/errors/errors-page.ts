import type { CatalogueEntry, ErrorFamily, MendedBy } from './catalogue-entry';
import { errorCatalogue, familyOf, type ErrorCode } from './error-catalogue';

const families: readonly (readonly [family: ErrorFamily, heading: string, about: string])[] = [
  [
    'AUT',
    'Signing on',
    'A person is not let into the portal. These codes are the portal’s alone, never the API’s.',
  ],
  ['KJF', 'Functional errors', 'Whoever asked can mend them, or the organisation that they belong to.'],
  ['KJX', 'External errors', 'A service that we rest on failed, or answered what cannot be used.'],
  [
    'KJS',
    'System errors',
    'We failed. Users are told one sentence for all of them, and the event id that finds the cause in the log.',
  ],
];

/** Who can mend an error, in words. */
export const mendedByInWords: Readonly<Record<MendedBy, string>> = {
  user: 'the user',
  caller: 'the calling system',
  organisation: 'the organisation',
  operator: 'whoever runs the service',
  'other-party': 'another party',
};

/** The catalogue as a page of Markdown: `docs/errors.md`. */
export function errorsPage(): string {
  return [
    '# Errors',
    '',
    'Everything that can go wrong, told once: the JSON and SOAP doors, the portal and the command line all speak from this catalogue. It is generated with `npx ledger errors --markdown`.',
    ...families.flatMap(([family, heading, about]) => ['', `## ${heading}`, '', about, ...entriesOf(family)]),
    '',
  ].join('\n');
}

function entriesOf(family: ErrorFamily): string[] {
  const codes = (Object.keys(errorCatalogue) as ErrorCode[]).filter((code) => familyOf(code) === family);
  return codes.sort().flatMap((code) => ['', `### ${code}`, '', ...linesOf(errorCatalogue[code])]);
}

const linesOf = ({ mendedBy, told, next, support }: CatalogueEntry): string[] => [
  `- **In English:** ${told.en} ${next.en}`,
  `- **På svenska:** ${told.sv} ${next.sv}`,
  `- **Mended by:** ${mendedByInWords[mendedBy]}`,
  `- **For support:** ${support}`,
];
