import { ConfigError, readConfig } from '#platform';
import { demandProductionSettings } from './production-settings';

const secure = { OIDC_ISSUER: 'https://id.example.com', PORTAL_URL: 'https://consents.example.com' };

const demand = (settings: Record<string, string>, environment?: string) => () =>
  demandProductionSettings(readConfig(settings), environment);

it('are demanded in production', () => {
  expect(demand({}, 'production')).toThrow(ConfigError);
  for (const name of ['OIDC_ISSUER', 'PORTAL_URL']) {
    expect(demand({ ...secure, [name]: 'http://127.0.0.1:3009' }, 'production')).toThrow(name);
  }
  expect(demand(secure, 'production')).not.toThrow();
});

it('are not demanded elsewhere', () => {
  expect(demand({})).not.toThrow();
});
