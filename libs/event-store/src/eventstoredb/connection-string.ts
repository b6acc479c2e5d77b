/** What the client understands after the `?`. It would print the whole string, password and all, on meeting anything else. */
const OPTIONS = new Set(
  [
    'connectionName',
    'defaultDeadline',
    'discoveryInterval',
    'gossipTimeout',
    'keepAliveInterval',
    'keepAliveTimeout',
    'maxDiscoverAttempts',
    'nodePreference',
    'throwOnAppendFailure',
    'tls',
    'tlsCAFile',
    'userCertFile',
    'userKeyFile',
  ].map((name) => name.toLowerCase()),
);

/**
 * Said where the string does not say it. A silent connection is pinged every ten seconds anyway; so many milliseconds later it is
 * given up and opened anew. A node that was cut off may be asked first for the leader, and is waited for so many seconds: the
 * client's own five are longer than an attempt at an append.
 */
const DEFAULTS: readonly (readonly [name: string, value: number])[] = [
  ['keepAliveTimeout', 5000],
  ['gossipTimeout', 2],
];

const EXAMPLE = 'esdb://localhost:2113?tls=false';

/** `EVENT_STORE_URL` cannot be used. The message never repeats the value, because it holds a password. */
export class InvalidEventStoreUrl extends Error {
  override readonly name = 'InvalidEventStoreUrl';

  constructor(why: string) {
    super(`EVENT_STORE_URL ${why} (an example: ${EXAMPLE})`);
  }
}

export interface ConnectionString {
  /** For the client. */
  readonly value: string;
  /** For messages: host and port, nothing secret. */
  readonly hosts: string;
  /** The same one by one; a port that is left out is 2113. */
  readonly addresses: readonly string[];
  /** The file of the authority whose certificates are trusted, where it is not one that every program trusts; `null`: no TLS. */
  readonly tls: { readonly authority: string | undefined } | null;
}

export function parseConnectionString(text: string): ConnectionString {
  const match = /^esdb(?:\+discover)?:\/\/([^?]*)(?:\?(.*))?$/.exec(text.trim());
  if (!match) throw new InvalidEventStoreUrl('must begin with esdb:// or esdb+discover://');
  const [, authority = '', query = ''] = match;
  if (query.includes('@'))
    throw new InvalidEventStoreUrl('has a ? before an @: write it as %3F, or the @ as %40');
  const hosts = hostsOf(authority);
  const options = query === '' ? [] : query.split('&');
  for (const option of options) refuseUnknown(option);
  const value = withDefaults(text.trim().replace(/\/+$/, ''), options);
  return { value, hosts, addresses: hosts.split(','), tls: tlsOf(options) };
}

function tlsOf(options: readonly string[]): ConnectionString['tls'] {
  const value = (name: string): string | undefined =>
    options.find((option) => option.toLowerCase().startsWith(`${name}=`))?.slice(name.length + 1);
  if (value('tls')?.toLowerCase() === 'false') return null;
  return { authority: value('tlscafile') };
}

function hostsOf(authority: string): string {
  const parts = authority.replace(/\/+$/, '').split('@');
  if (parts.length > 2) {
    throw new InvalidEventStoreUrl('has more than one @: write those of the password as %40');
  }
  const hosts = parts.at(-1)!;
  if (hosts === '') throw new InvalidEventStoreUrl('names no host');
  return hosts;
}

function refuseUnknown(option: string): void {
  const [name = '', value] = option.split('=');
  if (!value) throw new InvalidEventStoreUrl('has an option that is not written name=value');
  if (!OPTIONS.has(name.toLowerCase())) throw new InvalidEventStoreUrl(`has an unknown option, ${name}`);
}

function withDefaults(text: string, options: readonly string[]): string {
  const said = new Set(options.map((option) => option.split('=')[0]!.toLowerCase()));
  const added = DEFAULTS.filter(([name]) => !said.has(name.toLowerCase())).map((pair) => pair.join('='));
  return added.length === 0 ? text : `${text}${text.includes('?') ? '&' : '?'}${added.join('&')}`;
}
