import { isForDevelopment } from './development';

const local = { OIDC_ISSUER: 'http://127.0.0.1:3002', LOCAL_IDP_PORT: 3002 };

it.each([
  [true, 'development', local],
  [true, undefined, { ...local, OIDC_ISSUER: 'http://127.0.0.1:3002/' }],
  [false, 'production', local],
  [false, undefined, { ...local, OIDC_ISSUER: 'https://id.example.com' }],
  [false, undefined, { ...local, OIDC_ISSUER: 'http://127.0.0.1:3999' }],
  [false, undefined, { ...local, OIDC_ISSUER: 'https://127.0.0.1:3002' }],
])('is %s for NODE_ENV %s and %j', (expected, environment, config) => {
  expect(isForDevelopment(config, environment)).toBe(expected);
});
