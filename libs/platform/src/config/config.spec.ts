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
