import type { PlacedDecision } from '#audit';

type Decision = PlacedDecision['decision'];

/** What a record has besides, and R4 no element for. Each is a detail of the question about the consent. */
const details: Readonly<Record<string, (decision: Decision) => string | undefined>> = {
  'record-id': ({ id }) => id,
  position: ({ position }) => String(position),
  'correlation-id': ({ correlationId }) => correlationId,
  door: ({ door }) => door,
  'original-consumer': ({ originalConsumer }) => originalConsumer,
  'on-behalf-of': ({ onBehalfOf }) => onBehalfOf,
  'proof-kind': ({ proof }) => proof?.kind,
  'proof-issuer': ({ proof }) => proof?.issuer,
  'proof-subject': ({ proof }) => proof?.subject,
  'proof-thumbprint': ({ proof }) => proof?.thumbprint,
};

export const detailNames: readonly string[] = Object.keys(details);

/** R4 has no empty text. */
export const detailsOf = (decision: Decision): readonly object[] =>
  Object.entries(details).flatMap(([type, valueIn]) => {
    const valueString = valueIn(decision);
    return valueString === undefined || valueString === '' ? [] : [{ type, valueString }];
  });
