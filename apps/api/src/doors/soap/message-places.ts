import type { Content, ElementType } from '#contracts';
import type { XmlElement } from './xml';
import { isOfDomain, namespaces } from './names';
import { ignored, isBlank, trimmed, type Place } from './place';
import type { Shape, Slot } from './shape';
import { SoapFault } from './soap-fault';

/** Takes what an element has been read into: the same value as the element's in a JSON body. */
type Take = (value: unknown) => void;

type Body = Record<string, unknown>;

type PlainContent = Exclude<Content, ElementType>;

/**
 * The place for an element of the contract with elements of its own, the whole message first of all.
 * @throws SoapFault
 */
export const placeOfPart = (element: XmlElement, shape: Shape, take: Take): Place =>
  isNil(element) ? new NilPlace(element.name, take) : new PartPlace(shape, take);

class PartPlace implements Place {
  private readonly body: Body = {};
  private words = '';
  private next = 0;

  constructor(
    private readonly shape: Shape,
    private readonly take: Take,
  ) {}

  open(element: XmlElement): Place {
    if (element.namespace !== this.shape.namespace) return this.openStranger(element);
    const slot = this.shape.slots.get(element.name);
    return slot ? this.openKnown(element, slot) : this.openUnknown(element);
  }

  text(text: string): void {
    if (!isBlank(text)) this.words += text;
  }

  /** Words where elements belong are what a text in an object's place is in JSON, and validation says so. */
  close(): void {
    this.take(this.words === '' ? this.body : this.words);
  }

  private openKnown(element: XmlElement, slot: Slot): Place {
    const { name, place, content } = slot;
    if (place < this.next) throw this.outOfOrder(slot);
    this.next = place + 1;
    const take: Take = (value) => (this.body[name] = value);
    if (typeof content === 'object') return placeOfPart(element, content, take);
    return isNil(element) ? new NilPlace(name, take) : new ValuePlace(content, take);
  }

  /** An object, as which no value is ever right: validation refuses it, whether it knows the name from the other door or not. */
  private openUnknown({ name }: XmlElement): Place {
    Object.defineProperty(this.body, name, {
      value: {},
      enumerable: true,
      configurable: true,
      writable: true,
    });
    return ignored;
  }

  /**
   * Every type may be extended at its end, by others and by the domain's next minor version. An element that the type has itself
   * is no extension in any version of the domain: the end of a consent must not be passed over.
   */
  private openStranger({ name, namespace }: XmlElement): Place {
    const { label, namespace: expected, known, slots } = this.shape;
    if (known.has(namespace) || (isOfDomain(namespace) && slots.has(name))) {
      const where = namespace === '' ? 'in no namespace' : `in the namespace ${namespace}`;
      const what = `${name} in ${label} is ${where}; the elements of ${label} are in ${expected}.`;
      throw new SoapFault('wrong-namespace', what);
    }
    this.next = Infinity;
    return ignored;
  }

  private outOfOrder({ name }: Slot): SoapFault {
    const { label, slots } = this.shape;
    if (name in this.body) return new SoapFault('repeated-element', `${name} may occur once in ${label}.`);
    const order = [...slots.keys()].join(', ');
    return new SoapFault('misplaced-element', `${name} in ${label} comes too late. The order is: ${order}.`);
  }
}

/** An element that holds a text, a time, or a yes or a no. */
class ValuePlace implements Place {
  private words = '';
  private holdsElements = false;

  constructor(
    private readonly content: PlainContent,
    private readonly take: Take,
  ) {}

  open(): Place {
    this.holdsElements = true;
    return ignored;
  }

  text(text: string): void {
    this.words += text;
  }

  close(): void {
    this.take(this.holdsElements ? {} : valueOf(this.words, this.content));
  }
}

/** An element that says it is not there: what `null` is in JSON. */
class NilPlace implements Place {
  constructor(
    private readonly name: string,
    private readonly take: Take,
  ) {}

  open(): never {
    throw this.notEmpty();
  }

  text(): never {
    throw this.notEmpty();
  }

  close(): void {
    this.take(null);
  }

  private readonly notEmpty = (): SoapFault =>
    new SoapFault('misbuilt-element', `${this.name} is nil and holds something.`);
}

const flags: ReadonlyMap<string, boolean> = new Map([
  ['true', true],
  ['1', true],
  ['false', false],
  ['0', false],
]);

/** What is neither is handed on as it came, so that validation says what is wrong with it. */
function valueOf(words: string, content: PlainContent): unknown {
  if (content === 'text') return words;
  return content === 'flag' ? (flags.get(trimmed(words)) ?? words) : trimmed(words);
}

/** Attributes of other namespaces say nothing to the contract; it has none itself, and `id` and `href` would change what is said. */
function isNil({ name, attributes }: XmlElement): boolean {
  let nil = false;
  for (const attribute of attributes) {
    if (attribute.namespace === '')
      throw new SoapFault(
        'misbuilt-element',
        `${name} has the attribute ${attribute.name}; the contract has none.`,
      );
    if (attribute.namespace === namespaces.schemaInstance && attribute.name === 'nil')
      nil = flags.get(trimmed(attribute.value)) === true;
  }
  return nil;
}
