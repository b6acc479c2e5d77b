/** What the documentation page says of one address that is called by POST. */
export interface Operation {
  readonly path: string;
  readonly responses: Readonly<Record<string, object>>;
  /** Bodies that work as they stand. */
  readonly examples: readonly object[];
}

interface Documented {
  readonly tags: readonly string[];
  readonly requestBody: {
    readonly content: { 'application/json': { examples: Record<string, { value: object }> } };
  };
  readonly responses: Record<string, object>;
}

/** What stands under a heading of the documentation page of a service, in its order. */
export async function documentedUnder(url: string, tag: string): Promise<Operation[]> {
  const document = (await (await fetch(`${url}/docs-json`)).json()) as {
    paths: Record<string, { post?: Documented }>;
  };
  return Object.entries(document.paths).flatMap(([path, { post }]) => {
    if (!post?.tags.includes(tag)) return [];
    const examples = Object.values(post.requestBody.content['application/json'].examples);
    return [{ path, responses: post.responses, examples: examples.map(({ value }) => value) }];
  });
}
