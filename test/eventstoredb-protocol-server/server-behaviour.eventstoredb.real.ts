import { serverBehaviour } from './server-behaviour';

/** `npm run test:eventstoredb`: the same on a server of your own. Streams that begin with `behaviour-` stay there. */
serverBehaviour('A real server', () => process.env['EVENT_STORE_URL'] ?? '');
