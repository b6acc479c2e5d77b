import { flag, part, text, time, type } from './given/elements';
import { messageNamespace, namespaces } from './names';
import { requestReader } from './read-request';
import { SoapFault } from './soap-fault';

const personType = type('IIType', text('root'), text('extension?'));
const actionType = type('ActionType', time('date'), part('by', personType), text('why?'));
const named = { name: 'CheckConsent', major: 2 } as const;
const M = messageNamespace(named);
const T = namespaces.types;
const SOAP = namespaces.envelope;

const DOMAIN = 'urn:riv:informationsecurity:authorization:consent';

const read = requestReader(
  {
    ...named,
    contract: class {} as never,
    about: 'Prövar.',
    request: [
      text('id'),
      part('patientId?', personType),
      part('action?', actionType),
      flag('flag?'),
      time('end?'),
    ],
    response: [],
  },
  [named, { name: 'CancelExtendedConsent', major: 2 }],
);

const ADDRESS = `<r:LogicalAddress xmlns:r="${namespaces.registry}">SE165565594230-1000</r:LogicalAddress>`;

const envelope = (body: string, header = ADDRESS): string =>
  `<s:Envelope xmlns:s="${SOAP}"><s:Header>${header}</s:Header><s:Body>${body}</s:Body></s:Envelope>`;

const message = (content: string): string =>
  envelope(
    `<m:CheckConsent xmlns:m="${M}" xmlns:t="${T}" xmlns:i="${namespaces.schemaInstance}" xmlns:x="urn:x">${content}</m:CheckConsent>`,
  );

const bodyOf = (content: string): unknown => read(message(content)).body;

function refusalOf(document: string): SoapFault {
  try {
    read(document);
  } catch (error) {
    if (error instanceof SoapFault) return error;
    throw error;
  }
  throw new Error('It was read.');
}

const ID = '<m:id>1</m:id>';
const PATIENT = '<m:patientId><t:root>r</t:root><t:extension>e</t:extension></m:patientId>';
const request = { id: '1', patientId: { root: 'r', extension: 'e' } };

describe('One message, wherever its namespaces are declared', () => {
  it.each([
    ['prefixes on the message', message(ID + PATIENT)],
    [
      'prefixes on the envelope',
      `<s:Envelope xmlns:s="${SOAP}" xmlns:r="${namespaces.registry}" xmlns:a="${M}" xmlns:b="${T}"><s:Header><r:LogicalAddress>SE165565594230-1000</r:LogicalAddress></s:Header><s:Body><a:CheckConsent><a:id>1</a:id><a:patientId><b:root>r</b:root><b:extension>e</b:extension></a:patientId></a:CheckConsent></s:Body></s:Envelope>`,
    ],
    [
      'no prefix at all',
      `<Envelope xmlns="${SOAP}"><Header><LogicalAddress xmlns="${namespaces.registry}">SE165565594230-1000</LogicalAddress></Header><Body><CheckConsent xmlns="${M}"><id>1</id><patientId><root xmlns="${T}">r</root><extension xmlns="${T}">e</extension></patientId></CheckConsent></Body></Envelope>`,
    ],
    [
      'prefixes that change their meaning',
      envelope(
        `<s:CheckConsent xmlns:s="${M}"><s:id>1</s:id><s:patientId><s:root xmlns:s="${T}">r</s:root><q:extension xmlns:q="${T}">e</q:extension></s:patientId></s:CheckConsent>`,
      ),
    ],
    [
      'space, comments, CDATA and references',
      message(
        `\n <m:id><!-- a --><![CDATA[1]]></m:id>\r\n\t<m:patientId>\n<!-- b --><t:root>&#114;</t:root>\n<t:extension ><![CDATA[e]]></t:extension>\n</m:patientId >\n`,
      ).replace('>SE', '>\n  SE'),
    ],
    [
      "others' headers and attributes",
      message(ID + PATIENT)
        .replace('<s:Header>', '<s:Header><x:h xmlns:x="urn:x" s:mustUnderstand="0"><x:y/>text</x:h>')
        .replace('<s:Body>', '<s:Body xmlns:u="urn:u" u:Id="body">')
        .replace('<m:id>', '<m:id i:type="t:x" xml:lang="sv">'),
    ],
    [
      'elements of others behind the known ones',
      message(
        `${ID}<m:patientId><t:root>r</t:root><t:extension>e</t:extension><x:a><x:b c="d">text</x:b></x:a></m:patientId><x:c/><x:c/>`,
      ),
    ],
  ])('is the same: %s', (_where, document) => {
    expect(read(document)).toEqual({ logicalAddress: 'SE165565594230-1000', body: request });
  });
});

describe('A value', () => {
  it.each([
    ['a text keeps its space', '<m:id> a\tb </m:id>', { id: ' a\tb ' }],
    ['an empty text is one', '<m:id/>', { id: '' }],
    [
      'a time loses the space around it',
      `${ID}<m:end>\n 2025-01-15T10:00:00 </m:end>`,
      { id: '1', end: '2025-01-15T10:00:00' },
    ],
    ['a time stays what it is not', `${ID}<m:end>i går</m:end>`, { id: '1', end: 'i går' }],
    ['true', `${ID}<m:flag> true </m:flag>`, { id: '1', flag: true }],
    ['1', `${ID}<m:flag>1</m:flag>`, { id: '1', flag: true }],
    ['false', `${ID}<m:flag>false</m:flag>`, { id: '1', flag: false }],
    ['0', `${ID}<m:flag>0</m:flag>`, { id: '1', flag: false }],
    ['no other word is a yes', `${ID}<m:flag>TRUE</m:flag>`, { id: '1', flag: 'TRUE' }],
    ['nil is null', '<m:id i:nil="true"/>', { id: null }],
    ['nil of a part, too', `${ID}<m:patientId i:nil="1"></m:patientId>`, { id: '1', patientId: null }],
    ['not nil is not', '<m:id i:nil="false">1</m:id>', { id: '1' }],
    ['an empty part', `${ID}<m:patientId/>`, { id: '1', patientId: {} }],
    [
      'words in place of a part',
      `${ID}<m:patientId>19121212</m:patientId>`,
      { id: '1', patientId: '19121212' },
    ],
    [
      'words beside elements',
      `${ID}<m:patientId><t:root>r</t:root>19</m:patientId>`,
      { id: '1', patientId: '19' },
    ],
    ['elements in place of a text', '<m:id>1<t:root>r</t:root></m:id>', { id: {} }],
    ['elements of others in place of a text', '<m:id>1<x:a/></m:id>', { id: {} }],
    ['an unknown element', `${ID}<m:idd>1</m:idd>`, { id: '1', idd: {} }],
    [
      'an unknown element deep inside',
      `${ID}<m:patientId><t:root>r</t:root><t:rot>x</t:rot></m:patientId>`,
      { id: '1', patientId: { root: 'r', rot: {} } },
    ],
  ])('%s', (_what, content, body) => {
    expect(bodyOf(content)).toEqual(body);
  });

  it('an element called like what every object has is an element like any other', () => {
    const body = bodyOf(`${ID}<m:__proto__><t:root>r</t:root></m:__proto__><m:constructor/>`) as object;
    expect(Object.keys(body)).toEqual(['id', '__proto__', 'constructor']);
    expect(Object.getPrototypeOf(body)).toBe(Object.prototype);
  });
});

describe('What is refused', () => {
  const action = (content: string): string => message(`${ID}<m:action>${content}</m:action>`);
  const DATE = '<t:date>d</t:date>';
  const BY = '<t:by><t:root>r</t:root></t:by>';

  it.each([
    ['a repeated element', message(ID + ID), 'repeated-element', 'id may occur once in CheckConsent.'],
    [
      'a repeated part',
      message(ID + PATIENT + PATIENT),
      'repeated-element',
      'patientId may occur once in CheckConsent.',
    ],
    [
      'one that comes too late',
      action(BY + DATE),
      'misplaced-element',
      'date in action comes too late. The order is: date, by, why.',
    ],
    [
      'one behind those of others',
      message(`<x:a/>${ID}`),
      'misplaced-element',
      'id in CheckConsent comes too late.',
    ],
    [
      'one in no namespace',
      message('<id>1</id>'),
      'wrong-namespace',
      'id in CheckConsent is in no namespace',
    ],
    [
      'one of the types among those of the message',
      message('<t:id>1</t:id>'),
      'wrong-namespace',
      `in the namespace ${T}`,
    ],
    [
      'one of the message among those of the types',
      action('<m:date>d</m:date>'),
      'wrong-namespace',
      `are in ${T}.`,
    ],
    [
      "one of another contract's",
      message('<o:id xmlns:o="urn:riv:informationsecurity:authorization:consent:XResponder:2"/>'),
      'wrong-namespace',
      'XResponder',
    ],
    [
      "one that is unknown, in the namespace of another contract's messages",
      message(`<o:new xmlns:o="${DOMAIN}:CancelExtendedConsentResponder:2"/>`),
      'wrong-namespace',
      'CancelExtendedConsentResponder',
    ],
    [
      'an end of the next minor version, which must not be passed over',
      message(`${ID}<o:end xmlns:o="${DOMAIN}:2.1">2036-01-01T00:00:00</o:end>`),
      'wrong-namespace',
      'consent:2.1',
    ],
    [
      'one of another version of the domain',
      message('<o:id xmlns:o="urn:riv:informationsecurity:authorization:consent:1"/>'),
      'wrong-namespace',
      'consent:1',
    ],
    ['an attribute', message('<m:id href="#1"/>'), 'misbuilt-element', 'id has the attribute href'],
    [
      'an attribute of the message',
      message(ID).replace('<m:CheckConsent', '$& id="1"'),
      'misbuilt-element',
      'CheckConsent has the attribute id',
    ],
    [
      'nil that holds words',
      message('<m:id i:nil="true">1</m:id>'),
      'misbuilt-element',
      'id is nil and holds something.',
    ],
    [
      'nil that holds elements',
      message(`${ID}<m:patientId i:nil="true"><t:root>r</t:root></m:patientId>`),
      'misbuilt-element',
      'patientId is nil',
    ],
    ['another root', '<a/>', 'no-envelope', 'It begins with a.'],
    ['an envelope in no namespace', '<Envelope/>', 'no-envelope', 'Its Envelope is in no namespace.'],
    [
      'SOAP 1.2',
      envelope('').replace(SOAP, 'http://www.w3.org/2003/05/soap-envelope'),
      'other-soap-version',
      undefined,
    ],
    ['no message', envelope(''), 'misbuilt-envelope', 'There is no message in it.'],
    [
      'no Body',
      envelope('').replace('<s:Body></s:Body>', ''),
      'misbuilt-envelope',
      'There is no message in it.',
    ],
    [
      'two messages',
      envelope(`<CheckConsent xmlns="${M}"/><CheckConsent xmlns="${M}"/>`),
      'misbuilt-envelope',
      'Body holds more than one message.',
    ],
    [
      'two bodies',
      message(ID).replace(/<s:Body>.*<\/s:Body>/s, '$&$&'),
      'misbuilt-envelope',
      'one Header and one Body',
    ],
    [
      'two headers',
      message(ID).replace(/<s:Header>.*<\/s:Header>/s, '$&$&'),
      'misbuilt-envelope',
      'one Header and one Body',
    ],
    [
      'a header behind the body',
      message(ID).replace(/(<s:Header>.*<\/s:Header>)(<s:Body>.*<\/s:Body>)/s, '$2$1'),
      'no-logical-address',
      undefined,
    ],
    [
      'something behind the body',
      message(ID).replace('</s:Body>', '$&<x:a xmlns:x="urn:x"/>'),
      'misbuilt-envelope',
      'one Header and one Body',
    ],
    [
      'words in the envelope',
      message(ID).replace('<s:Header>', 'x$&'),
      'misbuilt-envelope',
      'There is text directly in Envelope.',
    ],
    [
      'words in the header',
      message(ID).replace('<s:Header>', '$&x'),
      'misbuilt-envelope',
      'There is text directly in Header.',
    ],
    [
      'words in the body',
      message(ID).replace('<s:Body>', '$&x'),
      'misbuilt-envelope',
      'There is text directly in Body.',
    ],
    [
      'another message',
      envelope('<x:a xmlns:x="urn:x"/>'),
      'other-message',
      `This address answers CheckConsent of ${M}.`,
    ],
    [
      'the response',
      envelope(`<CheckConsentResponse xmlns="${M}"/>`),
      'other-message',
      'This address answers',
    ],
    [
      'another version of the message',
      envelope(`<CheckConsent xmlns="${M.replace(/2$/, '1')}"/>`),
      'other-message',
      'This address answers',
    ],
    ['no header', message(ID).replace(/<s:Header>.*<\/s:Header>/s, ''), 'no-logical-address', undefined],
    ['no logical address', message(ID).replace(ADDRESS, ''), 'no-logical-address', undefined],
    [
      'an empty logical address',
      message(ID).replace('SE165565594230-1000', ' '),
      'no-logical-address',
      undefined,
    ],
    [
      'a logical address of elements',
      message(ID).replace('SE165565594230-1000', '<a/>'),
      'no-logical-address',
      'LogicalAddress holds an element.',
    ],
    [
      'a logical address in another namespace',
      message(ID).replace(namespaces.registry, 'urn:x'),
      'no-logical-address',
      undefined,
    ],
    [
      'two logical addresses',
      message(ID).replace(ADDRESS, ADDRESS + ADDRESS),
      'repeated-element',
      'LogicalAddress may occur once',
    ],
  ])('%s', (_what, document, code, specifically) => {
    const fault = refusalOf(document);
    expect(fault.code).toBe(code);
    if (specifically === undefined) expect(fault.specifically).toBeUndefined();
    else expect(fault.specifically).toContain(specifically);
  });
});

describe('A header of others that must be understood', () => {
  const withHeader = (attributes: string): string =>
    message(ID).replace('<s:Header>', `$&<x:h xmlns:x="urn:x" ${attributes}/>`);

  it.each([
    ['as SOAP says it', 's:mustUnderstand="1"'],
    ['in a word', 's:mustUnderstand="true"'],
    ['by the next one', 's:mustUnderstand="1" s:actor="http://schemas.xmlsoap.org/soap/actor/next"'],
    ['by nobody in particular', 's:actor="" s:mustUnderstand="1"'],
  ])('is refused: %s', (_how, attributes) => {
    const { code, specifically } = refusalOf(withHeader(attributes));
    expect([code, specifically]).toEqual(['not-understood', 'The header h of urn:x is not known here.']);
  });

  it.each([
    ['when it need not be', 's:mustUnderstand="0"'],
    ['when it is for another', 's:mustUnderstand="1" s:actor="urn:someone"'],
    ['when only its own namespace says so', 'x:mustUnderstand="1"'],
  ])('is left alone: %s', (_when, attributes) => {
    expect(read(withHeader(attributes)).body).toEqual({ id: '1' });
  });

  it('is the logical address, which is understood', () => {
    const document = message(ID).replace('<r:LogicalAddress', '$& s:mustUnderstand="1"');
    expect(read(document).body).toEqual({ id: '1' });
  });
});

it.each([`${DOMAIN}:2.1`, `${DOMAIN}:3`, `${DOMAIN}:CheckConsentResponder:2.1`])(
  'passes over an element that %s adds at the end of a message, and of a type',
  (namespace) => {
    const added = `<o:added xmlns:o="${namespace}"><o:more>1</o:more></o:added>`;
    const patient = PATIENT.replace('</m:patientId>', `${added}$&`);
    expect(bodyOf(ID + patient + added)).toEqual(request);
  },
);
