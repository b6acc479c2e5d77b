import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { spawnService, type SpawnedService } from '../support/spawned-service';
import { temporaryFolder, type TemporaryFolder } from '../support/temporary-folder';

let folder: TemporaryFolder;
let service: SpawnedService;

beforeAll(async () => {
  folder = await temporaryFolder();
  service = await spawnService({ DATA_DIR: folder.path, STREAM_HEARTBEAT_MS: '20', LOG_LEVEL: 'info' });
});
afterAll(async () => {
  await service.end('SIGTERM');
  await folder.remove();
});

const BODY = JSON.stringify({ careProviderId: 'SE165565594230-1000' });

async function ask(): Promise<Socket> {
  const socket = connect(Number(new URL(service.url).port), '127.0.0.1');
  await once(socket, 'connect');
  socket.write(
    'POST /v2/get-consent-changes HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n' +
      `Accept: text/event-stream\r\nContent-Length: ${BODY.length}\r\n\r\n${BODY}`,
  );
  return socket;
}

const linesOfStreams = (): Record<string, unknown>[] =>
  service.log
    .map((line) => JSON.parse(line) as Record<string, unknown>)
    .filter(({ route }) => route === '/v2/get-consent-changes');

it('is in the log as one whose answer was cut off, and as no failure, whenever it leaves', async () => {
  const TURNS = 12;
  for (let turn = 0; turn < TURNS; turn += 1) {
    const socket = await ask();
    if (turn % 3 > 0) await once(socket, 'data');
    if (turn % 3 > 1) await once(socket, 'data');
    socket.destroy();
  }
  const cutOff = () => linesOfStreams().filter(({ isCutOff, status }) => isCutOff === true && status === 200);
  while (cutOff().length < (TURNS * 2) / 3) await new Promise((resolve) => setTimeout(resolve, 20));
  expect(service.log.filter((line) => line.includes('"level":"error"'))).toEqual([]);
});
