import { connect } from 'node:net';

/** Sends exactly this to a server, and returns everything that comes back until the server ends the connection. */
export const rawExchange = (url: string, sent: string): Promise<string> =>
  new Promise((resolve, reject) => {
    const { hostname, port } = new URL(url);
    let received = '';
    const socket = connect(Number(port), hostname, () => socket.write(sent));
    socket.setEncoding('utf8').on('data', (text) => (received += String(text)));
    socket.on('error', reject).on('close', () => resolve(received));
  });
