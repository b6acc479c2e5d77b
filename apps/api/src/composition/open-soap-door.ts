import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance } from 'fastify';
import type { Config } from '#platform';
import { soapContracts } from '../contracts';
import { requestReader, responseWriter, soapPaths } from '../doors/soap';
import type { SoapContract } from '../contract/soap-contract';
import { SoapDoor, type SoapEndpoint } from '../doors/soap/soap-door';

/** The largest envelope, in bytes. */
const BODY_LIMIT = 1024 * 1024;

/**
 * Opens the SOAP door: the addresses of each contract, in a scope of the server that takes any body as bytes and says every refusal as a
 * fault. The JSON door knows nothing of it.
 */
export function openSoapDoor(app: NestFastifyApplication, { SOAP_PATH_PREFIXES }: Config): void {
  const door = app.get(SoapDoor);
  const server: FastifyInstance = app.getHttpAdapter().getInstance();
  void server.register((scope, _options, ready) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: BODY_LIMIT }, (_request, body, parsed) =>
      parsed(null, body),
    );
    scope.setErrorHandler<Error>((error, request, reply) => door.refuse(error, request, reply));
    for (const soap of soapContracts) {
      const endpoint = endpointOf(soap, app);
      for (const path of soapPaths(soap, SOAP_PATH_PREFIXES))
        scope.post(path, { config: { access: 'caller' } }, (request, reply) =>
          door.answer(endpoint, request, reply),
        );
    }
    ready();
  });
}

const endpointOf = (soap: SoapContract, app: NestFastifyApplication): SoapEndpoint => ({
  contract: app.get(soap.contract),
  read: requestReader(soap, soapContracts),
  write: responseWriter(soap),
});
