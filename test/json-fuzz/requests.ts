import { contracts, type Examples } from '../logs/requests-with-identities';
import { person } from '../support/people';
import { anyOf, type Random } from '../support/mutations';
import type { Sent } from './exchange';
import { mutant } from './mutants';

type Contract = (typeof contracts)[number];

/** Contracts whose message names a consent that is there already. */
const ofConsents = new Set<Contract>([
  'cancel-extended-consent',
  'delete-extended-consent',
  'end-consent-by-patient',
]);

const headerValues = [
  ...[
    '',
    ' ',
    '0',
    '-1',
    '1',
    '7',
    '9'.repeat(30),
    'NaN',
    'true',
    'x'.repeat(500),
    'å',
    '\t',
    '*/*',
    ', ,',
    '""',
  ],
  ...[
    'SE165565594230-1000',
    'se165565594230-1000',
    '191212121212',
    'text/xml',
    'application/json;charset=latin1',
  ],
];
const headerNames = [
  ...[
    'idempotency-key',
    'x-ledger-min-position',
    'x-ledger-explain',
    'x-skltp-correlation-id',
    'accept',
    'host',
  ],
  ...[
    'x-rivta-original-serviceconsumer-hsaid',
    'x-rivta-acting-on-behalf-of-hsaid',
    'content-type',
    'accept-language',
  ],
  ...['authorization', 'dpop', 'if-match', 'traceparent', 'forwarded', 'client-cert', 'origin', 'expect'],
];

const pathParts = [
  'x',
  '..',
  '%00',
  '%2e%2e',
  '%',
  '%ff',
  'å',
  ' ',
  '__proto__',
  'a'.repeat(400),
  '191212121212',
  '',
];
const queries = [
  'from',
  'to',
  'employeeId',
  'careUnitId',
  'assertionId',
  'hasConsent',
  'cursor',
  'oldestFirst',
  'x',
];

/** Draws requests to every address with a contract, most of them with something wrong somewhere. */
export class Requests {
  private readonly registered: string[] = [];

  constructor(
    private readonly examples: Examples,
    private readonly random: Random,
    /** How many persons the requests are about. */
    private readonly people = 8,
  ) {}

  next(): Sent {
    const { random } = this;
    if (random(12) === 0) return this.query();
    const contract = anyOf(contracts, random);
    const body = Buffer.from(JSON.stringify(this.good(contract)));
    return {
      method: 'POST',
      path: `/v2/${contract}`,
      headers: { 'content-type': 'application/json', ...this.headers() },
      body: random(4) === 0 ? body : mutant(body, random),
    };
  }

  /** A consent that others may be asked about. */
  remember(assertionId: string): void {
    this.registered.push(assertionId);
  }

  private good(contract: Contract): object {
    const { random } = this;
    const body = structuredClone(this.examples[contract]) as Record<string, unknown>;
    if (contract === 'register-extended-consent') body.assertionId = this.newId();
    else if (ofConsents.has(contract) && this.registered.length > 0)
      body.assertionId = anyOf(this.registered, random);
    if ('patientId' in body) body.patientId = person(40_000 + random(this.people));
    return body;
  }

  private newId(): string {
    const digits = Array.from({ length: 32 }, () => this.random(16).toString(16)).join('');
    return digits.replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12})$/, '$1-$2-4$3-a$4-$5');
  }

  private headers(): Record<string, string> {
    if (this.random(6) > 0) return {};
    return { [anyOf(headerNames, this.random)]: anyOf(headerValues, this.random) };
  }

  private query(): Sent {
    const { random } = this;
    const id =
      random(3) === 0 && this.registered.length > 0
        ? anyOf(this.registered, random)
        : anyOf(pathParts, random);
    const value = encodeURIComponent(anyOf(headerValues, random));
    const query = `${anyOf(queries, random)}=${random(8) === 0 ? '%' : value}`;
    const paths = [`/v2/history/${id}`, `/v2/history/${id}?${query}`, `/v2/decisions?${query}`];
    const others = [`/problems/${id}`, `/v2/${id}`, `/${id}/2/rivtabp21?wsdl`, `/docs-json?${query}`];
    const path = anyOf([...paths, ...paths, ...others], random).replaceAll(
      /[^\x21-\x7e]/g,
      encodeURIComponent,
    );
    return { method: 'GET', path, headers: this.headers(), body: Buffer.alloc(0) };
  }
}
