import { isDeepStrictEqual } from 'node:util';
import { knownPosition, type EventStore, type Position, type StoredEvent } from '#event-store';
import type { FindingKind, LogName, Report } from './finding';
import { Histories } from './histories';
import { isAt, placeOf, type Place } from './stream-places';
import type { StreamRules } from './stream-rules';

/** One of the ledger's logs, as far as it is walked. */
export interface WalkedLog {
  readonly name: LogName;
  readonly store: Pick<EventStore, 'readAll' | 'readStream'>;
  /** The last position that is walked. */
  readonly upTo: Position;
  readonly rules: readonly StreamRules[];
}

/** `undefined` for a stream that this ledger cannot have. */
export const rulesFor = (log: WalkedLog, stream: string): StreamRules | undefined =>
  log.rules.find((rules) => rules.holds(stream));

/** Checks each event against its stream: that the index finds it and nothing else, that none is missing, that the rules let it follow. */
export class StreamCheck {
  private readonly histories: Histories;
  /** How many events are the next of one before them, as the index says, and as the log has them. */
  private promised = 0;
  private met = 0;

  constructor(
    private readonly log: WalkedLog,
    private readonly report: Report,
  ) {
    this.histories = new Histories(log.store);
  }

  /** Events are to be given in the order of the log: all of a stream's. @throws StoreUnavailable */
  async check(event: StoredEvent): Promise<void> {
    const rules = rulesFor(this.log, event.stream);
    if (!rules) {
      this.find('malformed', event, 'Its stream has a name that this ledger gives to none.');
      return;
    }
    const place = await placeOf(this.log.store, event);
    this.checkPlace(event, place);
    this.checkNext(event, place);
    await this.checkRules(event, rules);
  }

  /** After the last event. */
  end(): void {
    const { promised, met, log } = this;
    if (promised === met) return;
    const what = `Streams that are not as the log is name ${promised} events that follow another one, and the log has ${met}.`;
    this.report({ kind: 'stream', log: log.name, position: null, what });
  }

  private checkPlace(event: StoredEvent, { here }: Place): void {
    if (event.revision > 0) this.met += 1;
    if (isDeepStrictEqual(here, event)) return;
    this.find('stream', event, `It is not what its stream has at revision ${event.revision}.`);
  }

  private checkNext(event: StoredEvent, { next, damage }: Place): void {
    const { upTo, name } = this.log;
    if (damage && damage.position <= upTo)
      this.report({ kind: 'damaged', log: name, position: damage.position, what: `${damage.message}.` });
    if (!next) return;
    const { stream, revision, position } = event;
    if (next.position > position && isAt(next, next.position, stream, revision + 1)) {
      if (next.position <= upTo) this.promised += 1;
      return;
    }
    this.find(
      'stream',
      event,
      `What its stream has after it, at revision ${revision + 1}, is another stream's event.`,
    );
  }

  private async checkRules(event: StoredEvent, rules: StreamRules): Promise<void> {
    const history = await this.histories.before(event, rules);
    if (!history) {
      this.find('stream', event, 'The events before it in its stream are not all there.');
      return;
    }
    const { state, fault } = rules.follow(history.state, event);
    this.histories.after(event, state);
    if (fault) this.find(fault.kind, event, fault.what);
  }

  private find(kind: FindingKind, event: StoredEvent, what: string): void {
    const stream = rulesFor(this.log, event.stream) ? { stream: event.stream } : {};
    this.report({ kind, log: this.log.name, position: knownPosition(event), ...stream, what });
  }
}
