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
 *
 * It is handed over while it still connects: postgres.js writes what then waits in the socket, and hears of a failure by its events. A
 * promise that is refused it takes for a question that failed and never tries that connection again; after as many as the pool has, every
 * question waits for ever, also once the database is back.
 */
export function openSocket(options: SocketOptions): net.Socket {
  const host = options.host[0] ?? "127.0.0.1";
  const socket = options.path
    ? net.connect(options.path)
    : net.connect({ host, port: options.port[0] ?? 5432, noDelay: true });
  // postgres.js reads the name for TLS from here, and a hosted pooler finds the project by it.
  return Object.assign(socket, { host });
}
