/** The headers that requests and answers carry, by the names Node gives them. */
export const headers = {
  /** In and out: finds everything that belongs to one exchange. */
  correlationId: 'x-skltp-correlation-id',
  /** In: the system where the request began. */
  originalConsumer: 'x-rivta-original-serviceconsumer-hsaid',
  /** In: whom the calling system acts for. */
  onBehalfOf: 'x-rivta-acting-on-behalf-of-hsaid',
  /** In: the same key and the same body get the first answer again. */
  idempotencyKey: 'idempotency-key',
  /** In: the answer must be at least as new as this position. */
  minPosition: 'x-ledger-min-position',
  /** In, of a check at the JSON door: explain the answer. */
  explain: 'x-ledger-explain',
  /** In, of a stream: the id of the last event that was received. */
  lastEventId: 'last-event-id',
  /** Out: the position of the ledger that the answer was computed at. */
  position: 'x-ledger-position',
} as const;
