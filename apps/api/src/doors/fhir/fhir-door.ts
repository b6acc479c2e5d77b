import { Inject, Injectable, UnsupportedMediaTypeException, type Type } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { NO_POSITION } from '#event-store';
import type { Config } from '#platform';
import { callerAddresses, type CallerAddress } from '../../authentication/caller-address';
import type { Contract, Outcome } from '../../contract/contract';
import { httpStatusOf } from '../../contract/error-table';
import { ProblemLog } from '../../contract/problem-log';
import { ContractRunner } from '../../contract/run-contract';
import type { Exchange } from '../../observability/exchange';
import { CONFIG } from '../../surroundings/tokens';
import { InvalidParameter, SearchInAddress } from '../http/fhir-refusals';
import { headers } from '../http/headers';
import { correlationIdOf, RequestContexts } from '../http/request-contexts';
import { specificallyIn } from '../problems/problem-of';
import { CURSOR, type Asked, type Interaction } from './interaction';
import { demandJson, FHIR_JSON } from './media-type';
import { problemOutcome, refusalOutcome } from './operation-outcome';
import { FHIR_PATH, type Resource } from './resource';
import { SearchParameters } from './search-parameters';

const MEDIA_TYPE = `${FHIR_JSON}; charset=utf-8`;

const good = new Set<Outcome['result']['resultCode']>(['OK', 'INFO']);

/** What can be asked, and where its contract is found. */
export interface FhirEndpoint {
  readonly interaction: Interaction;
  readonly contractOf: (kind: Type<Contract>) => Contract;
}

/** HTTP and FHIR R4 around the contracts: a request becomes the message of a contract, and its answer a resource. */
@Injectable()
export class FhirDoor {
  private readonly addressOf: CallerAddress;

  constructor(
    private readonly contexts: RequestContexts,
    private readonly runner: ContractRunner,
    private readonly problems: ProblemLog,
    @Inject(CONFIG) { TRUSTED_PROXIES }: Config,
  ) {
    this.addressOf = callerAddresses(TRUSTED_PROXIES);
  }

  /** @throws InvalidParameter @throws SearchInAddress, and every technical failure. */
  async answer(endpoint: FhirEndpoint, request: FastifyRequest, reply: FastifyReply): Promise<void> {
    const context = this.contexts.of(request, 'fhir');
    const asked = askedIn(endpoint.interaction, request);
    demandJson(request.headers.accept, formatOf(asked, request));
    const question = endpoint.interaction.ask(asked);
    const contract = endpoint.contractOf(question.contract);
    const exchange: Exchange = { contract: contract.name, context };
    request.exchange = exchange;
    const outcome = await this.runner.run(contract, question.body, context);
    exchange.outcome = outcome;
    const { resultCode } = outcome.result;
    reply.status(httpStatusOf[resultCode]).header(headers.correlationId, context.provenance.correlationId);
    if (outcome.position !== NO_POSITION) reply.header(headers.position, outcome.position);
    const isGood = good.has(resultCode);
    const base = this.baseOf(request);
    send(reply, isGood ? question.answer(outcome, base) : refusalOutcome(outcome, question.parameterOf));
  }

  /** Shows a resource that is no secret and concerns nobody: what this door is. */
  show(resourceAt: (base: string) => Resource, request: FastifyRequest, reply: FastifyReply): void {
    demandJson(request.headers.accept, queryOf(request)._format);
    send(reply, resourceAt(this.baseOf(request)));
  }

  /** Answers a request that got no answer of a contract. */
  refuse(error: Error, request: FastifyRequest, reply: FastifyReply): void {
    const correlationId = correlationIdOf(request);
    const logged = this.problems.write(error, correlationId);
    reply.status(logged.status).header(headers.correlationId, correlationId);
    send(reply, problemOutcome(logged, specificallyIn(error)));
  }

  private baseOf(request: FastifyRequest): string {
    return this.addressOf(request) + FHIR_PATH;
  }
}

const send = (reply: FastifyReply, resource: Resource): void =>
  void reply.type(MEDIA_TYPE).send(JSON.stringify(resource));

type Query = Readonly<Record<string, unknown>>;

const queryOf = ({ query }: FastifyRequest): Query => query as Query;

/** What may be in an address: nothing of it is about a person. */
const IN_ADDRESS = '_format';

function cursorIn(request: FastifyRequest): string {
  const { [CURSOR]: cursor = '' } = queryOf(request);
  if (typeof cursor !== 'string') throw new InvalidParameter(`The parameter ${CURSOR} is given twice.`);
  return cursor;
}

/** The form of the answer that is asked for, in the address or in a form. Both at once are a fault, as two are. */
function formatOf({ parameters }: Asked, request: FastifyRequest): unknown {
  const given = [parameters.text(IN_ADDRESS), queryOf(request)[IN_ADDRESS]].filter(
    (each) => each !== undefined,
  );
  return given.length > 1 ? given : given[0];
}

function askedIn(interaction: Interaction, request: FastifyRequest): Asked {
  demandBody(interaction.takes, request.body);
  demandQuery(interaction, queryOf(request));
  return {
    id: (request.params as { id?: string }).id ?? '',
    cursor: cursorIn(request),
    parameters: request.body instanceof SearchParameters ? request.body : SearchParameters.none,
    resource: request.body,
  };
}

function demandQuery({ takes, hasPages }: Interaction, query: Query): void {
  const taken = hasPages ? [IN_ADDRESS, CURSOR] : [IN_ADDRESS];
  if (Object.keys(query).every((name) => taken.includes(name))) return;
  if (takes === 'form') throw new SearchInAddress('A parameter of the search is in the address.');
  throw new InvalidParameter(`The address takes the parameter ${IN_ADDRESS}.`);
}

/** A search without a body has no parameters, and the contract says what it lacks. */
function demandBody(takes: Interaction['takes'], body: unknown): void {
  const isForm = body instanceof SearchParameters;
  const isRight = takes === 'form' ? isForm || body === undefined : !isForm;
  if (!isRight) throw new UnsupportedMediaTypeException();
}
