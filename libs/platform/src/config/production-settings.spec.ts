import { ConfigError, readConfig } from './config';
import { demandProductionSettings } from './production-settings';

const secure = {
  OIDC_ISSUER: 'https://id.example.com',
  PORTAL_URL: 'https://consents.example.com',
  HPR_URL: 'https://registers.example.com/hpr/',
  ORGANISATIONS_FILE: '/etc/consent-ledger/organisations.json',
};

const demand = (settings: Record<string, string>, environment?: string) => () =>
  demandProductionSettings(readConfig(settings), environment);

it('are demanded in production', () => {
  expect(demand({}, 'production')).toThrow(ConfigError);
  for (const name of ['OIDC_ISSUER', 'PORTAL_URL']) {
    expect(demand({ ...secure, [name]: 'http://127.0.0.1:3009' }, 'production')).toThrow(name);
  }
  for (const name of ['HPR_URL', 'ORGANISATIONS_FILE'] as const) {
    const { [name]: _, ...others } = secure;
    expect(demand(others, 'production')).toThrow(name.replace(/_.*/, '_URL or '));
  }
  expect(demand(secure, 'production')).not.toThrow();
});

it('are not demanded elsewhere', () => {
  expect(demand({})).not.toThrow();
});
