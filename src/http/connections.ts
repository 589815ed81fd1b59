import type { Server } from 'node:http';
import type { Socket } from 'node:net';

/**
 * Knows which connections have a request under way. Node's own `close` waits for the others too: a browser opens connections
 * ahead and sends nothing over them, and nobody ends those any more.
 */
export function trackConnections(server: Server) {
  const underWay = new Map<Socket, number>();
  let stopping = false;
  const settle = (socket: Socket) => {
    if (stopping && underWay.get(socket) === 0) socket.destroySoon();
  };
  const add = (socket: Socket, requests: number) => {
    const now = underWay.get(socket);
    if (now !== undefined) underWay.set(socket, now + requests);
    settle(socket);
  };
  server.on('connection', (socket: Socket) => {
    underWay.set(socket, 0);
    socket.once('close', () => underWay.delete(socket));
  });
  server.on('request', ({ socket }, res) => {
    add(socket, 1);
    res.once('close', () => add(socket, -1));
  });
  return {
    /** Takes no new connections and resolves when every request was answered; what is not done after `graceMs` is cut off. */
    async stop(graceMs: number): Promise<void> {
      stopping = true;
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      for (const socket of underWay.keys()) settle(socket);
      const timer = setTimeout(() => server.closeAllConnections(), graceMs);
      await closed;
      clearTimeout(timer);
    },
  };
}
