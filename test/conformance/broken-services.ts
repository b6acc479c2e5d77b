import { randomUUID } from 'node:crypto';
import { changed, json, type Call, type Fault, type ListedConsent, type Reply } from './between';

/** A service with one fault: the cases that must fail over a door, and some that must not. */
export interface BrokenService {
  readonly name: string;
  readonly door: 'json' | 'soap';
  /** Made for each run, because a fault may remember. */
  readonly fault: () => Fault;
  readonly failing: readonly string[];
  readonly passing: readonly string[];
}

const OK = { result: { resultCode: 'OK' } };

/** A fault of one contract; the others are the real service's. */
const at =
  (contract: string, fault: Fault): (() => Fault) =>
  () =>
  (call) =>
    call.contract === contract ? fault(call) : call.forward();

const everywhere =
  (change: (reply: Reply, call: Call) => Reply): (() => Fault) =>
  () =>
  async (call) =>
    change(await call.forward(), call);

/** Answers what it has once answered yes to. */
function staleYes(): Fault {
  const answered = new Map<string, Reply>();
  return async (call) => {
    if (call.contract !== 'CheckConsent') return call.forward();
    const before = answered.get(call.text);
    if (before) return before;
    const reply = await call.forward();
    if (reply.text.includes('"hasConsent":true')) answered.set(call.text, reply);
    return reply;
  };
}

/** Gives every further registration with an id an id of its own. */
function secondConsent(): Fault {
  const seen = new Set<string>();
  return async (call) => {
    const { assertionId: id = '' } = call.body;
    if (call.contract !== 'RegisterExtendedConsent' || !seen.has(id)) {
      if (call.contract === 'RegisterExtendedConsent') seen.add(id);
      return call.forward();
    }
    await call.forward({ ...call.body, assertionId: randomUUID() });
    return json(201, OK);
  };
}

const aDayLater = (time: string): string =>
  new Date(Date.parse(`${time}Z`) + 86_400_000).toISOString().slice(0, 19);

const withoutX = (id: string): string => id.replace(/X$/, '');

const actorWith =
  (member: 'careProviderId' | 'careUnitId'): Fault =>
  ({ body, forward }) => {
    const { accessingActor = {} } = body;
    return forward({
      ...body,
      accessingActor: { ...accessingActor, [member]: withoutX(accessingActor[member] ?? '') },
    });
  };

const soapFault: Reply = {
  status: 500,
  mediaType: 'text/xml; charset=utf-8',
  text: '<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body><s:Fault><faultcode>s:Server</faultcode><faultstring>Fel</faultstring></s:Fault></s:Body></s:Envelope>',
};

const overJson: readonly Omit<BrokenService, 'door'>[] = [
  {
    name: 'a cancellation is acknowledged and not made',
    fault: at('CancelExtendedConsent', async () => json(200, OK)),
    failing: [
      'cancel.ends-access',
      'check.after-cancel.no',
      'get-consents.cancelled',
      'cancel.already-cancelled',
    ],
    passing: ['delete.ends-access', 'get-consents.deleted'],
  },
  {
    name: 'a check is answered from an old answer',
    fault: staleYes,
    failing: ['cancel.ends-access', 'delete.ends-access', 'check.after-cancel.no', 'end.now'],
    passing: ['check.without-a-consent', 'register.for-one-employee'],
  },
  {
    name: 'what is cancelled already is not found',
    fault: everywhere((reply) =>
      reply.text.includes('redan återkallad')
        ? json(404, { result: { resultCode: 'NOTFOUND', resultText: 'Finns inte' } })
        : reply,
    ),
    failing: ['cancel.already-cancelled', 'delete.already-cancelled', 'end.already-cancelled'],
    passing: ['cancel.already-deleted', 'cancel.unknown'],
  },
  {
    name: 'a refusal has no result code',
    fault: everywhere((reply) =>
      reply.status === 409
        ? changed(reply, ({ result }) => ({ result: { resultText: result.resultText } }))
        : reply,
    ),
    failing: ['register.already-exists', 'cancel.already-cancelled'],
    passing: ['cancel.unknown', 'register.for-the-unit'],
  },
  {
    name: 'what is deleted stays in the list of what is in force',
    fault: at('GetConsentsForPatient', async ({ body, forward }) => {
      const reply = await forward({ ...body, getCancelledFlag: true }, 'GetExtendedConsentsForPatient');
      return changed(reply, ({ getExtendedConsentsResult: { result, pdlAssertions } }) => ({
        getConsentsResult: {
          result,
          pdlAssertions: pdlAssertions.map(({ pDLAssertion }) => pDLAssertion),
        },
      }));
    }),
    failing: ['get-consents.deleted', 'get-consents.cancelled', 'get-consents.expired'],
    passing: ['get-consents.valid', 'get-extended.in-force.deleted'],
  },
  {
    name: 'an end date is ignored',
    fault: at('RegisterExtendedConsent', ({ body, forward }) => forward({ ...body, endDate: undefined })),
    failing: [
      'register.keeps-its-span',
      'register.has-expired',
      'register.span.reversed',
      'get-consents.expired',
    ],
    passing: ['register.for-the-unit', 'register.without-dates'],
  },
  {
    name: 'an end date is shown a day late',
    fault: at('GetConsentsForPatient', async ({ forward }) =>
      changed(await forward(), ({ getConsentsResult: { result, pdlAssertions } }) => ({
        getConsentsResult: {
          result,
          pdlAssertions: pdlAssertions.map((one: ListedConsent) =>
            one.endDate === undefined ? one : { ...one, endDate: aDayLater(one.endDate) },
          ),
        },
      })),
    ),
    failing: ['register.keeps-its-span', 'register.identical-span', 'end.earlier'],
    passing: ['register.without-dates', 'get-consents.valid'],
  },
  {
    name: "another care provider may read by this one's consent",
    fault: at('CheckConsent', actorWith('careProviderId')),
    failing: ['check.at-another-care-provider'],
    passing: ['check.at-another-unit', 'check.of-another-patient'],
  },
  {
    name: "another unit may read by this one's consent",
    fault: at('CheckConsent', actorWith('careUnitId')),
    failing: ['check.at-another-unit'],
    passing: ['check.at-another-care-provider'],
  },
  {
    name: 'a consent for one employee is for all',
    fault: at('RegisterExtendedConsent', ({ body, forward }) => forward({ ...body, employeeId: undefined })),
    failing: ['register.for-one-employee', 'register.keeps-its-data', 'register.employeeId.malformed'],
    passing: ['register.for-the-unit'],
  },
  {
    name: 'the same id makes a second consent',
    fault: secondConsent,
    failing: ['register.already-exists', 'register.again-with-another-end'],
    passing: ['register.for-the-unit', 'register.keeps-its-span'],
  },
  {
    name: 'an emergency is called a consent',
    fault: everywhere((reply) => ({ ...reply, text: reply.text.replace('"Emergency"', '"Consent"') })),
    failing: ['register.emergency', 'check.latest-type'],
    passing: ['check.after-the-latest-is-cancelled'],
  },
  {
    name: 'a span of one instant is refused',
    fault: at('RegisterExtendedConsent', async ({ body, forward }) =>
      body.startDate !== undefined && body.startDate === body.endDate
        ? json(400, { result: { resultCode: 'VALIDATION_ERROR', resultText: 'Fel' } })
        : forward(),
    ),
    failing: ['register.identical-span'],
    passing: ['register.keeps-its-span', 'register.span.reversed'],
  },
  {
    name: 'a refused question is answered yes',
    fault: at('CheckConsent', async ({ forward }) => {
      const reply = await forward();
      return reply.status === 400 ? { ...reply, text: reply.text.replace('false', 'true') } : reply;
    }),
    failing: ['check.patientId.missing', 'check.accessingActor.missing'],
    passing: ['check.without-a-consent'],
  },
  {
    name: 'the pages of a care provider do not end',
    fault: at('GetConsentsForCareProvider', async ({ forward }) => {
      const reply = await forward();
      return { ...reply, text: reply.text.replace('"hasMore":false', '"hasMore":true') };
    }),
    failing: ['get-for-care-provider.in-force.valid', 'get-for-care-provider.history.cancelled'],
    passing: ['get-consents.valid'],
  },
  {
    name: 'a refusal is answered as a problem',
    fault: everywhere((reply) =>
      reply.status === 404
        ? json(404, { title: 'Not found', status: 404 }, 'application/problem+json')
        : reply,
    ),
    failing: ['cancel.unknown', 'delete.unknown', 'end.of-another-patient'],
    passing: ['cancel.already-cancelled'],
  },
  {
    name: 'a cancellation is shown as a deletion, too',
    fault: everywhere((reply, { contract }) =>
      contract === 'GetExtendedConsentsForPatient'
        ? changed(reply, ({ getExtendedConsentsResult: { result, pdlAssertions } }) => ({
            getExtendedConsentsResult: {
              result,
              pdlAssertions: pdlAssertions.map((one: ListedConsent) =>
                one.cancellationInfo ? { ...one, deletionInfo: one.cancellationInfo } : one,
              ),
            },
          }))
        : reply,
    ),
    failing: ['cancel.keeps-who-and-why', 'get-extended.history.cancelled'],
    passing: ['delete.keeps-who-and-why', 'get-all-extended.history.cancelled'],
  },
];

const overSoap: readonly Omit<BrokenService, 'door'>[] = [
  {
    name: 'a refusal is a fault',
    fault: everywhere((reply) => (reply.text.includes('INVALIDSTATE') ? soapFault : reply)),
    failing: ['cancel.already-cancelled', 'delete.already-deleted', 'cancel.changes-nothing-twice'],
    passing: ['cancel.unknown', 'cancel.ends-access'],
  },
  {
    name: 'an answer is in the namespace of another version',
    fault: at('CancelExtendedConsent', async ({ forward }) => {
      const reply = await forward();
      return { ...reply, text: reply.text.replace('ConsentResponder:2', 'ConsentResponder:1') };
    }),
    failing: ['cancel.ends-access', 'cancel.unknown'],
    passing: ['delete.ends-access', 'register.for-the-unit'],
  },
  {
    name: 'the elements of a check are out of order',
    fault: everywhere((reply, { contract }) =>
      contract === 'CheckConsent'
        ? {
            ...reply,
            text: reply.text.replace(
              /(<\w+:hasConsent>\w+<\/\w+:hasConsent>)(<\w+:assertionType>\w+<\/\w+:assertionType>)/,
              '$2$1',
            ),
          }
        : reply,
    ),
    failing: ['register.emergency', 'check.latest-type'],
    passing: ['check.without-a-consent'],
  },
  {
    name: 'what is below the message is in its namespace',
    fault: everywhere((reply, { contract }) =>
      contract === 'DeleteExtendedConsent'
        ? { ...reply, text: reply.text.replace(/<(\/?)\w+:resultCode>/g, '<$1m:resultCode>') }
        : reply,
    ),
    failing: ['delete.ends-access', 'delete.unknown'],
    passing: ['cancel.ends-access'],
  },
  {
    name: 'a deletion is acknowledged and not made',
    fault: at('DeleteExtendedConsent', async ({ text, forward }) =>
      forward(text.replace(/(<m:assertionId>)[^<]*/, `$1${randomUUID()}`)).then((reply) => ({
        ...reply,
        text: reply.text.replace(
          /<(\w+):resultCode>NOTFOUND.*(?=<\/\w+:result>)/,
          '<$1:resultCode>OK</$1:resultCode>',
        ),
      })),
    ),
    failing: ['delete.ends-access', 'get-consents.deleted', 'delete.already-deleted'],
    passing: ['cancel.ends-access'],
  },
  {
    name: 'a list has no moreOnOrAfter',
    fault: everywhere((reply) => ({
      ...reply,
      text: reply.text.replace(/<\w+:moreOnOrAfter>[^<]*<\/\w+:moreOnOrAfter>/, ''),
    })),
    failing: ['get-for-care-provider.in-force.valid', 'get-for-care-provider.careProviderId.missing'],
    passing: ['get-consents.valid'],
  },
];

export const brokenServices: readonly BrokenService[] = [
  ...overJson.map((one): BrokenService => ({ ...one, door: 'json' })),
  ...overSoap.map((one): BrokenService => ({ ...one, door: 'soap' })),
];
