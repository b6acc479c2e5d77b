import { readFileSync } from 'node:fs';
import {
  guardedNames,
  mayUse,
  readRegister,
  rightOfContract,
  rights,
  UnusableRegister,
  type CallerRegister,
  type CallLimits,
  type CertificateProof,
  type RegisteredCaller,
  type TokenProof,
} from '#callers';
import { ExitCode } from '../../exit-code';
import type { Invocation } from '../../ledger-command';
import type { Terminal } from '../../terminal/terminal';
import { printKey } from './print-key';

/** Prints what is wrong with a register of callers, or what each of its callers may do. */
export async function printCallers({ args: [what, file], terminal }: Invocation): Promise<ExitCode> {
  if (what === 'key') {
    await printKey(file!, terminal);
    return ExitCode.done;
  }
  const text = readFileSync(file!, 'utf8');
  try {
    const register = readRegister(text);
    if (what === 'list') await list(register, terminal);
    else approve(register, terminal);
    return ExitCode.done;
  } catch (error) {
    if (!(error instanceof UnusableRegister)) throw error;
    terminal.record({ usable: false, faults: error.faults });
    process.stderr.write(`${error.message}\n`);
    return ExitCode.found;
  }
}

function approve({ callers, issuers }: CallerRegister, terminal: Terminal): void {
  terminal.record({ usable: true, callers: callers.length, issuers: issuers.length });
  terminal.line(
    `The register can be used. Callers: ${callers.length}. Issuers of tokens: ${issuers.length}.`,
  );
}

const COLUMNS = [
  { title: 'System' },
  { title: 'Name' },
  { title: 'Proved by' },
  { title: 'Care providers' },
  { title: 'Rights' },
  { title: 'Contracts' },
  { title: 'Speaks for' },
  { title: 'Limits' },
];

async function list({ callers }: CallerRegister, terminal: Terminal): Promise<void> {
  for (const caller of callers) terminal.record(recordOf(caller));
  await terminal.table(COLUMNS, callers.map(rowOf));
}

/** What a caller may do in the end: its rights, and of the contracts on its list those that its rights allow. */
function recordOf(caller: RegisteredCaller) {
  const { systemId, name, tokens, certificates, careProviders, platform, limits = {} } = caller;
  return {
    systemId,
    name,
    tokens,
    certificates,
    careProviders: listed(careProviders),
    rights: rights.filter((right) => caller.rights.has(right)),
    contracts: guardedNames.filter(
      (contract) => mayUse(caller, contract) && caller.rights.has(rightOfContract[contract]),
    ),
    speaksFor: platform ? listed(platform.consumers) : [],
    limits,
  };
}

const listed = (set: 'all' | ReadonlySet<string>) => (set === 'all' ? set : [...set]);

function rowOf(caller: RegisteredCaller): readonly string[] {
  const { systemId, name, tokens, certificates, careProviders, contracts, platform, limits } = caller;
  return [
    systemId,
    name,
    [...tokens.map(tokenInWords), ...certificates.map(certificateInWords)].join(', '),
    inWords(careProviders),
    inWords(caller.rights),
    contracts === 'all' ? 'all that the rights allow' : inWords(contracts),
    platform ? inWords(platform.consumers) : '',
    limitsInWords(limits),
  ];
}

function limitsInWords({ perSecond, burst, concurrent }: CallLimits = {}): string {
  const parts = [
    perSecond !== undefined && `${perSecond} a second`,
    burst !== undefined && `${burst} at once`,
    concurrent !== undefined && `${concurrent} open`,
  ];
  return parts.filter(Boolean).join(', ');
}

const tokenInWords = ({ issuer, clientId }: TokenProof): string => `token of ${issuer} for ${clientId}`;

const certificateInWords = ({ serialNumber, thumbprint }: CertificateProof): string =>
  `certificate ${[serialNumber, thumbprint].filter(Boolean).join(' ')}`;

const inWords = (set: 'all' | ReadonlySet<string>): string => (set === 'all' ? set : [...set].join(', '));
