import { hash, randomBytes } from 'node:crypto';
import { crc32 } from 'node:zlib';
import type { StoredEvent } from '#event-store';

/** Streams are doubted in so many groups: enough that the streams of a group are few, and few enough to be kept. */
const GROUPS = 4096;

/** Where an event is, in its stream and in the log. */
type Placed = Pick<StoredEvent, 'stream' | 'revision' | 'position'>;

/**
 * Whether the log and its index name the same places, learned without keeping any of them: the fingerprints of those that the log
 * has are added up, and those that the index has are taken away again, which leaves nothing when they are the same. The key is drawn
 * each time and never shown, so that nobody can prepare places whose sums agree.
 */
export class StreamDoubts {
  private readonly key = randomBytes(32).toString('hex');
  private readonly differences = new BigUint64Array(GROUPS);
  private readonly faulty = new Set<number>();
  private readonly suspected = new Set<number>();

  inLog(placed: Placed): void {
    const group = groupOf(placed.stream);
    this.differences[group] = this.differences[group]! + this.fingerprint(placed);
  }

  inIndex(placed: Placed): void {
    const group = groupOf(placed.stream);
    this.differences[group] = this.differences[group]! - this.fingerprint(placed);
  }

  /** A stream that is not sound, whatever the sums say. */
  doubt(stream: string): void {
    this.faulty.add(groupOf(stream));
  }

  /** A stream that is to be looked at, and may be found sound. */
  suspect(stream: string): void {
    this.suspected.add(groupOf(stream));
  }

  isDoubted(stream: string): boolean {
    const group = groupOf(stream);
    return this.suspected.has(group) || this.faulty.has(group) || this.differences[group] !== 0n;
  }

  get isNone(): boolean {
    return this.suspected.size === 0 && !this.isCertain;
  }

  /** Something is not sound, whether or not it can be found where. */
  get isCertain(): boolean {
    return this.faulty.size > 0 || this.differences.some((difference) => difference !== 0n);
  }

  private fingerprint({ stream, revision, position }: Placed): bigint {
    return hash('sha256', `${this.key} ${revision} ${position} ${stream}`, 'buffer').readBigUInt64LE();
  }
}

const groupOf = (stream: string): number => crc32(stream) % GROUPS;
