/** An address does not accept the method of a request. The header `Allow` of the answer lists those that it accepts. */
export class MethodNotAllowed extends Error {
  constructor() {
    super('The address does not accept this method.');
  }
}

interface Reply {
  header(name: string, value: string): unknown;
}

interface Route {
  readonly url: string;
  readonly method: string | string[];
}

type Refuse = (request: unknown, reply: Reply) => Promise<never>;

interface RefusingRoute extends Route {
  readonly config: object;
  readonly exposeHeadRoute: boolean;
  readonly onRequest: Refuse;
  readonly handler: Refuse;
}

/** What is needed of a server of Fastify. */
interface RoutedServer {
  readonly supportedMethods: readonly string[];
  addHook(name: 'onRoute', hook: (route: Route) => void): unknown;
  register(plugin: (scope: RoutedServer) => Promise<void>): unknown;
  route(options: RefusingRoute): unknown;
}

/**
 * Makes a server refuse every method that an address does not have, with `Allow`, before anything of the request is read. Has to be
 * called before the server has its first route; what it returns, after the last one.
 *
 * @param config what Fastify's `config` of the routes that refuse shall be.
 */
export function watchMethods(server: RoutedServer, config: object = {}): () => void {
  const methodsAt = new Map<string, Set<string>>();
  server.addHook('onRoute', ({ url, method }) => {
    const methods = methodsAt.get(url) ?? new Set();
    for (const one of [method].flat()) methods.add(one);
    methodsAt.set(url, methods);
  });
  return () =>
    void server.register(async (scope) => {
      for (const [url, methods] of [...methodsAt]) refuseOthers(scope, { url, methods, config });
    });
}

interface Refused {
  readonly url: string;
  readonly methods: ReadonlySet<string>;
  readonly config: object;
}

function refuseOthers(server: RoutedServer, { url, methods, config }: Refused): void {
  const allow = [...methods].sort().join(', ');
  const method = server.supportedMethods.filter((one) => !methods.has(one));
  const refuse: Refuse = async (_request, reply) => {
    reply.header('allow', allow);
    throw new MethodNotAllowed();
  };
  if (method.length > 0)
    server.route({ method, url, config, exposeHeadRoute: false, onRequest: refuse, handler: refuse });
}
