import { Agent, get } from 'node:http';
import { text } from 'node:stream/consumers';
import { startInProcess, type InProcessService } from '../support/in-process-service';
import { documentsFrom } from './served-documents';

const CONSENT = 'urn:riv:informationsecurity:authorization:consent';

/** The messages as RIV-TA has them, each with its version, its request's elements and its response's. */
const contracts: readonly (readonly [name: string, major: number, request: string, response: string])[] = [
  [
    'RegisterExtendedConsent',
    2,
    'assertionId:Id assertionType:AssertionTypeType scope:ScopeType patientId:IIType careProviderId:HsaId ' +
      'careUnitId:HsaId employeeId?:HsaId startDate?:dateTime endDate?:dateTime representedBy?:IIType registrationAction:ActionType',
    'result:ResultType',
  ],
  ['CancelExtendedConsent', 2, 'assertionId:Id cancellationAction:ActionType', 'result:ResultType'],
  ['DeleteExtendedConsent', 2, 'assertionId:Id deletionAction:ActionType', 'result:ResultType'],
  ['CheckConsent', 2, 'accessingActor:AccessingActorType patientId:IIType', 'checkResult:CheckResultType'],
  [
    'GetConsentsForPatient',
    2,
    'careProviderId:HsaId patientId:IIType',
    'getConsentsResult:GetConsentsResultType',
  ],
  [
    'GetExtendedConsentsForPatient',
    2,
    'careProviderId:HsaId patientId:IIType getCancelledFlag:boolean',
    'getExtendedConsentsResult:GetExtendedConsentsResultType',
  ],
  [
    'GetConsentsForCareProvider',
    2,
    'careProviderId:HsaId createdOnOrAfter?:dateTime getCancelledFlag:boolean',
    'getAllAssertionsResult:GetAllAssertionsResultType',
  ],
  [
    'GetAllExtendedConsentsForPatient',
    1,
    'patientId:IIType getCancelledFlag:boolean',
    'getExtendedConsentsResult:GetExtendedConsentsResultType',
  ],
  [
    'EndConsentByPatient',
    1,
    'assertionId:Id patientId:IIType representedById?:IIType endDateTime?:dateTime',
    'result:ResultType',
  ],
];

/** The domain's types. */
const types: Readonly<Record<string, string>> = {
  IIType: 'root:string extension?:string',
  ResultType: 'resultCode:ResultCodeType resultText?:string',
  ActorType: 'employeeId:HsaId assignmentId?:HsaId assignmentName?:AssignmentNameType',
  AccessingActorType: 'employeeId:HsaId careProviderId:HsaId careUnitId:HsaId',
  ActionType:
    'requestDate:dateTime requestedBy:ActorType registrationDate:dateTime registeredBy:ActorType reasonText?:ReasonText',
  PDLAssertionType:
    'assertionId:Id assertionType:AssertionTypeType scope:ScopeType careProviderId:HsaId careUnitId:HsaId ' +
    'employeeId?:HsaId startDate:dateTime endDate?:dateTime ownerId?:OwnerId patientId:IIType',
  ExtendedPDLAssertionType:
    'pDLAssertion:PDLAssertionType representedBy?:IIType registrationInfo:ActionType cancellationInfo?:ActionType deletionInfo?:ActionType',
  CancelledAssertionType: 'assertionId:Id cancellationDate:dateTime',
  GetConsentsResultType: 'result:ResultType pdlAssertions*:PDLAssertionType',
  GetExtendedConsentsResultType: 'result:ResultType pdlAssertions*:ExtendedPDLAssertionType',
  GetAllAssertionsResultType:
    'result:ResultType moreOnOrAfter:dateTime hasMore:boolean assertions*:PDLAssertionType cancelledAssertions*:CancelledAssertionType',
  CheckResultType: 'result:ResultType hasConsent:boolean assertionType?:AssertionTypeType',
};

/** What a text may be: one of some words, or no longer than a number. */
const simpleTypes: Readonly<Record<string, string>> = {
  ResultCodeType: 'OK INFO ERROR VALIDATION_ERROR ACCESSDENIED NOTFOUND ALREADYEXISTS INVALIDSTATE',
  AssertionTypeType: 'Consent Emergency',
  ScopeType: 'NationalLevel',
  Id: '36',
  HsaId: '32',
  OwnerId: '512',
  ReasonText: '1024',
  AssignmentNameType: '256',
};

const TRAILING =
  '<xs:any namespace="##other" processContents="lax" minOccurs="0" maxOccurs="unbounded"/>\n    </xs:sequence>';

/** A schema's types in the short form of the tables above; one whose end is not open to others is not seen. */
function complexTypesIn(schema: string): Record<string, string> {
  const found = schema.matchAll(/<xs:complexType name="(\w+)">\s*<xs:sequence>([\s\S]*?)<\/xs:sequence>/g);
  const open = [...found].filter(([whole]) => whole.endsWith(TRAILING));
  return Object.fromEntries(open.map(([, name, content]) => [name, elementsIn(content!)]));
}

const elementsIn = (content: string): string =>
  [...content.matchAll(/<xs:element name="(\w+)" type="\w+:(\w+)"([^>]*)\/>/g)]
    .map(([, name, type, occurs]) => `${name}${occurrence(occurs!)}:${type}`)
    .join(' ');

const occurrence = (occurs: string): string => {
  if (occurs === '') return '';
  return occurs === ' minOccurs="0"' ? '?' : '*';
};

const simpleTypesIn = (schema: string): Record<string, string> =>
  Object.fromEntries(
    [...schema.matchAll(/<xs:simpleType name="(\w+)">([\s\S]*?)<\/xs:simpleType>/g)].map(
      ([, name, content]) => [
        name,
        [...content!.matchAll(/ value="([^"]*)"/g)].map(([, value]) => value).join(' '),
      ],
    ),
  );

let service: InProcessService;
beforeAll(async () => {
  service = await startInProcess({ ALLOWED_HOSTS: 'consent.example' });
});
afterAll(() => service.close());

describe.each(contracts)('%s', (name, major, request, response) => {
  const path = `/${name}/${major}/rivtabp21`;
  const messages = `${CONSENT}:${name}Responder:${major}`;
  let documents: ReadonlyMap<string, string>;
  let wsdl: string;
  const schema = (which: string) => documents.get(`${service.url}${path}?xsd=${which}`)!;

  beforeAll(async () => {
    documents = await documentsFrom(`${service.url}${path}?wsdl`);
    wsdl = documents.get(`${service.url}${path}?wsdl`)!;
  });

  it('leads from its WSDL to its messages, their types and the header, and nowhere else', () => {
    expect([...documents.keys()].map((address) => address.slice(service.url.length)).sort()).toEqual(
      ['?wsdl', '?xsd=header', '?xsd=messages', '?xsd=types'].map((query) => path + query),
    );
  });

  it.each([
    ['target', `targetNamespace="${CONSENT}:${name}:${major}:rivtabp21"`],
    ['messages', `xmlns:m="${messages}"`],
    ['own namespace', `xmlns:tns="${CONSENT}:${name}:${major}:rivtabp21"`],
    [
      'request, the header first',
      `<wsdl:part name="LogicalAddress" element="itr:LogicalAddress"/>\n    <wsdl:part name="parameters" element="m:${name}"/>`,
    ],
    ['own schema', `<xs:schema targetNamespace="${CONSENT}:${name}:${major}:rivtabp21">`],
    [
      'documentation of rule 5',
      `<wsdl:documentation>Tjänsteinteraktionens namn: ${name}Interaction\nBeskrivning: `,
    ],
    [
      'documentation of rule 8',
      `<wsdl:message name="${name}Request">\n    <wsdl:documentation>HSA-id för den vårdgivare`,
    ],
    ['response', `<wsdl:part name="parameters" element="m:${name}Response"/>`],
    ['port type', `<wsdl:portType name="${name}ResponderInterface">\n    <wsdl:operation name="${name}">`],
    ['binding', `<wsdl:binding name="${name}ResponderBinding" type="tns:${name}ResponderInterface">`],
    ['style', '<soap:binding style="document" transport="http://schemas.xmlsoap.org/soap/http"/>'],
    ['action', `<soap:operation soapAction="${messages}:${name}" style="document"/>`],
    ['header of requests', `<soap:header message="tns:${name}Request" part="LogicalAddress" use="literal"/>`],
    ['body', '<soap:body parts="parameters" use="literal"/>'],
    ['service', `<wsdl:service name="${name}ResponderService">`],
    ['port', `<wsdl:port name="${name}ResponderPort" binding="tns:${name}ResponderBinding">`],
  ])('has the %s of RIV-TA basic profile 2.1', (_what, words) => {
    expect(wsdl).toContain(words);
  });

  it('is described with the header in a message of its own too, for the same messages at the same address', async () => {
    const apart = await documentsFrom(`${service.url}${path}?wsdl=separate-header`);
    const [described] = apart.values();
    expect(described).toContain(
      `<wsdl:message name="${name}Request">\n    <wsdl:part name="parameters" element="m:${name}"/>\n  </wsdl:message>`,
    );
    expect(described).toContain(
      `<soap:header message="tns:${name}RequestHeader" part="LogicalAddress" use="literal"/>`,
    );
    expect(described).toContain(`<soap:address location="${service.url}${path}"/>`);
    expect([...apart.keys()].slice(1).sort()).toEqual([...documents.keys()].slice(1).sort());
  });

  it('says the address that it was asked at', () => {
    expect(wsdl).toContain(`<soap:address location="${service.url}${path}"/>`);
  });

  it('has the elements of its messages, in order, open at their end', () => {
    expect(complexTypesIn(schema('messages'))).toEqual({
      [`${name}Type`]: request,
      [`${name}ResponseType`]: response,
    });
    expect(schema('messages')).toContain(`targetNamespace="${messages}" elementFormDefault="qualified"`);
    expect(schema('messages')).toContain(`<xs:element name="${name}" type="m:${name}Type"/>`);
    expect(schema('messages')).toContain(`<xs:element name="${name}Response" type="m:${name}ResponseType"/>`);
  });

  it('has the types of the domain, in order, open at their end, and no others', () => {
    expect(complexTypesIn(schema('types'))).toEqual(types);
    expect(simpleTypesIn(schema('types'))).toEqual(simpleTypes);
    expect(schema('types')).toContain(`targetNamespace="${CONSENT}:2" elementFormDefault="qualified"`);
  });

  it('has the header of the registry', () => {
    expect(schema('header')).toContain('targetNamespace="urn:riv:itintegration:registry:1"');
    expect(schema('header')).toContain('<xs:element name="LogicalAddress" type="xs:string"/>');
  });
});

const PATH = '/CheckConsent/2/rivtabp21';

/** The address in the WSDL, for a request with these headers: `fetch` would not send them. */
async function addressFor(headers: Record<string, string>, at = service.url): Promise<string | undefined> {
  const agent = new Agent();
  const answer = await new Promise<string>((resolve, reject) => {
    get(`${at}${PATH}?wsdl`, { headers, agent }, (response) => void text(response).then(resolve, reject));
  });
  agent.destroy();
  return /<soap:address location="([^"]*)"\/>/.exec(answer)?.[1];
}

it.each([
  ['the name that it was called by', { host: 'consent.example:8443' }, 'http://consent.example:8443'],
  [
    'what the proxy in front was called by',
    { host: '10.0.0.7:3000', 'x-forwarded-host': 'consent.example', 'x-forwarded-proto': 'https' },
    'https://consent.example',
  ],
  [
    'what the outermost proxy was called by',
    { 'x-forwarded-host': 'consent.example, inner.example', 'x-forwarded-proto': 'https, http' },
    'https://consent.example',
  ],
  ['a number', { host: '[::1]:3000' }, 'http://[::1]:3000'],
  [
    'a scheme in any case, and a port',
    { 'x-forwarded-host': 'consent.example', 'x-forwarded-proto': 'HTTPS', 'x-forwarded-port': '8443' },
    'https://consent.example:8443',
  ],
  [
    'no port that the scheme has anyway',
    { host: 'consent.example', 'x-forwarded-proto': 'Https', 'x-forwarded-port': '443' },
    'https://consent.example',
  ],
  [
    'one port',
    { 'x-forwarded-host': 'consent.example:444', 'x-forwarded-port': '8443' },
    'http://consent.example:444',
  ],
  [
    'the path that the proxy has taken away',
    { 'x-forwarded-host': 'consent.example', 'x-forwarded-prefix': '/vp/a.b/' },
    'http://consent.example/vp/a.b',
  ],
  [
    'what the standard header says',
    { forwarded: 'for=192.0.2.43;Proto=HTTPS;host="consent.example:8443", for=10.0.0.1;host=inner.example' },
    'https://consent.example:8443',
  ],
  [
    'what the standard header says before what the others do',
    {
      forwarded: 'for="[2001:db8::1]";host=consent.example',
      'x-forwarded-host': 'other.example',
      'x-forwarded-proto': 'https',
      'x-forwarded-port': '1',
    },
    'https://consent.example',
  ],
])('says %s', async (_what, headers, expected) => {
  expect(await addressFor(headers)).toBe(expected + PATH);
});

it.each(['"><evil/>', 'a b', 'x/y?z'])('repeats nothing that is no name: %s', async (host) => {
  expect(await addressFor({ 'x-forwarded-host': host })).toBe(service.url + PATH);
  expect(await addressFor({ forwarded: `host="${host}"` })).toBe(service.url + PATH);
});

it.each<Record<string, string>>([
  { 'x-forwarded-proto': 'ftp' },
  { 'x-forwarded-port': '8443x' },
  { 'x-forwarded-prefix': '/a"b' },
  { 'x-forwarded-prefix': '/../a' },
  { 'x-forwarded-prefix': 'https://other.example' },
  { forwarded: 'host="consent.example' },
  { forwarded: ';;=,"' },
])('passes over what no proxy says: %p', async (headers) => {
  expect(await addressFor(headers)).toBe(service.url + PATH);
});

it('believes no proxy that it is not told of', async () => {
  const own = await startInProcess({ TRUSTED_PROXIES: '10.0.0.0/8' });
  const headers = {
    'x-forwarded-host': 'other.example',
    'x-forwarded-proto': 'https',
    'x-forwarded-prefix': '/vp',
    'x-forwarded-port': '1',
    forwarded: 'host=other.example',
  };
  const address = await addressFor(headers, own.url);
  await own.close();
  expect(address).toBe(own.url + PATH);
});

it('answers ?WSDL too', async () => {
  expect((await fetch(`${service.url}${PATH}?WSDL`)).status).toBe(200);
});

it('says how an address is used that is asked for without a question', async () => {
  const response = await fetch(service.url + PATH);
  expect(response.status).toBe(405);
  expect(response.headers.get('allow')).toBe('POST');
  expect(await response.json()).toMatchObject({
    code: 'method-not-allowed',
    detail:
      'The header Allow of the answer lists the methods. Call a SOAP address by POST, or GET its description with ?wsdl at its end.',
  });
});

it.each(['?xsd=', '?xsd=constructor', '?xsd=types&xsd=types', '?xsd=../types'])(
  'has nothing at %s',
  async (query) => {
    expect((await fetch(service.url + PATH + query)).status).toBe(404);
  },
);
