import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { FhirDoor, type FhirEndpoint } from '../doors/fhir/fhir-door';
import { FHIR_JSON } from '../doors/fhir/media-type';
import { FHIR_PATH } from '../doors/fhir/resource';
import { SearchParameters } from '../doors/fhir/search-parameters';
import { SearchInAddress } from '../doors/http/fhir-refusals';
import { readJson } from '../doors/json/json-body';
import { descriptions, interactions, searchedResources } from '../fhir';

/** The largest form, in bytes; a resource is bounded as every request to a contract. */
const FORM_LIMIT = 64 * 1024;

/** Opens the FHIR door, in a scope of the server that reads forms and resources, and says every refusal as an OperationOutcome. */
export function openFhirDoor(app: NestFastifyApplication): void {
  const door = app.get(FhirDoor);
  const server: FastifyInstance = app.getHttpAdapter().getInstance();
  void server.register(
    (scope, _options, ready) => {
      takeFormsAndResources(scope);
      scope.setErrorHandler<Error>((error, request, reply) => door.refuse(error, request, reply));
      addRoutes(scope, door, (kind) => app.get(kind));
      ready();
    },
    { prefix: FHIR_PATH },
  );
}

function takeFormsAndResources(scope: FastifyInstance): void {
  const bytes = { parseAs: 'buffer' } as const;
  const form = { ...bytes, bodyLimit: FORM_LIMIT };
  scope.removeAllContentTypeParsers();
  scope.addContentTypeParser([FHIR_JSON, 'application/json'], bytes, (_request, body: Buffer, parsed) =>
    parsed(null, readJson(body)),
  );
  scope.addContentTypeParser('application/x-www-form-urlencoded', form, (_request, body: Buffer, parsed) =>
    parsed(null, SearchParameters.in(body)),
  );
}

function addRoutes(scope: FastifyInstance, door: FhirDoor, contractOf: FhirEndpoint['contractOf']): void {
  for (const [path, resourceAt] of Object.entries(descriptions))
    scope.get(path, { config: { access: 'open' } }, (request, reply) =>
      door.show(resourceAt, request, reply),
    );
  for (const type of searchedResources) scope.get(`/${type}`, { config: { access: 'open' } }, refuseSearch);
  for (const interaction of interactions)
    scope.route({
      method: interaction.method,
      url: interaction.path,
      config: { access: 'caller' },
      handler: (request, reply) => door.answer({ interaction, contractOf }, request, reply),
    });
}

/** A search by GET. Nothing of its address is looked at. */
const refuseSearch = async (_request: FastifyRequest, _reply: FastifyReply): Promise<never> => {
  throw new SearchInAddress('A search is in the address.');
};
