import 'reflect-metadata';
import { seedTable, type ContractTable } from '../../apps/api/src/contracts/seed-table.cases';
import {
  decodeBody,
  requestReader,
  SoapFault,
  type ReadRequest,
  type SoapRequest,
} from '../../apps/api/src/doors/soap';
import { soapContracts } from '../../apps/api/src/contracts';
import type { SoapContract } from '../../apps/api/src/contract/soap-contract';
import { createValidator } from '#contracts';
import { envelope, messageOf, soapContract } from '../support/soap-message';
import { randomFrom } from '../support/mutations';
import { mutant } from './mutants';
import { encoded, restyled, type Style } from './restyled';
import type { SecondReader } from './second-reader';

/** What a run has found. Of what must not be, each kind is told with a few documents, in Base64. */
export interface FuzzReport {
  readonly mutants: number;
  /** Read, and found in order: what would have been answered 200 OK. */
  readonly inOrder: number;
  /** Of those, the ones that libxml2 would not read although XML allows them. */
  readonly unjudged: number;
  /** Read, and to be answered VALIDATION_ERROR. */
  readonly faulty: number;
  /** Answered a fault, by its code. */
  readonly faults: Readonly<Record<string, number>>;
  readonly slowestMs: number;
  /** Something else than a fault was thrown; it took too long; it was understood otherwise than by libxml2; only one calls it XML. */
  readonly crashes: readonly string[];
  readonly hangs: readonly string[];
  readonly misread: readonly string[];
  readonly disputed: readonly string[];
}

interface Seed {
  readonly soap: SoapContract;
  readonly read: ReadRequest;
  readonly isInOrder: (body: unknown) => boolean;
  readonly document: Buffer;
  readonly contentType: string;
}

const styles: readonly Style[] = [
  { prefixes: {}, gaps: [''], texts: ['plain'], strangers: [''], encoding: 'utf-8' },
  {
    prefixes: { s: 'SOAP-ENV', r: '', m: '', t: 'ns1', i: '_i' },
    gaps: ['\n  '],
    texts: ['cdata', 'references', 'commented'],
    strangers: ['', '<z:z xmlns:z="urn:z">z</z:z>'],
    encoding: 'utf-8',
  },
  {
    prefixes: { s: '', t: 'å' },
    gaps: ['<!-- -->'],
    texts: ['plain'],
    strangers: [''],
    encoding: 'utf-8 with mark',
  },
  { prefixes: {}, gaps: [''], texts: ['plain'], strangers: [''], encoding: 'utf-16le' },
];

const seedsOf = ({ contract, example, dto }: ContractTable): Seed[] => {
  const soap = soapContract(contract);
  const { validate } = createValidator(dto);
  const plain = envelope(messageOf(soap, example as Record<string, unknown>));
  return styles.map((style) => ({
    soap,
    read: requestReader(soap, soapContracts),
    isInOrder: (body) => validate(body).length === 0,
    document: encoded(restyled(plain, style), style.encoding),
    contentType: style.encoding === 'utf-16le' ? 'text/xml' : 'text/xml; charset=utf-8',
  }));
};

/** What libxml2 accepts although XML does not: a version without its second number. */
const TOO_LAX = /version number must match/;

const LIMIT_MS = 100;
const MOST_TOLD = 5;

/** Reads so many mutants of good requests as the service does. */
export class Fuzzing {
  private readonly seeds = seedTable.flatMap(seedsOf);
  private readonly report = {
    mutants: 0,
    inOrder: 0,
    unjudged: 0,
    faulty: 0,
    faults: {} as Record<string, number>,
    slowestMs: 0,
    crashes: [] as string[],
    hangs: [] as string[],
    misread: [] as string[],
    disputed: [] as string[],
  };

  constructor(private readonly second: SecondReader) {}

  run(mutants: number, randomSeed: number): FuzzReport {
    const random = randomFrom(randomSeed);
    for (let count = 0; count < mutants; count += 1) {
      const seed = this.seeds[random(this.seeds.length)]!;
      this.report.mutants += 1;
      this.judge(seed, mutant(seed.document, random));
    }
    return this.report;
  }

  private judge(seed: Seed, document: Buffer): void {
    const outcome = this.timed(seed, document);
    if (outcome instanceof SoapFault) return this.judgeFault(outcome, document);
    if (outcome instanceof Error) return tell(this.report.crashes, document, String(outcome.stack));
    if (!seed.isInOrder(outcome.body)) {
      this.report.faulty += 1;
      return undefined;
    }
    this.report.inOrder += 1;
    return this.compare(seed, document, outcome);
  }

  /** A busy machine may stop anybody for a while; what is slow in itself is slow each time. */
  private timed(seed: Seed, document: Buffer): SoapRequest | Error {
    let fastest = Infinity;
    let outcome!: SoapRequest | Error;
    for (let attempt = 0; attempt < 3 && fastest > LIMIT_MS; attempt += 1) {
      const begun = performance.now();
      outcome = readAs(seed, document);
      fastest = Math.min(fastest, performance.now() - begun);
    }
    this.report.slowestMs = Math.max(this.report.slowestMs, fastest);
    if (fastest > LIMIT_MS) tell(this.report.hangs, document, `${fastest} ms`);
    return outcome;
  }

  private judgeFault({ code, specifically }: SoapFault, document: Buffer): void {
    this.report.faults[code] = (this.report.faults[code] ?? 0) + 1;
    if (code !== 'malformed-xml' || TOO_LAX.test(specifically ?? '')) return;
    if (this.second.isWellFormed(document)) tell(this.report.disputed, document, specifically ?? code);
  }

  private compare({ soap }: Seed, document: Buffer, { logicalAddress, body }: SoapRequest): void {
    try {
      const second = this.second.read(document, soap);
      if (second === null) this.report.unjudged += 1;
      else if (words(second) !== words({ logicalAddress, body }))
        tell(this.report.misread, document, `${words(second)} is read as ${words({ logicalAddress, body })}`);
    } catch (error) {
      tell(this.report.disputed, document, String(error));
    }
  }
}

/** Everything that was read, in order. The second library loses marks of byte order at the beginning of a text. */
const words = (reading: object): string => JSON.stringify(reading).replaceAll('\ufeff', '');

function readAs({ read, contentType }: Seed, document: Buffer): SoapRequest | Error {
  try {
    return read(decodeBody(document, contentType));
  } catch (error) {
    return error as Error;
  }
}

function tell(findings: string[], document: Buffer, what: string): void {
  if (findings.length < MOST_TOLD) findings.push(`${what}\n${document.toString('base64')}`);
}
