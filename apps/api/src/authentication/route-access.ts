import { RouteConfig } from '@nestjs/platform-fastify';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { tokenAlgorithms, type Right } from '#callers';
import { demandRight } from '../contract/rights';
import type { CallingSystem } from '../contract/calling-system';
import { CallMeters, TooManyCalls } from './call-meters';
import type { ClientAddress } from './client-address';
import { NonceDemanded, Unauthenticated } from './unauthenticated';
import { TooManyUnproved, type UnprovedRequests } from './unproved-requests';

/** Who may use a route: everybody, every registered caller (the contract behind it has its own right), or callers with a right. */
export type Access = 'open' | 'caller' | Right;

declare module 'fastify' {
  interface FastifyRequest {
    /** Set before the body is read, on every route that is not open. */
    callingSystem?: CallingSystem;
    /**
     * Learns again who calls, for an answer that goes on: the proof may have run out, and the register may be another.
     * @throws Unauthenticated @throws KeysUnavailable
     */
    callerNow(): Promise<CallingSystem>;
    /** Whether it came to the address of operations, where nobody is asked who calls. */
    isAtOperations: boolean;
    /** What the next proof of the caller's key is to be signed with, where that is not what this one was signed with. */
    nextNonce?: string;
    /** Whether it is one of too many that prove nothing, which have no line of their own in the log. */
    isBeyondLimit: boolean;
  }

  interface FastifyContextConfig {
    /** A route without it keeps the service from starting. */
    access?: Access;
    /** It is for those who run the service, at their own address if there is one. */
    isOperational?: true;
  }
}

/** Says who may use the route of a controller's method. */
export const OpenTo = (access: Access): MethodDecorator => RouteConfig({ access });

/** The same, of a route for those who run the service. */
export const OperationalTo = (access: Access): MethodDecorator =>
  RouteConfig({ access, isOperational: true });

/** Learns which system sent a request, for the first time or again. @throws Unauthenticated @throws KeysUnavailable */
export type Authenticate = (
  request: FastifyRequest,
  isAgain: boolean,
) => CallingSystem | Promise<CallingSystem>;

/** How the requests of a server are let in. */
export interface Guard {
  readonly authenticate: Authenticate;
  readonly addressOf: ClientAddress;
  readonly unproved: UnprovedRequests;
}

/** A route of the server does not say who may use it. */
export class UnguardedRoute extends Error {
  override readonly name = 'UnguardedRoute';
}

const NONCE_HEADER = 'dpop-nonce';

/** Routes that belong to a library, which cannot say it: the documentation and its files. */
const DOCUMENTATION = /^\/docs(?:\/|$)/;

/**
 * Makes every route learn who calls it, before anything of the body is read. Has to be called before the server has its first route.
 * @throws UnguardedRoute when a route is added that does not say who may use it.
 */
export function guardRoutes(server: FastifyInstance, { authenticate, addressOf, unproved }: Guard): void {
  const meters = new CallMeters();
  server.decorateRequest('callingSystem', undefined);
  server.decorateRequest('callerNow', async function callerNow(this: FastifyRequest) {
    return authenticate(this, true);
  });
  server.decorateRequest('isBeyondLimit', false);
  server.decorateRequest('nextNonce', undefined);
  server.addHook('onRoute', (route) => {
    if (route.config?.access !== undefined) return;
    if (!DOCUMENTATION.test(route.url))
      throw new UnguardedRoute(`${String(route.method)} ${route.url} does not say who may use it.`);
    route.config = { ...route.config, access: 'open' };
  });
  server.addHook('onRequest', async (request, reply) => {
    const { access } = request.routeOptions.config;
    if (request.is404 || access === 'open' || request.isAtOperations) return;
    const system = await advising(reply, async () => {
      try {
        return await authenticate(request, false);
      } catch (error) {
        const refusal = unproved.refusalOf(error, addressOf(request));
        request.isBeyondLimit = refusal instanceof TooManyUnproved;
        throw refusal;
      }
    });
    request.callingSystem = system;
    if (request.nextNonce !== undefined) void reply.header(NONCE_HEADER, request.nextNonce);
    const spend = await advising(reply, () =>
      meters.admit(system.limits, { response: reply.raw, socket: request.raw.socket }),
    );
    if (spend) request.callingSystem = { ...system, spend };
    if (access !== undefined && access !== 'caller') demandRight(system.rights, access);
  });
}

/** Says in the answer's headers what a caller that was refused can do: when to try again, or what to prove itself with. */
async function advising<T>(reply: FastifyReply, work: () => T | Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof TooManyCalls) void reply.header('retry-after', error.retryAfter);
    if (error instanceof NonceDemanded) void reply.header(NONCE_HEADER, error.nonce);
    if (error instanceof Unauthenticated) void reply.header('www-authenticate', challengesFor(error));
    throw error;
  }
}

/** RFC 6750 and 9449: what a caller may send, and what is wrong with what it sent. The words are our own, and hold no quotation mark. */
function challengesFor({ fault, message }: Unauthenticated): string {
  const wrong = fault === null ? '' : `, error="${fault}", error_description="${message}"`;
  const isOfKey = fault === 'invalid_dpop_proof' || fault === 'use_dpop_nonce';
  const bearer = `Bearer realm="consent-ledger"${isOfKey ? '' : wrong}`;
  return `${bearer}, DPoP algs="${tokenAlgorithms.join(' ')}"${isOfKey ? wrong : ''}`;
}
