import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { DocumentBuilder, SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';
import { FHIR_SCHEMA, fhirSchema } from '../doors/fhir/described-interactions';
import { PROBLEM_SCHEMA, problemSchema } from '../doors/json/described-responses';
import { fhirPaths } from '../fhir';
import { completeStructure, nameElements } from './complete-page';
import { PAGE_STYLE } from './page-style';
import { showCodeSamples } from './show-code-samples';
import { withCodeSamples } from './with-code-samples';

const DESCRIPTION = `
An event-sourced ledger of patients' consents: who may read whose records, and every answer proved by history.

Every contract is a POST, queries too: a personal identity must never be in an address. The examples below work as they stand,
in this order: **register**, **check** (true), **cancel**, **check** (false). A new registration needs a new \`assertionId\` (a UUID).

Answers carry \`X-Ledger-Position\`. Send \`X-Ledger-Min-Position\` to be answered from at least there, and \`Idempotency-Key\`
with a change to be able to repeat it safely.

The same contracts answer SOAP 1.1, in RIV-TA's basic profile 2.1, at \`POST /{Contract}/{major}/rivtabp21\`, such as
\`/CheckConsent/2/rivtabp21\`: the same rules, texts and ledger; \`?wsdl\` describes each address. There, every result code is an
answer with status 200, and only what is no message of the contract, or a failure of the service, is a fault.

FHIR R4 reads consents and asks checks at \`/fhir\`; \`/fhir/metadata\` describes it.
`;

/** Who opens the service in a browser comes to its documentation. */
const leadToDocumentation = (app: NestFastifyApplication): void =>
  void app
    .getHttpAdapter()
    .getInstance()
    .get('/', { config: { access: 'open' } }, (_request, reply) => reply.redirect('/docs', 302));

/** The documentation page at /docs and its OpenAPI document at /docs-json, made from the contracts' own classes when they are first read. */
export function serveDocumentation(app: NestFastifyApplication): void {
  leadToDocumentation(app);
  const outline = new DocumentBuilder()
    .setTitle('Consent ledger')
    .setDescription(DESCRIPTION)
    .setVersion('2')
    .build();
  let document: OpenAPIObject | undefined;
  const documentOnce = (): OpenAPIObject =>
    (document ??= completed(SwaggerModule.createDocument(app, outline, { autoTagControllers: false })));
  SwaggerModule.setup('docs', app, documentOnce, {
    raw: false,
    swaggerOptions: {
      tryItOutEnabled: true,
      defaultModelsExpandDepth: 0,
      plugins: [showCodeSamples, nameElements, completeStructure],
    },
    customCss: PAGE_STYLE,
  });
  serveDocument(app, documentOnce);
}

/** The library would write the document again for each request, and keep others waiting for milliseconds each time. */
function serveDocument(app: NestFastifyApplication, document: () => OpenAPIObject): void {
  let written: Buffer | undefined;
  app
    .getHttpAdapter()
    .getInstance()
    .get('/docs-json', { config: { access: 'open' } }, (_request, reply) =>
      reply.type('application/json').send((written ??= Buffer.from(JSON.stringify(document())))),
    );
}

/** With the door that the library does not see, the schemas that no class has, and an example of each request in each language. */
function completed(document: OpenAPIObject): OpenAPIObject {
  const { paths, components } = document;
  const schemas = { ...components?.schemas, [PROBLEM_SCHEMA]: problemSchema, [FHIR_SCHEMA]: fhirSchema };
  const all = { ...document, paths: { ...paths, ...fhirPaths }, components: { ...components, schemas } };
  return withCodeSamples(all);
}
