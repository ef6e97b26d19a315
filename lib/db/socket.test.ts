import net, { type AddressInfo } from "node:net";
import { afterEach, expect, test } from "vitest";
import { type Database, openDatabase } from "@/lib/db/database";

let db: Database;
afterEach(() => db.close());

/** A port that nobody listens at. */
async function deadPort(): Promise<number> {
  const server = net.createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise<void>((resolve) => server.close(() => resolve()));
  return port;
}

test("a database that is away costs no connection for ever: every question is refused, and the next one asks again", async () => {
  db = openDatabase(`postgres://plumbline:x@127.0.0.1:${await deadPort()}/plumbline`, {
    max: 1,
    bulkMax: 1,
  });
  for (let time = 0; time < 4; time += 1) {
    await expect(
      db.asCollectorBulk(async () => {}),
      `bulk, time ${time}`,
    ).rejects.toThrow(/ECONNREFUSED/);
    await expect(
      db.asCollector(async () => {}),
      `ordinary, time ${time}`,
    ).rejects.toThrow();
  }
});
