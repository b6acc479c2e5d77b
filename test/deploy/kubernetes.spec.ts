import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { readRegister } from '#callers';
import { demandProductionSettings, readConfig, settings, type Config } from '#platform';
import { projectFolder } from '../support/project-folder';

interface Variable {
  readonly name: string;
  readonly value?: string;
  readonly valueFrom?: { readonly secretKeyRef: { readonly name: string; readonly key: string } };
}

interface Container {
  readonly command?: readonly string[];
  readonly env: readonly Variable[];
  readonly ports?: readonly { readonly name: string; readonly containerPort: number }[];
  readonly securityContext: object;
  readonly volumeMounts: readonly { readonly name: string; readonly mountPath: string }[];
  readonly [probe: `${string}Probe`]:
    { readonly httpGet: { readonly path: string; readonly port: string } } | undefined;
}

interface Pod {
  readonly securityContext: object;
  readonly containers: readonly [Container];
  readonly volumes: readonly { readonly name: string; readonly secret?: { readonly secretName: string } }[];
}

interface Workload {
  readonly kind: string;
  readonly metadata: { readonly name: string };
  readonly spec: {
    readonly template: { readonly metadata: { readonly labels: object }; readonly spec: Pod };
    readonly volumeClaimTemplates?: readonly { readonly metadata: { readonly name: string } }[];
  };
}

const folder = join(projectFolder, 'deploy/kubernetes');
const read = (file: string): string => readFileSync(join(folder, file), 'utf8');
const documents = readdirSync(folder)
  .filter((file) => file.endsWith('.yaml'))
  .flatMap((file) => parseAllDocuments(read(file), { merge: true }).map((each) => each.toJS() as Workload));
const workloads = documents
  .filter(({ kind }) => ['StatefulSet', 'Job'].includes(kind))
  .map((workload) => [workload.metadata.name, workload] as const);

/** What the image sets by itself. */
const image = Object.fromEntries(
  /^ENV (.*)$/m
    .exec(readFileSync(join(projectFolder, 'Dockerfile'), 'utf8'))![1]!
    .split(' ')
    .map((pair) => pair.split('=') as [string, string]),
);

/** What stands in for a secret here. */
const SECRETS: Record<string, string> = {
  EVENT_STORE_URL: 'esdb://ledger:secret@events-1:2113,events-2:2113,events-3:2113?tls=true',
};

const environmentOf = ({ env }: Container): Record<string, string> => ({
  ...image,
  ...Object.fromEntries(env.map(({ name, value }) => [name, value ?? SECRETS[name]!])),
});

const podOf = ({ spec }: Workload): Pod => spec.template.spec;

it('runs the service, the portal, and the beginning of the ledger', () => {
  expect(workloads.map(([name]) => name).sort()).toEqual([
    'begin-ledger',
    'consent-ledger',
    'consent-portal',
  ]);
});

describe.each(workloads)('%s', (_name, workload) => {
  const pod = podOf(workload);
  const [container] = pod.containers;

  it('has settings that its program accepts in production', () => {
    const { NODE_ENV, NODE_EXTRA_CA_CERTS, ...environment } = environmentOf(container);
    const known: readonly string[] = Object.keys(settings);
    expect(Object.keys(environment).filter((each) => !known.includes(each))).toEqual([]);
    const config: Config = readConfig({ NODE_ENV, ...environment });
    expect(config).toMatchObject({ HOST: '0.0.0.0', DATA_DIR: '/data', BEGIN_LEDGER: false });
    if (container.command?.includes('dist/apps/portal/src/main.js'))
      demandProductionSettings(config, NODE_ENV);
  });

  it('runs a program that a build makes', () => {
    const main = container.command?.[1] ?? 'dist/apps/api/src/main.js';
    expect(() =>
      readFileSync(join(projectFolder, main.replace('dist/', '').replace('.js', '.ts'))),
    ).not.toThrow();
  });

  it('is locked up: an ordinary user, nothing to be written but its volumes, no capabilities', () => {
    expect(pod.securityContext).toMatchObject({
      runAsNonRoot: true,
      seccompProfile: { type: 'RuntimeDefault' },
    });
    expect(container.securityContext).toEqual({
      allowPrivilegeEscalation: false,
      readOnlyRootFilesystem: true,
      capabilities: { drop: ['ALL'] },
    });
  });

  it('mounts volumes that there are, and every file that a setting names is in one', () => {
    const claims = workload.spec.volumeClaimTemplates ?? [];
    const volumes = [...pod.volumes.map(({ name }) => name), ...claims.map(({ metadata }) => metadata.name)];
    expect(container.volumeMounts.map(({ name }) => name).sort()).toEqual(volumes.sort());
    const paths = container.env.filter(({ name }) => /_FILE$|_CERTS$/.test(name)).map(({ value }) => value!);
    const mounted = container.volumeMounts.map(({ mountPath }) => mountPath);
    expect(paths.filter((path) => !mounted.some((mount) => path.startsWith(`${mount}/`)))).toEqual([]);
  });

  it('is probed where it answers', () => {
    const probes = ['startupProbe', 'readinessProbe', 'livenessProbe'] as const;
    if (workload.kind === 'Job') return expect(probes.filter((each) => container[each])).toEqual([]);
    for (const each of probes) {
      const { path, port } = container[each]!.httpGet;
      expect(path).toBe(each === 'livenessProbe' ? '/health/live' : '/health/ready');
      expect(container.ports!.map(({ name }) => name)).toContain(port);
    }
  });

  it('names only objects that the page says to create', () => {
    const page = readFileSync(join(projectFolder, 'docs/deploy.md'), 'utf8');
    const secrets = [
      ...pod.volumes.flatMap(({ secret }) => (secret ? [secret.secretName] : [])),
      ...container.env.flatMap(({ valueFrom }) => (valueFrom ? [valueFrom.secretKeyRef.name] : [])),
    ];
    expect(secrets.filter((each) => !page.includes(`\`${each}\``))).toEqual([]);
  });
});

it('has a register of callers that the service can use, with the portal in it', () => {
  const { callers, issuers } = readRegister(read('callers.json'));
  const portal = workloads.find(([name]) => name === 'consent-portal')![1];
  const portalId = environmentOf(podOf(portal).containers[0]).PORTAL_HSA_ID!;
  expect(callers.map(({ systemId }) => systemId)).toContain(portalId);
  expect(issuers.map(({ issuer }) => issuer)).toContain(portalId);
});
