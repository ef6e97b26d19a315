import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { seedCast } from "@/tests/integration/cast";
import { bundleCli, type Cli } from "@/tests/integration/cli/run-cli";
import { createTestDatabase, type TestDatabase } from "@/tests/integration/database";
import { fingerprint } from "@/tests/integration/fingerprint";

let database: TestDatabase;
let cli: Cli;
let folder: string;

beforeAll(async () => {
  database = await createTestDatabase();
  await seedCast(database.db);
  cli = await bundleCli({
    DATABASE_URL: database.url,
    ENCRYPTION_KEYS: `k1:${Buffer.alloc(32, 7).toString("base64")}`,
    META_ACCESS_TOKEN: "token-0123456789",
    META_GRAPH_URL: "http://127.0.0.1:1",
  });
  folder = await mkdtemp(path.join(os.tmpdir(), "plumbline-cli-"));
  await writeFile(path.join(folder, "text.json"), "clients: none");
  await writeFile(path.join(folder, "empty.json"), '{"clients":[]}');
  await writeFile(
    path.join(folder, "typo.json"),
    '{"clients":[{"slug":"a","name":"A","locale":"pl","acount":{},"account":{"external_id":"act_1","collect_from":"2026-01-01"}}]}',
  );
});
afterAll(async () => {
  await cli?.close();
  await database.close();
  await rm(folder, { recursive: true, force: true });
});

test("--version prints the package's version", async () => {
  const { version } = JSON.parse(await readFile("package.json", "utf8")) as { version: string };
  expect(await cli.run(["--version"])).toEqual({ code: 0, stdout: `${version}\n`, stderr: "" });
});

interface Wrong {
  readonly args: string[];
  readonly says: RegExp;
  readonly env?: Record<string, string>;
  readonly stdin?: string;
}

const arguments_: Wrong[] = [
  { args: ["bogus"], says: /unknown command 'bogus'/ },
  { args: ["clients", "export", "x"], says: /unknown command 'export'/ },
  { args: ["migrate", "now"], says: /too many arguments/ },
  { args: ["report"], says: /missing required argument 'slug'/ },
  { args: ["report", "hotel-jantar"], says: /missing required argument 'month'/ },
  { args: ["report", "Hotel Jantar", "2026-10"], says: /"Hotel Jantar" is not a client's slug/ },
  { args: ["report", "hotel-jantar", "2026-13"], says: /"2026-13" is not a month; write it as YYYY-MM/ },
  { args: ["report", "hotel-jantar", "10.2026"], says: /"10\.2026" is not a month/ },
  { args: ["report", "nobody", "2026-10"], says: /There is no client nobody/ },
  { args: ["report", "hotel-jantar", "2026-10", "--verbose"], says: /unknown option '--verbose'/ },
  { args: ["publish", "hotel-jantar", "2026-10"], says: /required option '--as <email>' not specified/ },
  { args: ["publish", "hotel-jantar", "2026-10", "--as", "anna"], says: /"anna" is not an e-mail address/ },
  {
    args: ["publish", "hotel-jantar", "2026-10", "--as", "x@latarnia.example"],
    says: /--as: x@latarnia\.example is not an enabled member of staff/,
  },
  {
    args: ["publish", "hotel-jantar", "2026-10", "--as", "anna@latarnia.example", "--override", "because"],
    says: /--override: the reason is printed on the report and needs at least 20 characters/,
  },
  {
    args: ["publish", "hotel-jantar", "2026-10", "--as", "anna@latarnia.example", "--why", "restated "],
    says: /--why: the client reads the reason, which needs at least 10 characters/,
  },
  {
    args: ["publish", "hotel-jantar", "2026-10", "--as", "anna@latarnia.example", "--why", ""],
    says: /--why: the client reads the reason, which needs at least 10 characters/,
  },
  {
    args: ["publish", "nobody", "2026-10", "--as", "anna@latarnia.example"],
    says: /There is no client nobody/,
  },
  ...["1999-01", "0000-01", "9999-12"].flatMap((month) => [
    { args: ["report", "hotel-jantar", month], says: new RegExp(`"${month}" is not a month`) },
    {
      args: ["publish", "hotel-jantar", month, "--as", "anna@latarnia.example"],
      says: new RegExp(`"${month}" is not a month`),
    },
  ]),
  { args: ["share", "hotel-jantar", "2099-12"], says: /2099-12 has not begun yet/ },
  { args: ["share", "hotel-jantar", "October"], says: /"October" is not a month/ },
  { args: ["share", "nobody", "2026-10"], says: /There is no client nobody/ },
  {
    args: ["share", "hotel-jantar", "2026-10", "--expires", "2026-02-30"],
    says: /--expires: "2026-02-30" is not a calendar day/,
  },
  {
    args: ["share", "hotel-jantar", "2026-10", "--expires", "2020-01-01"],
    says: /--expires: 2020-01-01 is already over/,
  },
  { args: ["staff", "add", "anna@latarnia.example"], says: /required option '--role <role>' not specified/ },
  {
    args: ["staff", "add", "anna@latarnia.example", "--role", "boss"],
    says: /--role: "boss" is not a role; use admin, manager, viewer/,
  },
  {
    args: ["staff", "add", "not an address", "--role", "viewer"],
    says: /"not an address" is not an e-mail address/,
  },
  {
    args: ["staff", "add", "anna@latarnia.example", "--role", "viewer", "--locale", "de"],
    says: /--locale: "de" is not a language/,
  },
  { args: ["token", "set", "--new"], stdin: "", says: /Standard input holds no Meta token/ },
  {
    args: ["token", "set", "--new"],
    stdin: "EAA one\nEAA two\n",
    says: /Standard input holds no Meta token/,
  },
  {
    args: ["token", "set", "--kind", "page"],
    stdin: "EAA0123456789",
    says: /--kind: "page" is not a kind of token/,
  },
  { args: ["token", "set", "--name", " "], stdin: "EAA0123456789", says: /--name must not be empty/ },
  { args: ["collect", "hotel-jantar"], says: /too many arguments/ },
  { args: ["collect", "--client", "Hotel Jantar"], says: /"Hotel Jantar" is not a client's slug/ },
  { args: ["collect", "--client", "nobody"], says: /There is no client nobody/ },
  { args: ["collect", "--client", "hotel-jantar", "--client", "nobody"], says: /There is no client nobody/ },
  { args: ["collect", "--since", "2026-02-30"], says: /--since: "2026-02-30" is not a calendar day/ },
  { args: ["collect", "--until", "yesterday"], says: /--until: "yesterday" is not a calendar day/ },
  {
    args: ["collect", "--since", "2026-10-02", "--until", "2026-10-01"],
    says: /The range 2026-10-02 to 2026-10-01 ends before it begins/,
  },
  { args: ["accounts", "accept"], says: /missing required argument 'slug'/ },
  { args: ["accounts", "accept", "Hotel Jantar"], says: /"Hotel Jantar" is not a client's slug/ },
  { args: ["accounts", "accept", "nobody"], says: /There is no client nobody/ },
  { args: ["graph-version", "roll"], says: /unknown command 'roll'/ },
  { args: ["graph-version", "check", "v25.0"], says: /too many arguments/ },
  { args: ["graph-version", "check", "--version", "25"], says: /"25" is not a version of the Graph API/ },
  { args: ["graph-version", "check", "--version", "v26.0"], says: /v26\.0 is the configured version/ },
  { args: ["graph-version", "check"], says: /v26\.0 is the configured version; name another one/ },
  {
    args: ["graph-version", "check", "--version", "v25.0", "--client", "nobody"],
    says: /There is no client nobody/,
  },
  {
    args: ["graph-version", "check", "--version", "v25.0", "--client", "Hotel Jantar"],
    says: /"Hotel Jantar" is not a client's slug/,
  },
  { args: ["clients", "import"], says: /missing required argument 'file'/ },
  {
    args: ["clients", "import", "/nowhere/clients.json"],
    says: /The file \/nowhere\/clients\.json cannot be read/,
  },
  { args: ["clients", "import", "text.json"], says: /text\.json is not JSON/ },
  { args: ["clients", "import", "empty.json"], says: /clients names no client/ },
  { args: ["clients", "import", "typo.json"], says: /Client a has an unknown field acount/ },
];

const environment: Wrong[] = [
  { args: ["collect"], env: { DATABASE_URL: "" }, says: /DATABASE_URL is not set/ },
  { args: ["collect"], env: { ENCRYPTION_KEYS: "k1" }, says: /ENCRYPTION_KEYS .* must look like k1:/ },
  {
    args: ["collect"],
    env: { META_GRAPH_URL: "graph" },
    says: /META_GRAPH_URL .* must be an http or https address/,
  },
  {
    args: ["collect"],
    env: { META_GRAPH_VERSION: "v26" },
    says: /META_GRAPH_VERSION .* must look like v26\.0/,
  },
  {
    args: ["graph-version", "check"],
    env: { META_GRAPH_VERSION: "latest" },
    says: /META_GRAPH_VERSION .* must look like v26\.0/,
  },
  {
    args: ["graph-version", "check", "--version", "v25.0"],
    env: { DATABASE_URL: "" },
    says: /DATABASE_URL is not set/,
  },
  { args: ["collect"], env: { META_PAGE_LIMIT: "0" }, says: /META_PAGE_LIMIT/ },
  { args: ["report", "hotel-jantar", "2026-10"], env: { LOG_LEVEL: "loud" }, says: /LOG_LEVEL/ },
  {
    args: ["report", "hotel-jantar", "2026-10"],
    env: { DATABASE_URL: "" },
    says: /DATABASE_URL is not set: it is the Postgres database/,
  },
  {
    args: ["report", "hotel-jantar", "2026-10"],
    env: { DATABASE_URL: "mysql://x" },
    says: /DATABASE_URL .* must be a postgres:\/\/ address/,
  },
  {
    args: ["migrate"],
    env: { DIRECT_DATABASE_URL: "nonsense" },
    says: /DIRECT_DATABASE_URL .* must be a postgres:\/\/ address/,
  },
  {
    args: ["token", "set"],
    stdin: "EAA0123456789",
    env: { ENCRYPTION_KEYS: "" },
    says: /ENCRYPTION_KEYS is not set/,
  },
  {
    args: ["token", "set"],
    stdin: "EAA0123456789",
    env: { ENCRYPTION_KEYS: "k1:short" },
    says: /ENCRYPTION_KEYS .* must look like k1:/,
  },
  {
    args: ["share", "hotel-jantar", "2026-10"],
    env: { APP_URL: "portal" },
    says: /APP_URL .* must be an http or https address/,
  },
  {
    args: ["clients", "import", "good.json"],
    env: { META_GRAPH_VERSION: "26" },
    says: /META_GRAPH_VERSION .* must look like v26\.0/,
  },
  { args: ["clients", "import", "good.json"], env: { META_PAGE_LIMIT: "many" }, says: /META_PAGE_LIMIT/ },
];

test.each([...arguments_, ...environment])(
  "wrong usage, exit 2, nothing written: $args $env",
  async ({ args, says, env, stdin }) => {
    await writeFile(
      path.join(folder, "good.json"),
      '{"clients":[{"slug":"a","name":"A","locale":"pl","account":{"external_id":"act_1","collect_from":"2026-01-01"}}]}',
    );
    const before = await fingerprint(database.superuserUrl);
    const files = args.map((argument) =>
      argument.endsWith(".json") && !argument.includes("/") ? path.join(folder, argument) : argument,
    );
    const { code, stdout, stderr } = await cli.run(files, {
      ...(env ? { env } : {}),
      ...(stdin === undefined ? {} : { stdin }),
    });
    expect(stderr).toMatch(says);
    expect(stderr.trim().split("\n")).toHaveLength(1);
    expect(code).toBe(2);
    expect(stdout).toBe("");
    expect(await fingerprint(database.superuserUrl)).toBe(before);
  },
);

test("with --json the sentence stands on stdout too, as JSON", async () => {
  const { code, answer } = await cli.json(["report", "nobody", "2026-10"]);
  expect(code).toBe(2);
  expect(answer).toEqual({ error: "There is no client nobody with an ad account." });
});

test("a database that does not answer is one sentence and exit 1", async () => {
  const { code, stderr } = await cli.run(["report", "hotel-jantar", "2026-10"], {
    env: { DATABASE_URL: "postgres://plumbline:secret-password@127.0.0.1:1/none" },
  });
  expect(code).toBe(1);
  expect(stderr).toBe("The database does not answer at the address in DATABASE_URL.\n");
});
