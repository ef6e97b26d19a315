import net from "node:net";

/** What postgres.js hands to a `socket` option: its resolved addresses. */
interface SocketOptions {
  readonly host: string[];
  readonly port: number[];
  readonly path?: string | false;
}

/**
 * A TCP socket without Nagle's delay: with it each COPY transaction waits 40 ms for a delayed ACK (performance.md).
 * Unix sockets (`path`) have no such delay.
 */
export function openSocket(options: SocketOptions): Promise<net.Socket> {
  const socket = options.path
    ? net.connect(options.path)
    : net.connect({ host: options.host[0] ?? "127.0.0.1", port: options.port[0] ?? 5432, noDelay: true });
  return new Promise((resolve, reject) => {
    socket.once("connect", () => {
      socket.off("error", reject);
      // postgres.js reads the name for TLS from here, and a hosted pooler finds the project by it.
      resolve(Object.assign(socket, { host: options.host[0] }));
    });
    socket.once("error", reject);
  });
}
