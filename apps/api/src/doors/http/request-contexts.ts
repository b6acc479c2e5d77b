import { Inject, Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { holdsPersonIdentity, hsaKey, type Caller, type Provenance } from '#consent';
import { derivedId, newId, type Clock } from '#platform';
import { CLOCK } from '../../surroundings/tokens';
import { headers } from './headers';
import type { CallingSystem } from '../../contract/calling-system';
import type { RequestContext } from '../../contract/request-context';
import '../../authentication/route-access';

/** A header's value cannot be used. The message names the header, and has nothing of the value, which may be a personal identity. */
export class InvalidHeader extends Error {
  override readonly name = 'InvalidHeader';

  constructor(header: string, fault = 'cannot be used as it is') {
    super(`The value of ${header} ${fault}.`);
  }
}

/** Makes command ids out of idempotency keys; never change it, or old keys are forgotten. */
const IDEMPOTENCY_NAMESPACE = '5f0c7a52-6e0b-4c0e-9a52-0d3a3f1d6b9e';

const PRINTABLE = /^[\x21-\x7e]{1,128}$/;
const KEY = /^[\x20-\x7e]{1,255}$/;
const POSITION = /^\d{1,15}$/;
const FLAG = /^(?:true|false)$/;

/** Reads a request's headers into its context. */
@Injectable()
export class RequestContexts {
  constructor(@Inject(CLOCK) private readonly clock: Clock) {}

  /** @throws InvalidHeader */
  of(request: FastifyRequest, door: Provenance['door']): RequestContext {
    const key = valueOf(request, headers.idempotencyKey, KEY);
    const atLeast = valueOf(request, headers.minPosition, POSITION);
    const explain = door === 'json' && valueOf(request, headers.explain, FLAG) === 'true';
    const originalConsumer = systemIn(request, headers.originalConsumer);
    const onBehalfOf = systemIn(request, headers.onBehalfOf);
    const system = systemOf(request);
    const { systemId, proof } = system;
    const ownId = newId();
    const provenance: Provenance = {
      commandId: key === null ? ownId : commandIdOf(key, systemId, originalConsumer),
      correlationId: correlationIdOf(request, ownId),
      door,
      systemId,
      ...(originalConsumer !== null && { originalConsumer }),
      ...(onBehalfOf !== null && { onBehalfOf }),
      ...(proof && { proof }),
    };
    return {
      system,
      caller: callerOf(system, originalConsumer),
      now: this.clock(),
      provenance,
      isRepeatable: key !== null,
      ...(atLeast !== null && { atLeast: Number(atLeast) }),
      ...(explain && { explain }),
    };
  }
}

/** The hook that sets it is passed by every route that reaches a contract. */
function systemOf({ callingSystem }: FastifyRequest): CallingSystem {
  if (!callingSystem) throw new Error('The route does not know who calls it.');
  return callingSystem;
}

/** Only a platform speaks for others. From any other system, the header is kept as what it says, and gives nothing. */
const callerOf = ({ systemId, careProviders, platform }: CallingSystem, named: string | null): Caller => ({
  systemId,
  careProviders,
  ...(platform && named !== null && { originalConsumer: named }),
});

/** Every system chooses its keys by itself, also behind a platform. No line feed can be in a header. */
const commandIdOf = (key: string, systemId: string, originalConsumer: string | null): string =>
  derivedId(
    originalConsumer === null
      ? `${hsaKey(systemId)} ${key}`
      : `${hsaKey(systemId)}\n${hsaKey(originalConsumer)}\n${key}`,
    IDEMPOTENCY_NAMESPACE,
  );

/** A correlation id that cannot be used must not stop health care: the exchange gets a new one, and the caller gets it back. */
export function correlationIdOf(request: FastifyRequest, ownId: string = newId()): string {
  if (request.exchange) return request.exchange.context.provenance.correlationId;
  const value = request.headers[headers.correlationId];
  const isUsable = typeof value === 'string' && PRINTABLE.test(value) && !holdsPersonIdentity(value);
  return isUsable ? value : ownId;
}

/**
 * These are kept as evidence with every event, so a value that cannot be one is refused. An empty one counts as absent: platforms
 * pass on headers that they have no value for.
 */
function systemIn(request: FastifyRequest, name: string): string | null {
  if (request.headers[name] === '') return null;
  const value = valueOf(request, name, PRINTABLE);
  if (value !== null && holdsPersonIdentity(value))
    throw new InvalidHeader(name, 'holds a personal identity');
  return value;
}

function valueOf(request: FastifyRequest, name: string, pattern: RegExp): string | null {
  const value = request.headers[name];
  if (value === undefined) return null;
  if (typeof value === 'string' && pattern.test(value)) return value;
  throw new InvalidHeader(name);
}
