import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Faults } from './faults';
import type { ProtocolServer } from './protocol-server';

type Command = (server: ProtocolServer, body: string) => unknown;

/** What a test in another process may ask: `POST` a command, `GET /counts`. */
const commands: Record<string, Command> = {
  'GET /counts': (server) => server.counts,
  'POST /misbehave': (server, body) => server.misbehave(JSON.parse(body) as Partial<Faults>),
  'POST /heal': (server) => server.heal(),
  'POST /drop-subscriptions': (server) => server.dropSubscriptions(),
  'POST /die': (server) => server.die(),
  'POST /come-back': (server) => server.comeBack(),
};

export function controlOf(server: ProtocolServer): Server {
  return createServer((request, response) => void answer(server, request, response));
}

async function answer(
  server: ProtocolServer,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const command = commands[`${request.method} ${request.url}`];
  try {
    const result = command ? await command(server, await bodyOf(request)) : Object.keys(commands);
    response.writeHead(command ? 200 : 404).end(JSON.stringify(result ?? 'done'));
  } catch (error) {
    response.writeHead(400).end(String(error));
  }
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  let body = '';
  for await (const chunk of request) body += String(chunk);
  return body;
}
