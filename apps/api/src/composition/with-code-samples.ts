import type { OpenAPIObject } from '@nestjs/swagger';
import { codeSamples, type CodeSample, type SampleRequest } from './code-samples';

type Paths = OpenAPIObject['paths'];
type PathItem = Paths[string];
type Operation = NonNullable<PathItem['get']>;

/** A document in which each operation has an example of its request in each language. */
export const withCodeSamples = (document: OpenAPIObject): OpenAPIObject => ({
  ...document,
  paths: Object.fromEntries(
    Object.entries(document.paths).map(([path, item]) => [path, sampled(path, item)]),
  ),
});

/** In the order of the document. */
const sampled = (path: string, item: PathItem): PathItem =>
  Object.fromEntries(
    Object.entries(item).map(([method, operation]) => [
      method,
      withSamples(method.toUpperCase(), path, operation as Operation),
    ]),
  );

const withSamples = (method: string, path: string, operation: Operation): Sampled => ({
  ...operation,
  'x-codeSamples': codeSamples({ method, path: addressOf(path, operation), body: bodyOf(operation) }),
});

type Sampled = Operation & { readonly 'x-codeSamples': readonly CodeSample[] };

interface ExampleParameter {
  readonly name?: string;
  readonly schema?: { readonly example?: string };
}

/** With the examples of what is named in the path. */
const addressOf = (path: string, { parameters = [] }: Operation): string =>
  path.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const parameter = (parameters as readonly ExampleParameter[]).find((one) => one.name === name);
    return parameter?.schema?.example ?? whole;
  });

/** The first example of what is sent. */
function bodyOf({ requestBody }: Operation): SampleRequest['body'] {
  if (!requestBody || !('content' in requestBody)) return undefined;
  const [[type, { examples = {} }]] = Object.entries(requestBody.content) as [
    [string, { examples?: Record<string, { value: object }> }],
  ];
  const [example] = Object.values(examples);
  return example && { type, value: example.value };
}
