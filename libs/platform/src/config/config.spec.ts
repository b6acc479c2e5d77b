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
    expect(faultOf({ CALLER_RIGHTS: value })).toMatch(/CALLER_RIGHTS: ".*" is none of: explain, audit\./);
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
