import { text } from 'node:stream/consumers';
import { serveOnLoopback } from '../support/loopback-server';
import { person, type Person } from '../support/people';
import { action } from '../support/requests';

export const careProviderId = 'SE165565594230-2000';
export const careUnitId = 'SE165565594230-2001';

export const id = (n: number): string => `ad0b7ed0-0000-4000-8000-${String(n).padStart(12, '0')}`;

/** The basic data of a consent: of the person of the same number. */
export const listed = (n: number, more: object = {}): object => ({
  assertionId: id(n),
  assertionType: 'Consent',
  scope: 'NationalLevel',
  careProviderId,
  careUnitId,
  startDate: '2026-01-01T00:00:00',
  ownerId: 'SE165565594230-1EHR',
  patientId: person(n),
  ...more,
});

/** The same with its history. */
export const extended = (n: number, more: object = {}, basics: object = {}): object => ({
  pDLAssertion: listed(n, basics),
  registrationInfo: action,
  ...more,
});

const ok = { resultCode: 'OK' };

export const page = (assertions: readonly object[], more: object = {}): object => ({
  getAllAssertionsResult: {
    ...{ result: ok, moreOnOrAfter: '2026-03-01T00:00:00', hasMore: false, cancelledAssertions: [] },
    assertions,
    ...more,
  },
});

export const answered = (pdlAssertions: readonly object[], result: object = ok): object => ({
  getExtendedConsentsResult: { result, pdlAssertions },
});

/** Another answer than one of the contract. */
export class Refusal {
  constructor(
    readonly status: number,
    readonly headers: Readonly<Record<string, string>> = {},
  ) {}
}

/** What would be an answer of the contract with another status. */
export class WrongStatus {
  constructor(
    readonly status: number,
    readonly content: object,
  ) {}
}

/** What a source answers: an object, a refusal, or `null` to break the connection. */
export interface Script {
  readonly list: (createdOnOrAfter: string | undefined) => object | null | Promise<object | null>;
  readonly patient: (patient: Person, ended: boolean) => object | null | Promise<object | null>;
}

interface Sent {
  readonly createdOnOrAfter?: string;
  readonly patientId: Person;
  readonly getCancelledFlag: boolean;
}

/** Another service, over JSON, that answers as the script says. The script may be changed. */
export async function scriptedSource(script: Script) {
  const source = { script, asked: 0, tokens: [] as (string | undefined)[] };
  const server = await serveOnLoopback((request, response) => {
    void text(request).then(async (sent) => {
      source.asked += 1;
      source.tokens.push(request.headers.authorization);
      const body = JSON.parse(sent) as Sent;
      const content = request.url!.endsWith('get-consents-for-care-provider')
        ? await source.script.list(body.createdOnOrAfter)
        : await source.script.patient(body.patientId, body.getCancelledFlag);
      if (content === null) return response.destroy();
      if (content instanceof Refusal) return response.writeHead(content.status, content.headers).end();
      const [status, said] =
        content instanceof WrongStatus ? [content.status, content.content] : [200, content];
      return response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(said));
    });
  });
  return { source, ...server };
}

export const isOf =
  (patient: Person) =>
  (n: number): boolean =>
    person(n).extension === patient.extension;
