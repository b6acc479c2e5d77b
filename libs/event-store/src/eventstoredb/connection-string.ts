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

/** A silent connection is pinged every ten seconds anyway; so much later it is given up and opened anew. */
const KEEP_ALIVE_TIMEOUT = 5000;

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
  const value = withKeepAlive(text.trim().replace(/\/+$/, ''), options);
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

function withKeepAlive(text: string, options: readonly string[]): string {
  if (options.some((option) => /^keepAliveTimeout=/i.test(option))) return text;
  return `${text}${text.includes('?') ? '&' : '?'}keepAliveTimeout=${KEEP_ALIVE_TIMEOUT}`;
}
