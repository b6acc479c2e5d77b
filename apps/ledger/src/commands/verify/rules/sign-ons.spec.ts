import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { StoredEvent } from '#event-store';
import type { StreamRules } from '#evidence';
import { accountStream, signOnEventTypes, ticketStream } from '#sign-on';
import { FoundRemovals, streamRulesWith } from '.';

type Data = Readonly<Record<string, unknown>>;

const golden = (type: string): Data =>
  JSON.parse(
    readFileSync(join(__dirname, '../../../../../../libs/sign-on/src/golden', `${type}.json`), 'utf8'),
  ) as Data;

const issued = golden('TicketIssued.v1') as { ticketDigest: string; expiresAt: string };
const ticket = ticketStream(issued.ticketDigest);
const account = accountStream((golden('AccountCreated.v1') as { person: never }).person);

const streamOf: Readonly<Record<string, string>> = {
  'TicketIssued.v1': ticket,
  'TicketRedeemed.v1': ticket,
  'AccountCreated.v1': account,
  'SignedOn.v1': 'sign-on-2026-03-02',
  'SignOnRefused.v1': 'sign-on-2026-03-02',
  'SignedOff.v1': 'sign-on-2026-03-02',
  'PatientOpened.v1': 'patient-opening-2026-03-02',
};

const stored = (type: string, data: object = golden(type), stream = streamOf[type]!): StoredEvent => ({
  ...{ id: 'an id', metadata: {}, revision: 0, position: 0 },
  ...{ type, data, stream },
});

/** What the rules say of the last of a stream's events, whose others they follow without a word. */
function faultOf(...events: readonly StoredEvent[]) {
  const { stream } = events[0]!;
  const rules: StreamRules | undefined = streamRulesWith(new FoundRemovals([]), 0).find((each) =>
    each.holds(stream),
  );
  if (!rules) return 'no stream of this ledger';
  const [last, ...before] = events.toReversed();
  const state = before.toReversed().reduce((reached, event) => {
    const followed = rules.follow(reached, event);
    expect(followed.fault).toBeUndefined();
    return followed.state;
  }, rules.initial);
  return rules.follow(state, last!).fault?.kind;
}

const ticketBefore = (type: string) => (type === 'TicketRedeemed.v1' ? [stored('TicketIssued.v1')] : []);

describe.each(signOnEventTypes)('%s', (type) => {
  const fault = (data: object, stream?: string) => faultOf(...ticketBefore(type), stored(type, data, stream));
  const fields = Object.keys(golden(type));
  const optional = type === 'SignedOn.v1' ? ['ticketDigest'] : type === 'PatientOpened.v1' ? ['basis'] : [];

  it('is sound as it is written', () => {
    expect(fault(golden(type))).toBeUndefined();
  });

  it.each(fields)('is not without, or with another, %s', (field) => {
    const { [field]: _, ...others } = golden(type);
    expect(fault(others)).toBe(optional.includes(field) ? undefined : 'malformed');
    expect(fault({ ...others, [field]: { one: 'thing' } })).toBe('malformed');
  });

  it('is not with anything more', () => {
    expect(fault({ ...golden(type), note: 'A word.' })).toBe('malformed');
  });
});

describe('a stream', () => {
  it.each([
    ['ticket', 'TicketIssued.v1', ticketStream('0'.repeat(64))],
    ['account', 'AccountCreated.v1', `account-${'0'.repeat(8)}-0000-0000-0000-${'0'.repeat(12)}`],
    ['day', 'SignedOn.v1', 'sign-on-2026-03-03'],
    ['day', 'PatientOpened.v1', 'patient-opening-2026-03-01'],
    ['kind', 'PatientOpened.v1', 'sign-on-2026-03-02'],
    ['kind', 'SignedOff.v1', 'patient-opening-2026-03-02'],
    ['kind', 'AccountCreated.v1', ticket],
  ])('holds nothing of another %s: %s in %s', (_of, type, stream) => {
    expect(faultOf(stored(type, golden(type), stream))).toBe('malformed');
  });

  it.each(['ticket-1', 'sign-on-today', 'patient-opening-', 'account-me'])('is never called %s', (stream) => {
    expect(faultOf(stored('SignedOn.v1', golden('SignedOn.v1'), stream))).toBe('no stream of this ledger');
  });

  const redeemed = (recordedAt: string) =>
    stored('TicketRedeemed.v1', { ...golden('TicketRedeemed.v1'), recordedAt });

  it('has a ticket issued once, and redeemed once, after that and in time', () => {
    const [once, twice] = [stored('TicketIssued.v1'), stored('TicketRedeemed.v1')];
    expect(faultOf(once, once)).toBe('rules');
    expect(faultOf(twice)).toBe('rules');
    expect(faultOf(once, twice, twice)).toBe('rules');
    expect(faultOf(once, redeemed(issued.expiresAt))).toBe('rules');
  });

  it('has an account created once', () => {
    expect(faultOf(stored('AccountCreated.v1'), stored('AccountCreated.v1'))).toBe('rules');
  });
});
