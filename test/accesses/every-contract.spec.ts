import { asOf } from '../../apps/api/src/audit/as-of/as-of.contract';
import { Decisions } from '../../apps/api/src/audit/decisions/decisions.contract';
import { ReadDecision } from '../../apps/api/src/audit/decisions/read-decision.contract';
import { History } from '../../apps/api/src/audit/history/history.contract';
import type { Contract } from '../../apps/api/src/contract/contract';
import { contracts, fhirOnly, jsonOnly, soapOnly } from '../../apps/api/src/contracts';

/** What shows nothing of a patient, and why it has no record when it is granted. */
const withoutRecord: Readonly<Record<string, string>> = {
  RegisterExtendedConsent: 'is an event',
  EndConsentByPatient: 'is an event',
  CancelExtendedConsent: 'is an event',
  DeleteExtendedConsent: 'is an event',
  CreateWebhook: 'is an event',
  RotateWebhookSecret: 'is an event',
  RedeliverWebhookMessages: 'is an event',
  RemoveWebhook: 'is an event',
  CheckConsents: 'is recorded question by question',
  PingForConfiguration: 'shows no consent',
};

/** Every contract, by its name. */
const all: Readonly<Record<string, Partial<Contract>>> = {
  ...Object.fromEntries(
    [...contracts, ...jsonOnly, ...soapOnly, asOf].map(({ name, contract }) => [
      name,
      contract.prototype as Contract,
    ]),
  ),
  ...Object.fromEntries(fhirOnly.map((contract) => [contract.name, contract.prototype as Partial<Contract>])),
  Decisions: Decisions.prototype,
  ReadDecision: ReadDecision.prototype,
  History: History.prototype,
};

it('every contract says how much it shows, has a record of its own, or is listed here with the reason', () => {
  const silent = Object.entries(all).filter(([, { shown, record }]) => !shown && !record);
  expect(silent.map(([name]) => name).sort()).toEqual(Object.keys(withoutRecord).sort());
});
