import { spawn } from "node:child_process";
import { chmod, mkdtemp, readdir, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { createClient } from "@supabase/supabase-js";
import { afterAll, beforeAll, beforeEach, expect, onTestFinished, test, vi } from "vitest";
import { openSupabase, readClaims } from "@/lib/auth/session/open-supabase";
import { supabaseSignIn } from "@/lib/auth/session/supabase-sign-in";
import { markOf, runningPid } from "@/tools/stack/process-mark";
import { type Stack, startStack } from "@/tools/stack/start";

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

let dir: string;
let stack: Stack;
const lines: string[] = [];
const start = () =>
  startStack({
    dir,
    appUrl: "http://localhost:3999",
    metaApp: { id: "1", secret: "app-secret" },
    simulator: null,
    onLine: (_part, line) => lines.push(line),
  });

beforeAll(async () => {
  dir = await mkdtemp(path.join(os.tmpdir(), "plumbline-stack-"));
  await chmod(dir, 0o711);
  stack = await start();
});
beforeEach(() => {
  for (const [name, value] of Object.entries(stack.env)) vi.stubEnv(name, value);
});
afterAll(async () => {
  await stack.stop();
  vi.unstubAllEnvs();
  await rm(dir, { recursive: true, force: true });
});

/** A browser's cookies, and Supabase as the portal opens it for their request. */
function visitor() {
  const jar = new Map<string, string>();
  const supabase = openSupabase({
    getAll: () => [...jar].map(([name, value]) => ({ name, value })),
    setAll: (cookies) => {
      for (const { name, value } of cookies) {
        if (value) jar.set(name, value);
        else jar.delete(name);
      }
    },
  });
  return { jar, supabase, service: supabaseSignIn(supabase) };
}

const codeTo = (address: string): string => {
  const code = /\b\d{6}\b/.exec(stack.mail.messages(address)[0]?.text ?? "")?.[0];
  if (!code) throw new Error(`No code was mailed to ${address}.`);
  return code;
};
const anotherThan = (code: string) => (code === "000000" ? "000001" : "000000");

test("a code from the mail opens a session with verified claims, once; a wrong one opens none", async () => {
  const { jar, supabase, service } = visitor();
  expect(await service.sendCode("anna@latarnia.example")).toBe("sent");
  const code = codeTo("anna@latarnia.example");
  expect(await service.checkCode("anna@latarnia.example", anotherThan(code))).toEqual({ kind: "wrong" });
  expect(await readClaims(supabase)).toBeNull();
  const right = await service.checkCode("anna@latarnia.example", code);
  expect(right).toMatchObject({ kind: "right" });
  expect(await readClaims(supabase)).toEqual({
    authUserId: right.kind === "right" ? right.authUserId : "",
    email: "anna@latarnia.example",
  });
  expect([...jar.keys()].every((name) => name.startsWith("plumbline-session"))).toBe(true);
  expect(await visitor().service.checkCode("anna@latarnia.example", code)).toEqual({ kind: "wrong" });
});

test("the mail shows the code in Polish and English, and carries nothing from elsewhere", async () => {
  await visitor().service.sendCode("piotr@latarnia.example");
  const [mail] = stack.mail.messages("piotr@latarnia.example");
  expect(mail?.subject).toBe("Plumbline: kod do logowania / sign-in code");
  expect(mail?.html).toContain("Twój kod do logowania");
  expect(mail?.html).toContain("Your sign-in code");
  expect(mail?.html).toContain(codeTo("piotr@latarnia.example"));
  expect(mail?.html).not.toMatch(/https?:|<img|<script|\{\{/);
});

test("files live in a private bucket that only the secret key opens", async () => {
  const url = stack.env.NEXT_PUBLIC_SUPABASE_URL ?? "";
  const options = { auth: { persistSession: false } };
  const ours = createClient(url, stack.env.SUPABASE_SECRET_KEY ?? "", options).storage.from("publications");
  const strangers = createClient(
    url,
    stack.env.NEXT_PUBLIC_SUPABASE_PUBLISHABLE_KEY ?? "",
    options,
  ).storage.from("publications");
  const file = Buffer.from("%PDF-1.7");
  expect((await ours.upload("one/report.pdf", file, { contentType: "application/pdf" })).error).toBeNull();
  expect(await (await ours.download("one/report.pdf")).data?.text()).toBe("%PDF-1.7");
  expect((await strangers.download("one/report.pdf")).data).toBeNull();
  expect((await strangers.upload("two/report.pdf", file)).error).not.toBeNull();
  expect((await fetch(`${url}/storage/v1/object/public/publications/one/report.pdf`)).ok).toBe(false);
});

test("a second start of the same folder is refused while the first runs", async () => {
  await expect(start()).rejects.toThrow(`already running as process ${process.pid}`);
});

test("the next start has the same addresses and people stay signed in", async () => {
  const { supabase, service } = visitor();
  await service.sendCode("ewa@latarnia.example");
  await service.checkCode("ewa@latarnia.example", codeTo("ewa@latarnia.example"));
  const before = stack.env;
  await stack.stop();
  stack = await start();
  expect(stack.env).toEqual(before);
  expect((await readClaims(supabase))?.email).toBe("ewa@latarnia.example");
});

test("after a start that was killed the next has the same addresses, and nothing of the first lives on", async () => {
  const before = stack.env;
  await stack.stop();
  const program = `import { startStack } from "@/tools/stack/start";
    await startStack({ dir: process.argv[1], appUrl: "http://localhost:3999", metaApp: { id: "1", secret: "app-secret" }, simulator: null });
    console.log("up"); setInterval(() => {}, 1000);`;
  const killed = spawn(process.execPath, ["--import", "tsx", "--input-type=module", "-e", program, dir], {
    stdio: ["ignore", "pipe", "ignore"],
  });
  onTestFinished(() => void killed.kill("SIGKILL"));
  await new Promise((resolve) => killed.stdout.once("data", resolve));
  const marks = (await readdir(path.join(dir, "children"))).map((pid) => markOf(Number(pid)));
  expect(marks).toHaveLength(1);
  killed.kill("SIGKILL");
  await new Promise((resolve) => killed.once("exit", resolve));
  stack = await start();
  expect(stack.env).toEqual(before);
  expect(marks.filter((mark) => runningPid(mark) !== null)).toEqual([]);
});

test("nothing the stack printed contains one of its keys", () => {
  expect(lines.length).toBeGreaterThan(0);
  const { publishableKey: _public, anchor: _moment, ...secrets } = stack.secrets;
  for (const [name, secret] of Object.entries(secrets))
    expect(
      lines.filter((line) => line.includes(secret)),
      name,
    ).toEqual([]);
});
