import { Controller, Get, MethodNotAllowedException, NotFoundException, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { soapContracts } from '../../contracts';
import { soapPath, type SoapContract } from '../soap';
import { callerAddress } from './caller-address';
import { headerSchema, messagesSchema, typesSchema } from './schemas';
import { wsdl } from './wsdl';

/** What the address of a contract tells about it. */
interface Description {
  readonly contract: SoapContract;
  readonly schemas: ReadonlyMap<string, string>;
}

const types = typesSchema(soapContracts);

const descriptionOf = (contract: SoapContract): Description => ({
  contract,
  schemas: new Map([
    ['messages', messagesSchema(contract)],
    ['types', types],
    ['header', headerSchema()],
  ]),
});

const descriptions = new Map(soapContracts.map((contract) => [soapPath(contract), descriptionOf(contract)]));

/** Describes every contract at its SOAP address: `?wsdl`, and the schemas that the WSDL points to. */
@ApiExcludeController()
@Controller()
export class WsdlController {
  @Get([...descriptions.keys()])
  describe(@Req() request: FastifyRequest, @Res() reply: FastifyReply): void {
    const { contract, schemas } = descriptions.get(request.routeOptions.url!)!;
    const { wsdl: isWsdl, xsd } = asked(request.query as Query);
    if (isWsdl !== undefined)
      return answer(reply, wsdl(contract, callerAddress(request) + soapPath(contract)));
    if (xsd !== undefined) return answer(reply, schemaIn(schemas, xsd));
    void reply.header('allow', 'POST');
    throw new MethodNotAllowedException();
  }
}

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
