import { soapContracts } from '../../apps/api/src/contracts';
import { messageNamespace, typesNamespace } from '../../apps/api/src/doors/soap';
import type { SoapContract } from '../../apps/api/src/contract/soap-contract';
import { addressHeader, envelope as envelopeWith, writeMessage } from '#contract-doors';

export { NotExpressible } from '#contract-doors';
export { addressHeader, escaped } from '#contract-doors';

export const soapContract = (name: string): SoapContract => soapContracts.find((one) => one.name === name)!;

export const NATIONAL_SERVICE = 'SE165565594230-1000';

export const envelope = (body: string, header = addressHeader(NATIONAL_SERVICE)): string =>
  envelopeWith(body, header);

/**
 * The message that says the same as a JSON body: known elements in the order of the schema, unknown ones behind them.
 * @throws NotExpressible
 */
export const messageOf = (contract: SoapContract, body: Readonly<Record<string, unknown>>): string =>
  writeMessage(
    {
      name: contract.name,
      elements: contract.request,
      messageNamespace: messageNamespace(contract),
      typesNamespace: typesNamespace(contract),
    },
    body,
  );
