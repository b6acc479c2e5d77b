import { join } from 'node:path';
import type { Config } from '#platform';
import type { Part } from './running-part';

const mainOf = (folder: string): string => join(__dirname, '../..', folder, 'src/main.js');

export const service: Part = { name: 'The service', main: mainOf('api') };

export const portal: Part = { name: 'The portal', main: mainOf('portal') };

export const localIdp: Part = {
  name: 'The identity provider for development',
  main: join(__dirname, '../../portal/src/local-idp/main.js'),
};

/** As settings are read: what is empty counts as unset. */
export const isSet = (value: string | undefined): boolean => (value ?? '').trim() !== '';

/** Whether the identity provider for development is needed: where no other is named, and never in production. */
export const needsLocalIdp = ({ OIDC_ISSUER, NODE_ENV }: NodeJS.ProcessEnv): boolean =>
  NODE_ENV !== 'production' && !isSet(OIDC_ISSUER);

/** The issuer's name follows its port, which both it and the portal must know it by. */
export const issuerAt = ({ LOCAL_IDP_PORT }: Config): string => `http://127.0.0.1:${LOCAL_IDP_PORT}`;
