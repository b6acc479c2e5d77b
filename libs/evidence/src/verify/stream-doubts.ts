import { createHmac, randomBytes } from 'node:crypto';
import { crc32 } from 'node:zlib';
import type { StoredEvent } from '#event-store';

/** Streams are doubted in so many groups: enough that the streams of a group are few, and few enough to be kept. */
const GROUPS = 4096;

/** An event, distinguished from every other by everything that is stored of it. */
export interface Fingerprint {
  readonly stream: string;
  readonly value: bigint;
  /** How long the event is as text, in UTF-16 units: what it takes in memory grows with it. */
  readonly length: number;
}

/**
 * Whether the log and its streams have the same events, learned without keeping any of them: the fingerprints of those that the
 * log has are added up, and those that the streams have are taken away again, which leaves nothing when they are the same. The key
 * is drawn each time, so that nobody can prepare events whose sums agree.
 */
export class StreamDoubts {
  private readonly key = randomBytes(32);
  private readonly differences = new BigUint64Array(GROUPS);
  private readonly faulty = new Set<number>();
  private readonly suspected = new Set<number>();

  fingerprint({
    stream,
    id,
    type,
    revision,
    position,
    originalPosition,
    data,
    metadata,
  }: StoredEvent): Fingerprint {
    const text = JSON.stringify([stream, id, type, revision, position, originalPosition, data, metadata]);
    const value = createHmac('sha256', this.key).update(text).digest().readBigUInt64LE();
    return { stream, value, length: text.length };
  }

  inLog({ stream, value }: Fingerprint): void {
    const group = groupOf(stream);
    this.differences[group] = this.differences[group]! + value;
  }

  inStream({ stream, value }: Fingerprint): void {
    const group = groupOf(stream);
    this.differences[group] = this.differences[group]! - value;
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
}

const groupOf = (stream: string): number => crc32(stream) % GROUPS;
