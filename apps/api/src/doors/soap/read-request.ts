import { readXml } from './xml';
import { DocumentPlace, NO_MESSAGE, type Reading, type RequestForm } from './envelope-places';
import type { NamedContract } from './names';
import type { Place } from './place';
import { requestShape } from './shape';
import type { SoapContract } from '../../contract/soap-contract';
import { SoapFault } from './soap-fault';

/** A request as it was meant, whatever prefixes and encodings it came in. */
export interface SoapRequest {
  /** The HSA-id of whom the request concerns. */
  readonly logicalAddress: string;
  /** The same body as a JSON caller would have sent. */
  readonly body: unknown;
}

/** Reads an envelope's text. @throws SoapFault when it holds no request of the contract. */
export type ReadRequest = (envelope: string) => SoapRequest;

/** Makes the reader of the requests of a contract, one of all those at this door. */
export function requestReader(contract: SoapContract, all: readonly NamedContract[]): ReadRequest {
  const form: RequestForm = { contract, shape: requestShape(contract, all) };
  return (envelope) => {
    const reading: Reading = { body: NO_MESSAGE };
    read(envelope, new DocumentPlace(form, reading));
    const { logicalAddress, body } = reading;
    if (logicalAddress === undefined || body === NO_MESSAGE)
      throw new SoapFault('misbuilt-envelope', 'There is no message in it.');
    return { logicalAddress, body };
  };
}

function read(document: string, beginning: Place): void {
  const places = [beginning];
  let place = beginning;
  readXml(document, {
    open(element) {
      place = place.open(element);
      places.push(place);
    },
    text: (text) => place.text(text),
    close() {
      places.pop()!.close();
      place = places[places.length - 1]!;
    },
  });
}
