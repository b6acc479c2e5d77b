import { stat } from 'node:fs/promises';
import { eventIn, parseEventLine, type ArchivedEvent } from '../format/event-line';
import { headerLine, parseHeader, VERSION, type Header } from '../format/header';
import { Order } from '../format/order';
import { isTrailer, Seal, trailerLine, type Trailer } from '../format/seal';
import type { Progress } from '../logs';
import { NOTHING_IMPORTED, UnusableArchive } from '../unusable-archive';
import { linesOf } from './lines';

/** An archive that has been read through once: it is whole, and of a version that this program knows. */
export class ArchiveFile {
  private constructor(
    private readonly path: string,
    /** In bytes, as it lies on the disk: what `Progress` counts. */
    readonly size: number,
    readonly header: Header,
    readonly trailer: Trailer,
  ) {}

  /**
   * Reads the file to its end.
   * @throws UnusableArchive when it is no archive, is not whole, has been changed, or is of a newer version; what the system says
   * when it cannot be read.
   */
  static async inspect(path: string, watch: (size: number) => Promise<Progress>): Promise<ArchiveFile> {
    const file = await stat(path);
    if (!file.isFile()) throw new UnusableArchive(`${path} is no file. Nothing was imported; name a file.`);
    const { size } = file;
    const inspection = new Inspection(path);
    const progress = await watch(size);
    try {
      const onRead = (bytes: number) => progress.at(bytes, inspection.events);
      for await (const line of linesOf(path, onRead)) inspection.take(line);
    } finally {
      progress.end();
    }
    return new ArchiveFile(path, size, ...inspection.result());
  }

  get eventCount(): number {
    return this.trailer.events + this.trailer.auditEvents;
  }

  /**
   * The events once more, in their order.
   * @throws UnusableArchive when something else is in their place now. A file that was changed into another archive is not noticed:
   * whoever imports it has to compare what was imported with the last line.
   */
  async *events(progress: Progress): AsyncGenerator<ArchivedEvent> {
    let read = 0;
    let number = 0;
    for await (const bytes of linesOf(this.path, (size) => (read = size))) {
      number += 1;
      const line = bytes.toString();
      if (number === 1 || isTrailer(line)) continue;
      const event = eventIn(line);
      if (!event) throw new UnusableArchive(`${this.path} was changed while it was read. Import it again.`);
      yield { event, line };
      progress.at(read, number - 1);
    }
  }
}

/** Looks at the lines of a file one by one, in their order. */
class Inspection {
  private readonly seal = new Seal();
  private readonly order = new Order();
  private header: Header | undefined;
  private trailer: Trailer | undefined;
  private lines = 0;

  constructor(private readonly path: string) {}

  get events(): number {
    return this.seal.events;
  }

  take(bytes: Buffer): void {
    this.lines += 1;
    if (this.trailer) throw this.unusable('goes on behind its last line');
    const line = bytes.toString();
    if (!this.header) this.takeHeader(line, bytes);
    else if (isTrailer(line)) this.takeTrailer(line);
    else this.takeEvent(line, bytes);
  }

  result(): [Header, Trailer] {
    if (!this.header) throw this.unusable('is empty');
    if (!this.trailer)
      throw this.unusable(`ends after line ${this.lines}, without its last line: it was cut off`);
    return [this.header, this.trailer];
  }

  private takeHeader(line: string, bytes: Buffer): void {
    const header = parseHeader(line);
    if (!header) throw new UnusableArchive(`${this.path} is no export of a ledger.`);
    if (header.version > VERSION) throw this.newer(header.version);
    if (line !== headerLine(header.ledger)) throw this.unusable('is damaged at line 1');
    this.header = header;
    this.seal.addHeader(bytes);
  }

  private takeEvent(line: string, bytes: Buffer): void {
    const event = parseEventLine(line);
    const fault = event ? this.order.faultOf(event) : 'it is no event';
    if (!event || fault) throw this.unusable(`is damaged at line ${this.lines}: ${fault}`);
    this.seal.addEvent(event, bytes);
  }

  private takeTrailer(line: string): void {
    this.trailer = this.seal.trailer();
    if (line !== trailerLine(this.trailer)) {
      throw this.unusable('does not hold what its last line says: it was changed');
    }
  }

  private unusable(what: string): UnusableArchive {
    return new UnusableArchive(`${this.path} ${what}. ${NOTHING_IMPORTED}`);
  }

  private newer(version: number): UnusableArchive {
    return new UnusableArchive(
      `${this.path} is written in version ${version}, and this program reads versions up to ${VERSION}. ` +
        'Nothing was imported; use the version that wrote it, or a newer one.',
    );
  }
}
