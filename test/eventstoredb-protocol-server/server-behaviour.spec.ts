import { ProtocolServer } from './protocol-server';
import { serverBehaviour } from './server-behaviour';

let server: ProtocolServer;
beforeAll(async () => (server = await ProtocolServer.start()));
afterAll(() => server.die());

serverBehaviour('The protocol server', () => server.url);
