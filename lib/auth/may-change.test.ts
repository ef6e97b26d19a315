import { expect, test } from "vitest";
import { mayChange } from "@/lib/auth/may-change";
import type { Actor } from "@/lib/db/database";
import type { StaffId } from "@/lib/values/ids";

const marta = "a0000000-0000-4000-8000-000000000002" as StaffId;
const piotr = "a0000000-0000-4000-8000-000000000003" as StaffId;
const actor = (role: Actor["role"], staffId: StaffId | null): Actor => ({ role, staffId, name: "x" });

test.each<[string, Actor, string | null, boolean]>([
  ["an admin, any client", actor("admin", piotr), marta, true],
  ["an admin, a client without manager", actor("admin", piotr), null, true],
  ["the command line as admin", actor("admin", null), marta, true],
  ["a manager, her own client", actor("manager", marta), marta, true],
  ["a manager, somebody else's client", actor("manager", marta), piotr, false],
  ["a manager, a client without manager", actor("manager", marta), null, false],
  ["a manager who is nobody, a client without manager", actor("manager", null), null, false],
  ["a viewer, even where named as manager", actor("viewer", marta), marta, false],
])("%s: %s", (_who, person, managerId, may) => {
  expect(mayChange(person, { managerId })).toBe(may);
});
