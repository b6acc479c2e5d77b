/** Where everything listens. */
export interface Addresses {
  readonly service: string;
  readonly portal: string;
  /** Absent where people sign in at an identity provider of their own. */
  readonly localIdp?: string;
}

/** What the log does not say to a person who starts the system: where it is, and what to try first. */
export function welcome({ service, portal, localIdp }: Addresses): string {
  const lines = [
    'The consent ledger runs. Ctrl-C stops all of it.',
    '',
    `  Portal    ${portal}`,
    `  Service   ${service}, documented at ${service}/docs`,
    ...(localIdp === undefined ? [] : [`  Sign-in   ${localIdp}, for development: anybody can be anybody`]),
    '',
    ...(localIdp === undefined ? [] : firstSteps(portal)),
  ];
  return `\n${lines.join('\n')}\n`;
}

const firstSteps = (portal: string): string[] => [
  `Try first: open ${portal} and sign in as Kari Nordlie, who works at one place.`,
  `Or open ${portal}/playground, which needs no sign-in and keeps nothing.`,
  'samples/registers/README.md lists the other test persons and what happens to them. `npm run demo` fills the ledger with a story.',
  '',
];
