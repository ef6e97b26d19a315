import net from "node:net";

/** One moment at which the process waits for somebody else: something is about to be sent, is sent, or has been answered. */
export type Step = `${"before" | "after" | "answer"} ${"postgres" | "meta"} ${string}`;

/**
 * Calls `onStep` at every step of this process towards the two ports. All that a collector awaits goes over these two wires, and nothing
 * outside can tell two moments between the same two steps apart: whoever dies at each of them has died everywhere.
 */
export function countSteps(
  ports: { readonly postgres: number; readonly meta: number },
  onStep: (step: Step) => void,
): void {
  const whom = (socket: net.Socket) => {
    if (socket.remotePort === ports.postgres) return "postgres" as const;
    return socket.remotePort === ports.meta ? ("meta" as const) : null;
  };
  const { write, emit } = net.Socket.prototype;
  net.Socket.prototype.write = function (this: net.Socket, ...said: unknown[]): boolean {
    const other = whom(this);
    if (!other) return Reflect.apply(write, this, said) as boolean;
    const what = subjectOf(said[0]);
    onStep(`before ${other} ${what}`);
    const taken = Reflect.apply(write, this, said) as boolean;
    onStep(`after ${other} ${what}`);
    return taken;
  } as typeof write;
  net.Socket.prototype.emit = function (this: net.Socket, ...event: unknown[]): boolean {
    const other = event[0] === "data" ? whom(this) : null;
    if (other) onStep(`answer ${other} ${String((event[1] as Buffer).length)} bytes`);
    return Reflect.apply(emit, this, event) as boolean;
  } as typeof emit;
}

/** The first words of a statement or a request, for the name of a step. */
function subjectOf(bytes: unknown): string {
  const text =
    Buffer.isBuffer(bytes) || bytes instanceof Uint8Array
      ? Buffer.from(bytes).toString("latin1")
      : String(bytes);
  const words = text.match(
    /(begin|commit|rollback|set local|select|insert into|update|delete from|with|copy|GET)\b[^\0\n]{0,50}/i,
  );
  return (words?.[0] ?? "protocol").replaceAll(/[^\x20-\x7e]/g, " ").trim();
}
