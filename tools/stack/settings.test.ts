import { mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import net from "node:net";
import os from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { keyring } from "@/lib/ops/env";
import { choosePorts, readSecrets } from "@/tools/stack/settings";

let dir: string;
beforeAll(async () => {
  dir = await mkdtemp(path.join(os.tmpdir(), "plumbline-settings-"));
});
afterAll(() => rm(dir, { recursive: true, force: true }));

test("secrets are made once, for their owner's eyes only, and stay", async () => {
  const made = await readSecrets(dir);
  expect((await stat(path.join(dir, "secrets.json"))).mode & 0o777).toBe(0o600);
  expect(keyring.parse(made.encryptionKeys).size).toBe(1);
  expect(made.cronSecret.length).toBeGreaterThanOrEqual(16);
  expect(await readSecrets(dir)).toEqual(made);
});

test("a file of an older version gets what it lacks and keeps what it has", async () => {
  const { jwtSecret, ...older } = await readSecrets(dir);
  await writeFile(path.join(dir, "secrets.json"), JSON.stringify(older));
  const now = await readSecrets(dir);
  expect(now).toMatchObject(older);
  expect(now.jwtSecret).not.toBe(jwtSecret);
});

test("a broken file is made anew", async () => {
  await writeFile(path.join(dir, "secrets.json"), "{");
  await readSecrets(dir);
  expect(JSON.parse(await readFile(path.join(dir, "secrets.json"), "utf8"))).toHaveProperty("cronSecret");
});

test("ports stay from start to start; one that somebody took is replaced, the others are not", async () => {
  const first = await choosePorts(dir);
  expect(new Set(Object.values(first)).size).toBe(6);
  expect(await choosePorts(dir)).toEqual(first);
  const squatter = net.createServer().listen(first.mail, "127.0.0.1");
  await new Promise((resolve) => squatter.once("listening", resolve));
  const second = await choosePorts(dir);
  squatter.close();
  expect(second.mail).not.toBe(first.mail);
  expect({ ...second, mail: 0 }).toEqual({ ...first, mail: 0 });
});
