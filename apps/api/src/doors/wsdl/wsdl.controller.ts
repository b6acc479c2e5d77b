import { Controller, Get, NotFoundException, Req, Res, type Type } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { MethodNotAllowed, type Config } from '#platform';
import { OpenTo } from '../../authentication/route-access';
import { soapPaths } from '../soap';
import type { SoapContract } from '../../contract/soap-contract';
import { callerAddresses } from '../../authentication/caller-address';
import { headerSchema, messagesSchema, sharesTypes, typesSchema } from './schemas';
import { wsdl, type HeaderPlace } from './wsdl';

/** What the address of a contract says about it. */
interface Description {
  readonly contract: SoapContract;
  readonly schemas: ReadonlyMap<string, string>;
}

const descriptionOf = (contract: SoapContract, types: string): Description => ({
  contract,
  schemas: new Map([
    ['messages', messagesSchema(contract)],
    ['header', headerSchema()],
    ...(sharesTypes(contract) ? [['types', types] as const] : []),
  ]),
});

/** Describes every contract at its SOAP addresses: `?wsdl`, and the schemas that the WSDL points to. */
export function wsdlController(
  contracts: readonly SoapContract[],
  { SOAP_PATH_PREFIXES, TRUSTED_PROXIES }: Config,
): Type {
  const callerAddress = callerAddresses(TRUSTED_PROXIES);
  const types = typesSchema(contracts);
  const descriptions = new Map(
    contracts.flatMap((contract) => {
      const description = descriptionOf(contract, types);
      return soapPaths(contract, SOAP_PATH_PREFIXES).map((path) => [path, description] as const);
    }),
  );

  @ApiExcludeController()
  @Controller()
  class WsdlController {
    @OpenTo('open')
    @Get([...descriptions.keys()])
    describe(@Req() request: FastifyRequest, @Res() reply: FastifyReply): void {
      const path = request.routeOptions.url!;
      const answering = { ...descriptions.get(path)!, address: () => callerAddress(request) + path };
      answerFrom(answering, request.query as Query, reply);
    }
  }
  return WsdlController;
}

interface Answering extends Description {
  readonly address: () => string;
}

function answerFrom({ contract, schemas, address }: Answering, query: Query, reply: FastifyReply): void {
  const { wsdl: variant, xsd } = asked(query);
  if (variant !== undefined) return answer(reply, wsdl(contract, address(), headerPlaceIn(variant)));
  if (xsd !== undefined) return answer(reply, schemaIn(schemas, xsd));
  void reply.header('allow', 'POST');
  throw new MethodNotAllowed();
}

/** `?wsdl=separate-header` is for clients that take the first part of a message for its body, as node-soap does. */
const headerPlaceIn = (variant: string | string[]): HeaderPlace =>
  variant === 'separate-header' ? 'separate message' : 'first part';

type Query = Readonly<Record<string, string | string[]>>;

/** Some tools ask for `?WSDL`. */
const asked = (query: Query): Query =>
  Object.fromEntries(Object.entries(query).map(([name, value]) => [name.toLowerCase(), value]));

function schemaIn(schemas: Description['schemas'], name: string | string[]): string {
  const schema = schemas.get(String(name));
  if (schema === undefined) throw new NotFoundException();
  return schema;
}

function answer(reply: FastifyReply, document: string): void {
  void reply.type('text/xml; charset=utf-8').send(document);
}
