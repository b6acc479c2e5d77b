import { Controller, Get, NotFoundException, Req, Res, type Type } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { MethodNotAllowed } from '#platform';
import { soapPaths } from '../soap';
import type { SoapContract } from '../../contract/soap-contract';
import { callerAddress } from './caller-address';
import { headerSchema, messagesSchema, typesSchema } from './schemas';
import { wsdl, type HeaderPlace } from './wsdl';

/** What the address of a contract tells about it. */
interface Description {
  readonly contract: SoapContract;
  readonly schemas: ReadonlyMap<string, string>;
}

const descriptionOf = (contract: SoapContract, types: string): Description => ({
  contract,
  schemas: new Map([
    ['messages', messagesSchema(contract)],
    ['types', types],
    ['header', headerSchema()],
  ]),
});

/** Describes every contract at its SOAP addresses: `?wsdl`, and the schemas that the WSDL points to. */
export function wsdlController(contracts: readonly SoapContract[], prefixes?: readonly string[]): Type {
  const types = typesSchema(contracts);
  const descriptions = new Map(
    contracts.flatMap((contract) => {
      const description = descriptionOf(contract, types);
      return soapPaths(contract, prefixes).map((path) => [path, description] as const);
    }),
  );

  @ApiExcludeController()
  @Controller()
  class WsdlController {
    @Get([...descriptions.keys()])
    describe(@Req() request: FastifyRequest, @Res() reply: FastifyReply): void {
      answerFrom(descriptions.get(request.routeOptions.url!)!, request, reply);
    }
  }
  return WsdlController;
}

function answerFrom({ contract, schemas }: Description, request: FastifyRequest, reply: FastifyReply): void {
  const { wsdl: variant, xsd } = asked(request.query as Query);
  if (variant !== undefined) {
    const address = callerAddress(request) + request.routeOptions.url;
    return answer(reply, wsdl(contract, address, headerPlaceIn(variant)));
  }
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
