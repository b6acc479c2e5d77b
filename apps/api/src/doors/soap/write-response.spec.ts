import { flag, part, text, time, type } from './given/elements';
import { writeFault } from './write-fault';
import { responseWriter } from './write-response';

const itemType = type('ItemType', text('id'), time('end?'));
const answerType = type(
  'AnswerType',
  text('code'),
  flag('more'),
  part('items*', itemType),
  part('one?', itemType),
);
const write = responseWriter({
  name: 'CheckConsent',
  major: 1,
  contract: class {} as never,
  about: 'Prövar.',
  request: [],
  response: [part('answer', answerType)],
});

const HEAD =
  '<?xml version="1.0" encoding="UTF-8"?><soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/"><soap:Body>';
const TAIL = '</soap:Body></soap:Envelope>';

const inResponse = (answer: string): string =>
  `${HEAD}<m:CheckConsentResponse xmlns:m="urn:riv:informationsecurity:authorization:consent:CheckConsentResponder:1"` +
  ` xmlns:t="urn:riv:informationsecurity:authorization:consent:2"><m:answer>${answer}</m:answer></m:CheckConsentResponse>${TAIL}`;

it('writes elements in the order of the schema, whatever the order of the fields', () => {
  const answer = {
    items: [{ end: '2025-01-15T10:00:00', id: '1' }, { id: '2' }],
    more: false,
    code: 'OK',
    one: { id: '3' },
  };
  expect(write({ answer })).toBe(
    inResponse(
      '<t:code>OK</t:code><t:more>false</t:more><t:items><t:id>1</t:id><t:end>2025-01-15T10:00:00</t:end></t:items>' +
        '<t:items><t:id>2</t:id></t:items><t:one><t:id>3</t:id></t:one>',
    ),
  );
});

it('writes nothing that the schema does not have', () => {
  const answer = { code: 'OK', more: true, items: [], cursor: 'x' };
  expect(write({ answer, errors: [{ element: 'x' }] })).toBe(
    inResponse('<t:code>OK</t:code><t:more>true</t:more>'),
  );
});

it('keeps markup, and characters that XML does not have, out of the markup', () => {
  const answer = { code: '<a>&]]>\r\u0000\ud800', more: true, items: [] };
  expect(write({ answer })).toBe(
    inResponse('<t:code>&lt;a&gt;&amp;]]&gt;&#13;\uFFFD\uFFFD</t:code><t:more>true</t:more>'),
  );
});

it('writes a fault', () => {
  expect(writeFault({ faultcode: 'Client', faultstring: 'a < b', eventId: 'id' })).toBe(
    `${HEAD}<soap:Fault><faultcode>soap:Client</faultcode><faultstring>a &lt; b</faultstring>` +
      `<detail><eventId>id</eventId></detail></soap:Fault>${TAIL}`,
  );
});
