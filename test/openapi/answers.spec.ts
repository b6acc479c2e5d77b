import Ajv, { type ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';
import { startInProcess, type InProcessService } from '../support/in-process-service';
import { documentAt, operationsOf, type Content, type OpenApiDocument } from './documented-calls';

let service: InProcessService;
let document: OpenApiDocument;
beforeAll(async () => {
  service = await startInProcess();
  document = await documentAt(service.url);
});
afterAll(() => service.close());

/** A schema of the document that allows nothing but what it describes. */
function closed(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(closed);
  if (typeof schema !== 'object' || schema === null) return schema;
  const parts = Object.entries(schema).map(([keyword, value]) => [keyword, closed(value)] as const);
  const isClosed = 'properties' in schema && !('oneOf' in schema);
  return { ...Object.fromEntries(parts), ...(isClosed && { additionalProperties: false }) };
}

function validatorOf({ components }: OpenApiDocument): (schema: object) => ValidateFunction {
  const ajv = addFormats(new Ajv({ strict: true, allErrors: true }));
  ajv.addVocabulary(['components', 'example']);
  ajv.addSchema({ $id: '/document', components: closed(components) as object });
  return (schema) =>
    ajv.compile(JSON.parse(JSON.stringify(schema).replaceAll('"#/', '"/document#/')) as object);
}

const contentsOf = (all: OpenApiDocument): [string, string, Content][] =>
  operationsOf(all).flatMap(({ operationId, requestBody, responses }) => [
    ...(requestBody ? [[operationId, 'request', requestBody.content] as [string, string, Content]] : []),
    ...Object.entries(responses).map(
      ([status, { content }]) => [operationId, status, content] as [string, string, Content],
    ),
  ]);

it('every request and every answer has examples, and each is as its own schema says', () => {
  const validatorFor = validatorOf(document);
  for (const [operationId, status, content] of contentsOf(document)) {
    for (const [type, { schema, examples = {} }] of Object.entries(content)) {
      const validate = validatorFor(schema);
      const faults = Object.entries(examples).flatMap(([summary, { value }]) =>
        validate(value) ? [] : [{ summary, errors: validate.errors }],
      );
      const found = { operationId, status, type, faults, hasExamples: Object.keys(examples).length > 0 };
      expect(found).toEqual({ operationId, status, type, faults: [], hasExamples: true });
    }
  }
});

it('an element that no schema describes would be found', () => {
  const validate = validatorOf(document)({ $ref: '#/components/schemas/CheckConsentResponse' });
  const checkResult = { result: { resultCode: 'OK' }, hasConsent: true };
  expect(validate({ checkResult })).toBe(true);
  expect(validate({ checkResult: { ...checkResult, undescribed: 1 } })).toBe(false);
  expect(validate({ checkResult: { hasConsent: true } })).toBe(false);
});
