import { admin, marta, piotr, viewer } from "@/tests/integration/cast";

/** The cast's people with the addresses that `seedCast` gives them. */
export const people = {
  admin: { email: "anna@latarnia.example", actor: admin },
  marta: { email: "marta@latarnia.example", actor: marta },
  piotr: { email: "piotr@latarnia.example", actor: piotr },
  viewer: { email: "wanda@latarnia.example", actor: viewer },
} as const;

export type Person = keyof typeof people;
