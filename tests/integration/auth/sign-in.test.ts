import { afterAll, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { addStaffMember } from "@/lib/auth/add-staff-member";
import { findStaff } from "@/lib/auth/find-staff";
import { checkCode } from "@/lib/auth/sign-in/check-code";
import { requestCode } from "@/lib/auth/sign-in/request-code";
import type { CodeCheck, SignInService } from "@/lib/auth/sign-in/sign-in-service";
import { logger } from "@/lib/ops/logger";
import { asSuperuser } from "@/tests/integration/as-superuser";
import { admin, seedCast } from "@/tests/integration/cast";
import { createTestDatabase, type TestDatabase } from "@/tests/integration/database";

const martasAccount = "b0000000-0000-4000-8000-000000000001";
const anotherAccount = "b0000000-0000-4000-8000-000000000002";
let database: TestDatabase;

/** A sign-in service that writes down what it is asked and answers as told; the right code is 417180. */
class ScriptedService implements SignInService {
  readonly mails: string[] = [];
  ended = 0;
  sending: "sent" | "busy" | "failed" = "sent";
  alive = true;
  /** Milliseconds that its mail server takes. */
  mailing = 0;
  checking: "works" | "busy" | "failed" = "works";
  account = martasAccount;
  async sendCode(email: string) {
    await new Promise((resolve) => setTimeout(resolve, this.mailing));
    if (this.sending === "sent") this.mails.push(email);
    return this.sending;
  }
  async answers() {
    return this.alive;
  }
  async checkCode(_email: string, code: string): Promise<CodeCheck> {
    if (this.checking !== "works") return { kind: this.checking };
    return code === "417180" ? { kind: "right", authUserId: this.account } : { kind: "wrong" };
  }
  async endSession() {
    this.ended++;
  }
}

let service: ScriptedService;
const at = { network: null, floor: 0 };
/** What was left to do after the answers. */
let rest: Promise<void>[] = [];
const ask = (email: string, network: string | null = null) =>
  requestCode({
    db: database.db,
    service,
    email,
    network,
    floor: 0,
    later: (work) => {
      rest.push(work());
    },
  });
/** The addresses that were mailed a code, once all that was left is done. */
async function mailed(): Promise<readonly string[]> {
  await Promise.all(rest);
  return service.mails;
}
const enter = (email: string, code: string) => checkCode({ db: database.db, service, email, code, ...at });
const disable = (email: string, disabled: boolean) =>
  asSuperuser(
    database.superuserUrl,
    (sql) =>
      sql`update staff_members set disabled_at = ${disabled ? sql`now()` : null} where email = ${email}`,
  );

beforeAll(async () => {
  database = await createTestDatabase();
  await seedCast(database.db, []);
});
afterAll(() => database.close());
beforeEach(async () => {
  service = new ScriptedService();
  rest = [];
  await asSuperuser(database.superuserUrl, async (sql) => {
    await sql`delete from sign_in_tries`;
    await sql`update staff_members set auth_user_id = null`;
  });
});

test("an invited person is mailed a code, however the address is written", async () => {
  expect(await ask("Marta@Latarnia.example")).toEqual({ kind: "sent" });
  expect(await mailed()).toEqual(["marta@latarnia.example"]);
});

test("a stranger and a disabled person are told the same and mailed nothing", async () => {
  await disable("piotr@latarnia.example", true);
  expect(await ask("stranger@elsewhere.example")).toEqual({ kind: "sent" });
  expect(await ask("piotr@latarnia.example")).toEqual({ kind: "sent" });
  expect(await mailed()).toEqual([]);
  await disable("piotr@latarnia.example", false);
});

test("an outage is told to strangers and staff alike", async () => {
  service.sending = "failed";
  service.alive = false;
  expect(await ask("marta@latarnia.example")).toEqual({ kind: "unavailable" });
  expect(await ask("stranger@elsewhere.example")).toEqual({ kind: "unavailable" });
});

test.each(["busy", "failed"] as const)(
  "a code that could not be mailed (%s) is told to nobody",
  async (sending) => {
    service.sending = sending;
    expect(await ask("marta@latarnia.example")).toEqual({ kind: "sent" });
    expect(await ask("stranger@elsewhere.example")).toEqual({ kind: "sent" });
    expect(await mailed()).toEqual([]);
  },
);

test("a slow mail server does not tell who works here by the time of an answer", async () => {
  service.mailing = 2_000;
  for (const email of ["marta@latarnia.example", "stranger@elsewhere.example"]) {
    const began = Date.now();
    expect(await ask(email)).toEqual({ kind: "sent" });
    expect(Date.now() - began).toBeLessThan(1_000);
  }
  expect(await mailed()).toEqual(["marta@latarnia.example"]);
});

test("a service that throws while it mails ends nobody's answer", async () => {
  service.sendCode = () => Promise.reject(new Error("socket hang up"));
  expect(await ask("marta@latarnia.example")).toEqual({ kind: "sent" });
  expect(await mailed()).toEqual([]);
});

test.each(["busy", "failed"] as const)(
  "a code that cannot be checked (%s) is answered to strangers and staff alike",
  async (checking) => {
    service.checking = checking;
    for (const alive of [true, false]) {
      service.alive = alive;
      const answer = await enter("marta@latarnia.example", "417180");
      expect(await enter("stranger@elsewhere.example", "417180")).toEqual(answer);
      expect(answer.kind).toBe(alive ? "wrong" : "unavailable");
    }
  },
);

test("codes are mailed five times in a quarter of an hour, and strangers meet the same limit", async () => {
  for (const email of ["marta@latarnia.example", "stranger@elsewhere.example"]) {
    for (let count = 0; count < 5; count++) expect(await ask(email)).toEqual({ kind: "sent" });
    expect(await ask(email)).toMatchObject({ kind: "too_many" });
  }
  expect(await mailed()).toHaveLength(5);
});

test("one network address cannot go through a list of people", async () => {
  for (let count = 0; count < 30; count++) {
    expect(await ask(`person-${count}@elsewhere.example`, "203.0.113.7")).toEqual({ kind: "sent" });
  }
  expect(await ask("person-31@elsewhere.example", "203.0.113.7")).toMatchObject({ kind: "too_many" });
  expect(await ask("person-31@elsewhere.example", "203.0.113.8")).toEqual({ kind: "sent" });
});

test("a wrong code says how many tries are left; after five the right one is not looked at", async () => {
  for (const remaining of [4, 3, 2, 1, 0]) {
    expect(await enter("marta@latarnia.example", "000000")).toEqual({ kind: "wrong", remaining });
  }
  expect(await enter("marta@latarnia.example", "417180")).toMatchObject({ kind: "too_many" });
});

test("of twenty codes sent at once five are looked at", async () => {
  const answers = await Promise.all(
    Array.from({ length: 20 }, () => enter("marta@latarnia.example", "000000")),
  );
  expect(answers.filter(({ kind }) => kind === "wrong")).toHaveLength(5);
  expect(answers.filter(({ kind }) => kind === "too_many")).toHaveLength(15);
});

test("a right code signs in, binds the invitation to the account and gives the tries back", async () => {
  await enter("marta@latarnia.example", "000000");
  expect(await enter("marta@latarnia.example", "417180")).toEqual({ kind: "signed_in" });
  expect((await findStaff(database.db, "marta@latarnia.example"))?.authUserId).toBe(martasAccount);
  expect(await enter("marta@latarnia.example", "000000")).toEqual({ kind: "wrong", remaining: 4 });
});

test("an invitation that is bound to an account opens for no other one, and leaves it no session", async () => {
  await enter("marta@latarnia.example", "417180");
  service.account = anotherAccount;
  expect(await enter("marta@latarnia.example", "417180")).toMatchObject({ kind: "wrong" });
  expect(service.ended).toBe(1);
  expect((await findStaff(database.db, "marta@latarnia.example"))?.authUserId).toBe(martasAccount);
});

test("a person whose account was made anew is refused and named in the log, and let in after the invitation was loosened", async () => {
  const log = vi.spyOn(logger, "warn").mockImplementation(() => {});
  await enter("marta@latarnia.example", "417180");
  service.account = anotherAccount;
  expect(await enter("marta@latarnia.example", "417180")).toMatchObject({ kind: "wrong" });
  const marta = await findStaff(database.db, "marta@latarnia.example");
  expect(log.mock.calls).toEqual([[{ staffId: marta?.id }, "sign_in_bound_elsewhere"]]);
  log.mockRestore();

  const input = { email: "marta@latarnia.example", role: marta?.role ?? "viewer" };
  const again = { db: database.db, actor: admin, input };
  expect(await addStaffMember(again)).toEqual({ kind: "unchanged", id: marta?.id });
  expect(await addStaffMember({ ...again, rebind: true })).toEqual({ kind: "rebound", id: marta?.id });
  expect(await addStaffMember({ ...again, rebind: true })).toEqual({ kind: "unchanged", id: marta?.id });
  const audit = await asSuperuser(
    database.superuserUrl,
    (sql) => sql`select subject, detail from audit_log where action = 'staff.rebind'`,
  );
  expect(audit).toEqual([
    { subject: "marta@latarnia.example", detail: { before: { authUserId: martasAccount } } },
  ]);
  expect(await enter("marta@latarnia.example", "417180")).toEqual({ kind: "signed_in" });
  expect((await findStaff(database.db, "marta@latarnia.example"))?.authUserId).toBe(anotherAccount);
});

test("a stranger's right code, and a disabled person's, are wrong", async () => {
  expect(await enter("stranger@elsewhere.example", "417180")).toEqual({ kind: "wrong", remaining: 4 });
  await disable("piotr@latarnia.example", true);
  expect(await enter("piotr@latarnia.example", "417180")).toEqual({ kind: "wrong", remaining: 4 });
  await disable("piotr@latarnia.example", false);
});

test("no address stands in the record of tries", async () => {
  await ask("marta@latarnia.example", "203.0.113.7");
  const rows = await asSuperuser(
    database.superuserUrl,
    (sql) => sql<{ row: string }[]>`select t::text as row from sign_in_tries t`,
  );
  expect(rows).toHaveLength(2);
  for (const { row } of rows) expect(row).not.toMatch(/marta|203\.0/);
});
