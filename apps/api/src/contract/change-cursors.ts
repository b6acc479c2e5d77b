import { given, texts, type Fault } from '#contracts';
import { NO_POSITION } from '#event-store';
import { decodeChangeCursor, type ChangesQuestion } from '#read-models';
import type { Outcome } from './contract';

/** A request that goes on behind a change of a care provider's consents. */
interface BehindCursor {
  readonly careProviderId: string;
  readonly cursor?: string;
}

/** Only the ledger can distinguish its own cursors from other texts. */
export function cursorFaults({ cursor: text }: BehindCursor): readonly Fault[] {
  const cursor = given(text);
  return cursor === undefined || decodeChangeCursor(cursor) ? [] : [fault(texts.invalid('cursor'))];
}

/** What is asked of the read model. */
export const questionIn = ({
  careProviderId,
  cursor,
}: BehindCursor): Pick<ChangesQuestion, 'careProviderId' | 'after'> => ({
  careProviderId,
  after: decodeChangeCursor(given(cursor) ?? '') ?? undefined,
});

/** Its reader has to begin again: what it has read may be what was lost here, or what never was. */
export function ofAnotherHistory(): Outcome<never> {
  const resultText = texts.otherHistory('cursor');
  return {
    result: { resultCode: 'VALIDATION_ERROR', resultText },
    faults: [fault(resultText)],
    position: NO_POSITION,
  };
}

const fault = (message: string): Fault => ({ element: 'cursor', message, logMessage: message });
