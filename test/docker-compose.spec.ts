import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import { parse } from 'yaml';
import { readRegister } from '#callers';
import { demandProductionSettings, readConfig, settings } from '#platform';
import { startSignedOnWith } from './portal/support/signed-on-portal';
import { startInProcess } from './support/in-process-service';

interface Service {
  readonly image: string;
  readonly profiles: readonly string[];
  readonly environment?: Readonly<Record<string, string | number>>;
  readonly ports?: readonly string[];
  readonly volumes?: readonly string[];
  readonly healthcheck?: { readonly test: readonly string[] };
  readonly depends_on?: Readonly<Record<string, { readonly condition: string }>>;
  readonly networks?: { readonly cluster: { readonly ipv4_address: string } };
  readonly command?: readonly string[];
  readonly init?: boolean;
  readonly env_file?: readonly string[];
  readonly read_only?: boolean;
  readonly tmpfs?: readonly string[];
  readonly cap_drop?: readonly string[];
  readonly security_opt?: readonly string[];
}

interface Compose {
  readonly services: Readonly<Record<string, Service>>;
  readonly volumes: Readonly<Record<string, null>>;
}

/** Where the image looks for the register. */
const CALLERS_FILE = '/etc/consent-ledger/callers.json';

const read = (file: string): string => readFileSync(join(__dirname, '..', file), 'utf8');
const { services, volumes } = parse(read('docker-compose.yml'), { merge: true }) as Compose;
const all = Object.entries(services);
const ledgers = all.filter(([name]) => name.startsWith('ledger'));
const portals = all.filter(([name]) => name.startsWith('portal'));
const eventStores = all.filter(([name]) => name.startsWith('eventstore'));
const cluster = eventStores.filter(([, { profiles }]) => profiles.includes('cluster'));

/** The options of EventStoreDB 23.10 in use here. An option that it does not know keeps it from starting. */
const KNOWN_OPTIONS = new Set(
  [
    ...['RUN_PROJECTIONS', 'NODE_PORT', 'STREAM_INFO_CACHE_CAPACITY', 'TELEMETRY_OPTOUT', 'INSECURE'],
    ...['CLUSTER_SIZE', 'DISCOVER_VIA_DNS', 'GOSSIP_SEED', 'REPLICATION_IP', 'ADVERTISE_HOST_TO_CLIENT_AS'],
    ...['DEFAULT_ADMIN_PASSWORD', 'DEFAULT_OPS_PASSWORD', 'TRUSTED_ROOT_CERTIFICATES_PATH'],
    ...['CERTIFICATE_FILE', 'CERTIFICATE_PRIVATE_KEY_FILE'],
  ].map((name) => `EVENTSTORE_${name}`),
);

/** What compose makes of a text when none of its variables is set. */
const withDefaults = (text: string): string => text.replace(/\$\{\w+:-(\w+)\}/g, '$1');

describe('docker-compose.yml', () => {
  it('has two forms, each with the service on EventStoreDB, and with the portal or without', () => {
    const profilesOf = (group: typeof all) => group.map(([name, { profiles }]) => [name, profiles]);
    expect(profilesOf(ledgers)).toEqual([
      ['ledger', ['single', 'single-portal']],
      ['ledger-on-cluster', ['cluster', 'cluster-portal']],
    ]);
    expect(profilesOf(portals)).toEqual([
      ['portal', ['single-portal']],
      ['portal-on-cluster', ['cluster-portal']],
    ]);
    expect(eventStores).toHaveLength(4);
    expect(cluster).toHaveLength(3);
  });

  it('starts with each service everything that it waits for', () => {
    for (const [name, { profiles, depends_on = {} }] of all) {
      const missing = Object.keys(depends_on).filter((other) =>
        profiles.some((profile) => !services[other]!.profiles.includes(profile)),
      );
      expect([name, missing]).toEqual([name, []]);
    }
  });

  it.each(all)('%s is pinned, belongs to a form, and uses only volumes there are', (_, service) => {
    expect(service.image).toMatch(/:\d+\.\d+\.\d+(-bookworm-slim)?$/);
    expect(service.profiles.length).toBeGreaterThan(0);
    const named = (service.volumes ?? [])
      .filter((volume) => !volume.startsWith('${'))
      .map((volume) => volume.split(':')[0]!);
    expect(named.filter((name) => !Object.hasOwn(volumes, name))).toEqual([]);
  });

  it.each([...ledgers, ...portals])(
    '%s is not process 1, to which a signal means nothing while Node starts',
    (_, service) => {
      expect(service.init).toBe(true);
    },
  );

  it.each([...ledgers, ...portals])(
    '%s is locked up: nothing to be written but its volume, no capabilities',
    (_, service) => {
      expect(service).toMatchObject({
        ...{ read_only: true, tmpfs: ['/tmp'], cap_drop: ['ALL'] },
        security_opt: ['no-new-privileges:true'],
      });
      expect(service.volumes!.filter((volume) => !volume.endsWith(':ro'))).toEqual([
        expect.stringMatching(/^[\w-]+:\/data$/),
      ]);
    },
  );

  it('publishes to loopback only', () => {
    const ports = all.flatMap(([, service]) => service.ports ?? []);
    expect(ports.filter((port) => !/^127\.0\.0\.1:\d+:\d+$/.test(port))).toEqual([]);
    expect(ledgers.map(([, service]) => service.ports)).toEqual(ledgers.map(() => ['127.0.0.1:3000:3000']));
    expect(portals.map(([, service]) => service.ports)).toEqual(portals.map(() => ['127.0.0.1:3001:3001']));
  });

  it.each(ledgers)('%s gets settings that the service accepts, and waits for its store', (_, service) => {
    const environment = service.environment as Record<string, string>;
    expect(Object.keys(environment).filter((name) => !Object.hasOwn(settings, name))).toEqual([]);
    const url = withDefaults(environment.EVENT_STORE_URL!);
    expect(readConfig({ EVENT_STORE_URL: url }).EVENT_STORE_URL).toBe(url);
    const hosts = url.replace(/^esdb:\/\/(.*@)?/, '').replace(/\?.*$/, '');
    expect(hosts.split(',').map((host) => host.replace(':2113', ''))).toEqual(
      Object.keys(service.depends_on!),
    );
    for (const { condition } of Object.values(service.depends_on!)) expect(condition).toBe('service_healthy');
  });

  it.each(eventStores)(
    '%s has no option that would keep it from starting, no projections, and is probed',
    (_, service) => {
      const { environment = {}, healthcheck } = service;
      expect(Object.keys(environment).filter((name) => !KNOWN_OPTIONS.has(name))).toEqual([]);
      expect(environment).toMatchObject({
        EVENTSTORE_RUN_PROJECTIONS: 'None',
        EVENTSTORE_STREAM_INFO_CACHE_CAPACITY: 100000,
      });
      const scheme = environment.EVENTSTORE_INSECURE === 'true' ? 'http' : 'https';
      expect(healthcheck?.test[1]).toMatch(new RegExp(`^curl .* ${scheme}://localhost:2113/health/live$`));
    },
  );

  it.each(cluster)('%s seeks the other two, has a name of its own, and is secure', (name, service) => {
    const address = (each: Service) => each.networks!.cluster.ipv4_address;
    const others = cluster.filter(([other]) => other !== name).map(([, other]) => `${address(other)}:2113`);
    expect(service.environment).toMatchObject({
      EVENTSTORE_CLUSTER_SIZE: 3,
      EVENTSTORE_REPLICATION_IP: address(service),
      EVENTSTORE_ADVERTISE_HOST_TO_CLIENT_AS: name,
      EVENTSTORE_GOSSIP_SEED: others.join(','),
      EVENTSTORE_CERTIFICATE_FILE: '/certificates/node/node.crt',
    });
    expect(service.environment).not.toHaveProperty('EVENTSTORE_INSECURE');
    expect(service.volumes).toContain(`certificate-${name.at(-1)}:/certificates/node:ro`);
  });

  it('certifies every node by the address and the name it is reached at', () => {
    const script = services.certificates!.command![0]!;
    const options = /-ip-addresses (\S+) -dns-names (\S+)/.exec(script)!;
    for (const [name, { networks }] of cluster) {
      const certified = options.slice(1).map((list) => list.replace('$$node', name.at(-1)!).split(','));
      expect(certified[0]).toContain(networks!.cluster.ipv4_address);
      expect(certified[1]).toContain(name);
    }
  });

  it.each(ledgers)('%s gets the register of callers, which is one that the service can use', (_, service) => {
    const mounted = service.volumes!.filter((volume) => volume.endsWith(`:${CALLERS_FILE}:ro`));
    const [, file] = /^\$\{CALLERS_FILE:-\.\/(.+)\}:/.exec(mounted[0]!)!;
    expect(mounted).toHaveLength(1);
    expect(readRegister(read(file!)).callers.length).toBeGreaterThan(0);
  });

  it('keeps the keys of the nodes from the service', () => {
    const certificates = services['ledger-on-cluster']!.volumes!.filter((volume) =>
      volume.startsWith('certificate'),
    );
    expect(certificates).toEqual(['certificate-ca:/certificates/ca:ro']);
  });
});

/** What the image sets by itself. */
const image = Object.fromEntries(
  /^ENV (.*)$/m
    .exec(read('Dockerfile'))![1]!
    .split(' ')
    .map((pair) => pair.split('=') as [string, string]),
);

/** Whether a health check, run as a container runs it, finds its server well. */
async function exitCodeOf(args: readonly string[], env: Record<string, string>): Promise<number> {
  const [code] = (await once(spawn(process.execPath, args, { env }), 'exit')) as [number];
  return code;
}

describe.each(portals)('%s', (name, service) => {
  const [, file] = /^\$\{PORTAL_ENV_FILE:-\.\/(.+)\}$/.exec(service.env_file![0]!)!;
  const fromFile = parseEnv(read(file!)) as Record<string, string>;
  const fromCompose = service.environment as Record<string, string>;

  it('gets settings that the portal accepts in production', () => {
    const { NODE_ENV, ...environment } = { ...image, ...fromFile, ...fromCompose };
    expect(Object.keys(environment).filter((each) => !Object.hasOwn(settings, each))).toEqual([]);
    const EVENT_STORE_URL = withDefaults(environment.EVENT_STORE_URL!);
    const config = readConfig({ ...environment, EVENT_STORE_URL });
    demandProductionSettings(config, NODE_ENV);
    expect(config).toMatchObject({ HOST: '0.0.0.0', PORTAL_PORT: 3001, DATA_DIR: '/data' });
  });

  it('is on the store of the service that it calls, by a name that this service knows', () => {
    const { hostname, port } = new URL(fromCompose.CONSENT_SERVICE_URL!);
    const ledger = services[hostname]!;
    expect([port, fromCompose.EVENT_STORE_URL]).toEqual(['3000', ledger.environment!.EVENT_STORE_URL]);
    expect(ledger.environment!.ALLOWED_HOSTS).toBe(hostname);
    expect(service.networks).toEqual(ledger.networks);
    expect(service.depends_on).toEqual({
      ...ledger.depends_on,
      [hostname]: { condition: 'service_healthy' },
    });
    expect([name, service.volumes![name === 'portal' ? 0 : 1]]).toEqual([name, `${name}:/data`]);
  });

  it('has its keys from a folder that is mounted, and its program from the image', () => {
    const keys = service.volumes!.find((volume) => volume.startsWith('${PORTAL_KEYS:-'))!;
    const [, mount] = /:(\/[^:]+):ro$/.exec(keys)!;
    const files = [fromCompose.CONSENT_SERVICE_KEY_FILE!, fromCompose.OIDC_CLIENT_KEY_FILE!];
    expect(files.filter((each) => !each.startsWith(`${mount}/`))).toEqual([]);
    const [command, main] = service.command!;
    expect(command).toBe('node');
    expect(() => read(main!.replace('dist/', '').replace('.js', '.ts'))).not.toThrow();
  });
});

it('asks the portal for its health where it is, as a container would', async () => {
  const [, program, ...args] = services.portal!.healthcheck!.test;
  const portal = await startSignedOnWith({ PORTAL_URL: 'https://consent-portal.example.com' });
  const env = { PORTAL_PORT: new URL(portal.url).port };
  expect([program, await exitCodeOf(args, env)]).toEqual(['node', 0]);
  await portal.close();
  expect(await exitCodeOf(args, env)).toBe(1);
});

describe('Dockerfile', () => {
  const lines = read('Dockerfile').split('\n');

  it('runs as nobody special, on a pinned Node that package.json allows', () => {
    expect(lines.filter((line) => line.startsWith('FROM ')).map((line) => line.split(' ')[1])).toEqual([
      'node:20.20-bookworm-slim',
      'node:20.20-bookworm-slim',
    ]);
    expect(lines.filter((line) => /^(USER|CMD|RUN)/.test(line)).slice(-2)).toEqual([
      'USER node',
      'CMD ["node", "dist/apps/api/src/main.js"]',
    ]);
  });

  it.each([
    ['where callers are', {}],
    ['at an address of its own', { OPERATIONS_PORT: '0' }],
  ])(
    'asks for health %s, and is healthy as long as the service is',
    async (_, settings: Record<string, string>) => {
      const [, command] = /^ {2}CMD (\[.*\])$/m.exec(read('Dockerfile'))!;
      const [, ...args] = JSON.parse(command!) as string[];
      const service = await startInProcess(settings);
      const portOf = (url: string) => new URL(url).port;
      const env = {
        PORT: portOf(service.url),
        ...(service.operationsUrl !== null && { OPERATIONS_PORT: portOf(service.operationsUrl) }),
      };
      expect(await exitCodeOf(args, env)).toBe(0);
      await service.close();
      expect(await exitCodeOf(args, env)).toBe(1);
    },
  );

  it('has an environment that the service accepts', () => {
    const { NODE_ENV, ...rest } = image;
    expect(NODE_ENV).toBe('production');
    expect(readConfig(rest)).toMatchObject({
      HOST: '0.0.0.0',
      PORT: 3000,
      CALLERS_FILE,
      DATA_DIR: '/data',
    });
  });
});
