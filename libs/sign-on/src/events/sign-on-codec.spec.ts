import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { doctor, tolvan } from '../given/people';
import { decodeSignOn, encodeSignOn, signOnEventTypes, UnknownSignOnEvent } from './sign-on-codec';
import type { SignOnEvent } from './sign-on-event';

const recordedAt = Date.UTC(2026, 2, 2, 9);
const ticketDigest = 'ab'.repeat(32);
const organisationNumber = '984851006';
const correlationId = '0195a3c4-0000-7000-8000-000000000001';

const events: Readonly<Record<string, SignOnEvent>> = {
  'TicketIssued.v1': {
    type: 'TicketIssued',
    ticketDigest,
    organisationNumber,
    patient: tolvan,
    basis: 'HPAKUTT',
    recordsSystem: 'EPJ',
    expiresAt: recordedAt + 3_600_000,
    recordedAt,
  },
  'TicketRedeemed.v1': { type: 'TicketRedeemed', person: doctor, recordedAt },
  'AccountCreated.v1': { type: 'AccountCreated', person: doctor, hprNumber: '9000001', recordedAt },
  'SignedOn.v1': {
    type: 'SignedOn',
    person: doctor,
    organisationNumber,
    ticketDigest,
    correlationId,
    recordedAt,
  },
  'SignOnRefused.v1': { type: 'SignOnRefused', code: 'AUT_119', eventId: correlationId, recordedAt },
  'SignedOff.v1': { type: 'SignedOff', person: doctor, reason: 'asked', recordedAt },
  'PatientOpened.v1': {
    type: 'PatientOpened',
    person: doctor,
    organisationNumber,
    patient: tolvan,
    basis: 'HPMOTTATTSAMTYKKE',
    correlationId,
    recordedAt,
  },
};

const place = { stream: 'sign-on-2026-03-02', revision: 0 };
const golden = (type: string): unknown =>
  JSON.parse(readFileSync(join(__dirname, '../golden', `${type}.json`), 'utf8'));

it('has an example of every stored name', () => {
  expect(Object.keys(events).sort()).toEqual([...signOnEventTypes].sort());
});

it.each(Object.entries(events))('%s is written as it always was, and read as it was meant', (type, event) => {
  const written = encodeSignOn(event);
  expect(written).toEqual({ type, data: golden(type), metadata: {} });
  expect(decodeSignOn({ type, data: golden(type) as object, ...place })).toEqual(event);
});

it.each(['SignedOn.v2', 'SignedOn', 'ConsentRegistered.v1'])('does not guess what %s may be', (type) => {
  expect(() => decodeSignOn({ type, data: {}, ...place })).toThrow(UnknownSignOnEvent);
});
