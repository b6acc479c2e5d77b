import type { XmlElement } from './xml';
import { SoapFault } from './soap-fault';

/** Where the reader stands in a document: what may come next here, and what becomes of it. */
export interface Place {
  /** An element begins here; what follows is read at the answered place, until the element ends. */
  open(element: XmlElement): Place;
  text(text: string): void;
  close(): void;
}

/** White space as XML has it; that between elements says nothing. */
export const isBlank = (text: string): boolean => !/[^ \t\r\n]/.test(text);

export const trimmed = (text: string): string => text.replace(/^[ \t\r\n]+|[ \t\r\n]+$/g, '');

/** A place that holds elements and no words. */
export abstract class ElementsOnly implements Place {
  protected constructor(private readonly element: string) {}

  abstract open(element: XmlElement): Place;

  text(text: string): void {
    if (!isBlank(text))
      throw new SoapFault('misbuilt-envelope', `There is text directly in ${this.element}.`);
  }

  close(): void {}
}

/** Whatever is here is meant for others. */
export const ignored: Place = {
  open: () => ignored,
  text: () => undefined,
  close: () => undefined,
};
