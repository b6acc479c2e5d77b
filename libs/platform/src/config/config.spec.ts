import { ConfigError, readConfig } from './config';

const faultOf = (environment: Record<string, string>): string => {
  try {
    readConfig(environment);
  } catch (error) {
    if (error instanceof ConfigError) return error.message;
  }
  throw new Error('Nothing was found wrong.');
};

describe('the rights of the caller', () => {
  it('are none, unless given', () => {
    expect(readConfig({}).CALLER_RIGHTS).toBeUndefined();
    expect(readConfig({ CALLER_RIGHTS: ' ' }).CALLER_RIGHTS).toBeUndefined();
  });

  it('are the words given, each once', () => {
    expect(readConfig({ CALLER_RIGHTS: 'audit, explain,audit' }).CALLER_RIGHTS).toEqual(['audit', 'explain']);
  });

  it.each(['audits', 'audit,', 'audit explain'])('are refused when one is unknown: "%s"', (value) => {
    expect(faultOf({ CALLER_RIGHTS: value })).toMatch(/CALLER_RIGHTS: ".*" is not one of: explain, audit\./);
  });
});

describe('the name of the ledger', () => {
  it('stands between spaces and plus signs in notes and keys, and so has none', () => {
    expect(readConfig({ LEDGER_NAME: 'consents.example.com/ledger' }).LEDGER_NAME).toBe(
      'consents.example.com/ledger',
    );
    for (const name of ['two words', 'a+b', 'a\tb']) {
      expect(faultOf({ LEDGER_NAME: name })).toMatch(/LEDGER_NAME: ".*" has a space or a plus sign\./);
    }
  });
});

describe('the time for an append', () => {
  const url = 'esdb://localhost:2113?tls=false';

  it('may be short where the ledger is in this process', () => {
    expect(readConfig({ APPEND_DEADLINE_MS: '100' }).APPEND_DEADLINE_MS).toBe(100);
  });

  it('leaves a server the time in which it answers a repeated append', () => {
    expect(readConfig({ APPEND_DEADLINE_MS: '5000', EVENT_STORE_URL: url }).APPEND_DEADLINE_MS).toBe(5000);
    expect(faultOf({ APPEND_DEADLINE_MS: '4999', EVENT_STORE_URL: url })).toContain(
      'APPEND_DEADLINE_MS: 4999 is too little on EventStoreDB',
    );
  });
});

describe('trusted proxies', () => {
  it('are this machine, unless others are named', () => {
    expect(readConfig({}).TRUSTED_PROXIES).toEqual(['127.0.0.0/8', '::1']);
    expect(readConfig({ TRUSTED_PROXIES: '10.1.2.3, fd00::/8' }).TRUSTED_PROXIES).toEqual([
      '10.1.2.3',
      'fd00::/8',
    ]);
  });

  it.each(['proxy.example', '10.0.0.0/33', '10.0.0.0/', '::1/129', '10.0.0.1/8/8', '10.0.0,', '*'])(
    'are addresses: not %s',
    (value) => {
      expect(faultOf({ TRUSTED_PROXIES: value })).toMatch(/TRUSTED_PROXIES: ".*" is not an IP address/);
    },
  );
});

describe('paths that the SOAP door stands behind', () => {
  it('are paths, each once', () => {
    expect(readConfig({ SOAP_PATH_PREFIXES: '/vp, /a/b.c,/vp' }).SOAP_PATH_PREFIXES).toEqual([
      '/vp',
      '/a/b.c',
    ]);
  });

  it.each(['vp', '/', '/vp/', '/a b', '/:id', '/*', '/a//b', '/../a', '/vp,', '/å', '/a?b'])(
    'are not: %s',
    (value) => {
      expect(faultOf({ SOAP_PATH_PREFIXES: value })).toMatch(
        /SOAP_PATH_PREFIXES: ".*" is not a path such as/,
      );
    },
  );
});

describe('Norwegian test persons', () => {
  it.each([
    [true, {}],
    [true, { NODE_ENV: 'development' }],
    [false, { NODE_ENV: 'production' }],
    [true, { NODE_ENV: 'production', NORWEGIAN_TEST_PERSONS: 'true' }],
    [false, { NORWEGIAN_TEST_PERSONS: 'false' }],
  ])('are accepted (%s) with %j', (accepted, environment) => {
    expect(readConfig(environment).NORWEGIAN_TEST_PERSONS).toBe(accepted);
  });
});

describe('A new ledger', () => {
  it.each([
    [true, {}],
    [false, { NODE_ENV: 'production' }],
    [true, { NODE_ENV: 'production', BEGIN_LEDGER: 'true' }],
    [false, { BEGIN_LEDGER: 'false' }],
  ])('is begun by a service that finds none (%s) with %j', (begun, environment) => {
    expect(readConfig(environment).BEGIN_LEDGER).toBe(begun);
  });
});

describe('addresses', () => {
  it('hold no password, which is not repeated', () => {
    const fault = faultOf({ HPR_URL: 'https://somebody:secret@registers.example.com/' });
    expect(fault).toMatch(/HPR_URL: the address holds a user, or a password, and must not\./);
    expect(fault).not.toMatch(/secret/);
  });

  it('of the portal name a server, since its pages are found below nothing else', () => {
    for (const url of ['https://consents.example.com', 'http://127.0.0.1:3001/', 'http://[::1]:3001'])
      expect(readConfig({ PORTAL_URL: url }).PORTAL_URL).toBe(url);
    for (const url of ['https://example.com/consents', 'https://example.com/?a', 'https://a:b@example.com'])
      expect(faultOf({ PORTAL_URL: url })).toMatch(
        /PORTAL_URL: ".*" is not http:\/\/ or https:\/\/ with a host/,
      );
  });

  it('that may show the portal in a frame are origins, or browsers would be told nothing that they understand', () => {
    const origins = ['https://records.example.com', 'https://*.example.com:8443'];
    expect(readConfig({ FRAME_ANCESTORS: origins.join(', ') }).FRAME_ANCESTORS).toEqual(origins);
    for (const wrong of [
      '*',
      'records.example.com',
      'https://a.example; script-src *',
      "'self'",
      'https://a.example/',
      'https://a.example,',
    ])
      expect(faultOf({ FRAME_ANCESTORS: wrong })).toMatch(
        /FRAME_ANCESTORS: ".*" is not http:\/\/ or https:\/\/ with a/,
      );
  });
});

describe('traces', () => {
  const named = { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:4318' };

  it('are off, unless a collector is named; then all of them are recorded', () => {
    expect(readConfig({}).OTEL_EXPORTER_OTLP_ENDPOINT).toBeUndefined();
    expect(readConfig(named)).toMatchObject({ ...named, OTEL_TRACES_SAMPLER_ARG: 1 });
  });

  it.each(['127.0.0.1:4318', 'grpc://collector:4317', 'http://'])('refuse the address "%s"', (address) => {
    expect(faultOf({ OTEL_EXPORTER_OTLP_ENDPOINT: address })).toContain(
      `OTEL_EXPORTER_OTLP_ENDPOINT: "${address}" is not an address that begins with http:// or https://`,
    );
  });

  it.each(['0', '0.25', '1', '1.0'])('may be a share of %s', (share) => {
    expect(readConfig({ OTEL_TRACES_SAMPLER_ARG: share }).OTEL_TRACES_SAMPLER_ARG).toBe(Number(share));
  });

  it.each(['1.1', '-0.1', '10%', '.5', 'all'])('refuse the share "%s"', (share) => {
    expect(faultOf({ OTEL_TRACES_SAMPLER_ARG: share })).toContain(
      `OTEL_TRACES_SAMPLER_ARG: "${share}" is not a number from 0 to 1, such as 0.1`,
    );
  });

  it('have headers, percent-encoded', () => {
    const headers = readConfig({ OTEL_EXPORTER_OTLP_HEADERS: 'api-key=a%20b=, tenant=west' });
    expect(headers.OTEL_EXPORTER_OTLP_HEADERS).toEqual({ 'api-key': 'a b=', tenant: 'west' });
  });

  it.each(['secret', 'api-key=', 'api-key=se cret', 'api-key=secret%0A', 'api-key=secret%2', 'a=secret,'])(
    'refuse the headers "%s", and do not repeat them',
    (headers) => {
      const fault = faultOf({ OTEL_EXPORTER_OTLP_HEADERS: headers });
      expect(fault).toContain('the value is not name=value, or several of them separated by commas');
      expect(fault.replace(/Example: .*/, '')).not.toContain('secret');
    },
  );
});
