import type { XmlElement } from './xml';
import { messageNamespace, namespaces } from './names';
import { placeOfPart } from './message-places';
import { ElementsOnly, ignored, isBlank, trimmed, type Place } from './place';
import type { Shape } from './shape';
import type { SoapContract } from '../../contract/soap-contract';
import { SoapFault } from './soap-fault';

/** What a request has been read into. */
export interface Reading {
  logicalAddress?: string;
  /** The message, as the JSON door would have it; a value of its own when there was none. */
  body: unknown;
}

/** A contract's request, made ready for reading. */
export interface RequestForm {
  readonly contract: Pick<SoapContract, 'name' | 'major'>;
  readonly shape: Shape;
}

export const NO_MESSAGE = Symbol('no message');

/** Where a document begins. */
export class DocumentPlace extends ElementsOnly {
  constructor(
    private readonly form: RequestForm,
    private readonly reading: Reading,
  ) {
    super('the document');
  }

  open({ namespace, name }: XmlElement): Place {
    if (name !== 'Envelope') throw new SoapFault('no-envelope', `It begins with ${name}.`);
    if (namespace === '') throw new SoapFault('no-envelope', 'Its Envelope is in no namespace.');
    if (namespace !== namespaces.envelope) throw new SoapFault('other-soap-version');
    return new EnvelopePlace(this.form, this.reading);
  }
}

class EnvelopePlace extends ElementsOnly {
  private next: 'Header' | 'Body' | 'nothing' = 'Header';

  constructor(
    private readonly form: RequestForm,
    private readonly reading: Reading,
  ) {
    super('Envelope');
  }

  open({ namespace, name }: XmlElement): Place {
    const isSoap = namespace === namespaces.envelope;
    if (isSoap && name === 'Header' && this.next === 'Header') {
      this.next = 'Body';
      return new HeaderPlace(this.reading);
    }
    if (isSoap && name === 'Body' && this.next !== 'nothing') {
      this.next = 'nothing';
      return this.openBody();
    }
    throw new SoapFault('misbuilt-envelope', 'Envelope holds one Header and one Body, in this order.');
  }

  private openBody(): Place {
    if (this.reading.logicalAddress === undefined) throw new SoapFault('no-logical-address');
    return new BodyPlace(this.form, this.reading);
  }
}

class HeaderPlace extends ElementsOnly {
  constructor(private readonly reading: Reading) {
    super('Header');
  }

  open(element: XmlElement): Place {
    if (element.namespace === namespaces.registry && element.name === 'LogicalAddress') {
      return new LogicalAddressPlace(this.reading);
    }
    if (mustBeUnderstood(element)) {
      throw new SoapFault(
        'not-understood',
        `The header ${element.name} of ${element.namespace} is not known here.`,
      );
    }
    return ignored;
  }
}

class LogicalAddressPlace extends ElementsOnly {
  private words = '';

  constructor(private readonly reading: Reading) {
    super('LogicalAddress');
  }

  open(): never {
    throw new SoapFault('no-logical-address', 'LogicalAddress holds an element.');
  }

  override text(text: string): void {
    this.words += text;
  }

  override close(): void {
    if (this.reading.logicalAddress !== undefined) {
      throw new SoapFault('repeated-element', 'LogicalAddress may occur once in Header.');
    }
    if (!isBlank(this.words)) this.reading.logicalAddress = trimmed(this.words);
  }
}

class BodyPlace extends ElementsOnly {
  constructor(
    private readonly form: RequestForm,
    private readonly reading: Reading,
  ) {
    super('Body');
  }

  open(element: XmlElement): Place {
    const { contract, shape } = this.form;
    if (element.name !== contract.name || element.namespace !== messageNamespace(contract)) {
      throw new SoapFault(
        'other-message',
        `This address answers ${contract.name} of ${messageNamespace(contract)}.`,
      );
    }
    if (this.reading.body !== NO_MESSAGE) {
      throw new SoapFault('misbuilt-envelope', 'Body holds more than one message.');
    }
    return placeOfPart(element, shape, (body) => (this.reading.body = body));
  }
}

const NEXT_ACTOR = 'http://schemas.xmlsoap.org/soap/actor/next';

/** A header that is addressed to this service, and says that the request means something else to who does not know it. */
function mustBeUnderstood({ attributes }: XmlElement): boolean {
  let must = false;
  for (const { namespace, name, value } of attributes) {
    if (namespace !== namespaces.envelope) continue;
    if (name === 'actor' && value !== '' && value !== NEXT_ACTOR) return false;
    if (name === 'mustUnderstand') must = value === '1' || value === 'true';
  }
  return must;
}
