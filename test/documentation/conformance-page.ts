import { allCases, type ConformanceCase } from '../../apps/conformance/src/cases';
import { kitContracts } from '../../apps/conformance/src/contracts';
import { table } from './markdown-table';

const rowOf = ({ source }: ConformanceCase): string => {
  if (source.kind === 'rule') return '';
  const bullet = source.row.slice(source.row.indexOf(': ') + 2);
  return source.kind === 'row' ? bullet : `(${bullet})`;
};

const sectionOf = ({ name }: { readonly name: string }): string => {
  const cases = allCases.filter(({ contract }) => contract === name);
  const rows = cases.map((one) => [`\`${one.id}\``, one.rule, rowOf(one)]);
  return `### ${name}\n\n${table(['Case', 'What must hold', 'Row of the table'], rows)}\n`;
};

const numberOf = (kind: ConformanceCase['source']['kind']): number =>
  allCases.filter(({ source }) => source.kind === kind).length;

export const conformancePage = `# Test a service against the contracts

\`consent-conformance\` tests a service that speaks the nine contracts, this one or another. It sends requests over JSON and SOAP, and compares every answer with the national service's table of response codes and with the rules of the contracts.

## Run it

In the project's folder, with the service running:

\`\`\`sh
npm run conformance -- http://127.0.0.1:3000
\`\`\`

\`npm run conformance:pack\` writes a package. Where it is installed, the command is the same:

\`\`\`sh
npx consent-conformance http://127.0.0.1:3000
npx consent-conformance http://127.0.0.1:3000 --door json --only 'cancel.*' 'check.*'
npx consent-conformance https://consent.example --door soap --cert client.pem --key client.key --junit report.xml
npx consent-conformance --list
\`\`\`

${table(
  ['Option', 'Meaning'],
  [
    ['`--door json`, `soap`, `both`', 'Which door is tested. Both by default.'],
    [
      '`--care-provider`, `--employee`',
      'The HSA-ids that the requests name. The caller must have all rights for the care provider.',
    ],
    [
      '`--care-unit`',
      'The unit. By default each case has a new one, so that no other consent can answer in its place.',
    ],
    ['`--logical-address`', "The logical address of SOAP requests. By default the national service's."],
    [
      '`--cert`, `--key`, `--ca`',
      'A client certificate with its key, and the authority of the service, as PEM files.',
    ],
    [
      '`--token`, `--header`',
      'A bearer token (or `CONSENT_TOKEN`), and other headers. No report shows them.',
    ],
    ['`--only`, `--skip`', 'Which cases run. `*` stands for anything. They come behind the address.'],
    ['`--codes-only`', 'Accept other texts of refusals than those of the table.'],
    ['`--timeout`', 'How many seconds an answer may take. 30 by default.'],
    ['`--junit`, `--json`', 'Files for a JUnit report, and for one with everything in it.'],
    ['`--list`', 'Print the cases, with their rules and rows, and run none.'],
  ],
)}

The exit code is 0 when every case passed, 1 when a case failed, and 2 when the service could not be tested: wrong usage, no service at the address, no access, or a run that was stopped.

A failed case shows what was sent, expected and answered, and the row:

\`\`\`text
FAILED json cancel.already-cancelled (37 ms)
         Rule:     A consent that is cancelled already is INVALIDSTATE.
         Row:      CancelExtendedConsent: samtycke med assertionId är återkallat
         Request:  CancelExtendedConsent, already-cancelled (when)
         Sent:     {"assertionId":"…","cancellationAction":{…}}
         Expected: INVALIDSTATE, "Samtycket med assertionId … är redan återkallad"
         Wrong:    The result code is NOTFOUND.
         Answered: {"result":{"resultCode":"NOTFOUND"}}
\`\`\`

## What it leaves behind

Run it against a test system. It registers consents for public test numbers only (personnummer, samordningsnummer and reserve number), with ids of its own. Each case ends those that it registered by DeleteExtendedConsent. They stay in the history, because no contract erases. Its checks stay among the records of checks, and its emergencies belong to the sample of the month. What could not be ended is listed with its id. Ctrl-C ends the run behind the present case, which still ends its consents. An answer may hold other persons, such as a care provider's list: no report shows their identities.

## What it tests

${allCases.length} cases, each over both doors. ${numberOf('row')} prove the ${numberOf('row')} rows of the table of response codes, by every way to break each. ${numberOf('neighbour')} prove the same for EndConsentByPatient and GetAllExtendedConsentsForPatient, which the table does not have: their rows are those of their neighbours, and stand in parentheses. The other ${numberOf('rule')} prove what the contracts do: after each change a check, or a list, must say so. Numbers and lists in the place of texts are sent over JSON alone.

Of every answer, the elements, their order and namespaces, the codes and times are compared with the contract, and over JSON the HTTP status with [the table of results](api.md#results).

It does not test what needs a special caller or a damaged ledger (\`ACCESSDENIED\`, \`INFO\`, \`ERROR\`), many callers at once, the log of the service, or what this service refuses beyond the table, such as unknown elements.

${kitContracts.map(sectionOf).join('\n')}
This page is generated from \`apps/conformance/src/cases\` by \`npm run docs:generate\`.
`;
