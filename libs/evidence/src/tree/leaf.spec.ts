import fc from 'fast-check';
import { leafData, leafOf, type ProvedEvent } from './leaf';

const event: ProvedEvent = {
  id: '01890a5d-ac96-774b-bcce-b302099a8057',
  stream: 'consent-c0ffee00-0000-4000-8000-000000000001',
  revision: 1,
  type: 'ConsentCancelled.v1',
  data: { reasonText: 'Återkallat', at: { sent: null, zone: [1, { b: 2, a: 1 }] } },
  metadata: { door: 'json' },
};

/** The same value with the members of every object the other way round. */
function reversed(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(reversed);
  const members = Object.entries(value).map(([name, inner]) => [name, reversed(inner)]);
  return Object.fromEntries(members.reverse());
}

it('a leaf is the event in canonical JSON', () => {
  expect(leafData(event)).toBe(
    '{"data":{"at":{"sent":null,"zone":[1,{"a":1,"b":2}]},"reasonText":"Återkallat"},' +
      '"id":"01890a5d-ac96-774b-bcce-b302099a8057","metadata":{"door":"json"},"revision":1,' +
      '"stream":"consent-c0ffee00-0000-4000-8000-000000000001","type":"ConsentCancelled.v1"}',
  );
  expect(leafOf(event).toString('hex')).toBe(
    '6a5bb83b8243d0b400f5f7c457dab755e2b2d56ec482a924594ccc64b53dd56d',
  );
});

it('where an event stands is no part of its leaf, so that a ledger can be moved', () => {
  const moved = { ...event, position: 4711, originalPosition: 7 };
  expect(leafData(moved)).toBe(leafData(event));
});

it('a store may give the members back in any order', () => {
  expect(leafData(reversed(event) as ProvedEvent)).toBe(leafData(event));
});

it('the canonical form is that of RFC 8785, of numbers, texts and the order of names', () => {
  const data = JSON.parse(
    '{"numbers":[333333333.33333329,1E30,4.50,2e-3,0.000000000000000000000000001],' +
      '"string":"\\u20ac$\\u000F\\u000aA\'\\u0042\\u0022\\u005c\\\\\\"\\/","literals":[null,true,false],' +
      '"10":1,"9":2,"\\u20ac":"Euro","\\ud83d\\ude00":"Smiley","\\ufb33":"Dalet","__proto__":{"b":0,"a":-0}}',
  ) as object;
  expect(leafData({ ...event, data })).toContain(
    '"data":{"10":1,"9":2,"__proto__":{"a":0,"b":0},"literals":[null,true,false],' +
      '"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],' +
      '"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/","€":"Euro","😀":"Smiley","\ufb33":"Dalet"}',
  );
});

it('another event has another leaf, whatever of it is another', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.jsonValue(), (one, other) => {
      const [first, second] = [one, other].map((value) => ({ ...event, data: { value } }));
      const isSame =
        JSON.stringify(JSON.parse(leafData(first!))) === JSON.stringify(JSON.parse(leafData(second!)));
      expect(leafOf(first!).equals(leafOf(second!))).toBe(isSame);
    }),
  );
  for (const changed of [
    { id: '01890a5d-ac96-774b-bcce-b302099a8058' },
    { stream: 'consent-c0ffee00-0000-4000-8000-000000000002' },
    { revision: 2 },
    { type: 'ConsentCancelled.v2' },
    { metadata: {} },
  ]) {
    expect(leafOf({ ...event, ...changed }).equals(leafOf(event))).toBe(false);
  }
});
