import { z } from "zod";
import { metricKeys } from "@/lib/report/document";
import { isCalendarDay } from "@/lib/values/calendar-day";
import { actionLists, mappedKpis } from "@/lib/values/metric";
import { typedWords } from "@/lib/values/typed-words";

const text = z
  .string({ error: orMissing("must be text") })
  .overwrite(typedWords)
  .min(1, "must not be empty");
const locale = z.enum(["pl", "en"], { error: orMissing("must be pl or en") });
const zone = text.refine(isZone, "must be an IANA time zone such as Europe/Warsaw");
const metric = z.enum(metricKeys, { error: "is not a metric; docs/data-dictionary.md lists them" });

const candidate = z.strictObject({
  list: z.enum(actionLists, { error: `must be one of ${actionLists.join(", ")}` }),
  type: text,
});

const clientEntry = z.strictObject({
  slug: z
    .string({ error: orMissing("must be text") })
    .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, "must be lower-case letters, digits and hyphens"),
  name: text,
  locale,
  account: z.strictObject(
    {
      external_id: z
        .string({ error: orMissing("must be text") })
        .regex(/^act_\d+$/, "must look like act_1000000000000001"),
      currency: z
        .string({ error: orMissing("must be text") })
        .regex(/^[A-Z]{3}$/, "must be three capital letters such as PLN")
        .optional(),
      time_zone: zone.optional(),
      collect_from: z
        .string({ error: orMissing("must be a day written as YYYY-MM-DD") })
        .refine(isCalendarDay, "must be a day written as YYYY-MM-DD"),
    },
    { error: objectMessage },
  ),
  mapping: z
    .partialRecord(
      z.enum(mappedKpis, { error: `names no KPI; use ${mappedKpis.join(", ")}` }),
      z.array(candidate, { error: "must be a list" }).min(1, "must name at least one action type"),
      { error: objectMessage },
    )
    .optional(),
  shown: z.array(metric, { error: "must be a list of metrics" }).min(1, "must not be empty").optional(),
  names: z.partialRecord(metric, text, { error: objectMessage }).optional(),
  connection: text.optional(),
  manager: z.email("must be an e-mail address").optional(),
  is_demo: z.boolean("must be true or false").optional(),
});

/** What `clients import` reads (architecture.md §5; docs/data-dictionary.md). Unknown keys are refused: a misspelt one must not be lost. */
const clientsFile = z.strictObject(
  {
    agency: z
      .strictObject({ name: text, locale, time_zone: zone, contact: text.nullable().optional() })
      .optional(),
    clients: z.array(clientEntry, { error: orMissing("must be a list") }).min(1, "names no client"),
  },
  { error: objectMessage },
);

export type ClientsFile = z.output<typeof clientsFile>;
export type ClientEntry = ClientsFile["clients"][number];

/** Reads the file; every problem is one sentence that names the client and the field. Duplicates inside the file are problems too. */
export function readClientsFile(
  json: unknown,
): { readonly ok: true; readonly file: ClientsFile } | { readonly ok: false; readonly problems: string[] } {
  const parsed = clientsFile.safeParse(json);
  if (!parsed.success) {
    return { ok: false, problems: parsed.error.issues.map((issue) => inWords(issue, json)) };
  }
  const problems = [
    ...repeated(parsed.data.clients, (client) => client.slug).map(
      (slug) => `The slug ${slug} stands there more than once.`,
    ),
    ...repeated(parsed.data.clients, (client) => client.account.external_id).map(
      (id) => `The ad account ${id} stands under more than one client; an account has one client.`,
    ),
  ];
  return problems.length > 0 ? { ok: false, problems } : { ok: true, file: parsed.data };
}

function inWords(issue: z.core.$ZodIssue, json: unknown): string {
  const [first, index, ...rest] = issue.path;
  const extra = issue.code === "unrecognized_keys" ? ` has an unknown field ${issue.keys.join(", ")}` : "";
  const says = extra === "" ? ` ${issue.message}` : extra;
  if (first !== "clients" || typeof index !== "number") {
    return `${issue.path.length === 0 ? "The file" : issue.path.join(".")}${says}.`;
  }
  const slug = z
    .object({ clients: z.array(z.unknown()) })
    .transform(({ clients }) => z.object({ slug: z.string() }).safeParse(clients[index]).data?.slug)
    .safeParse(json).data;
  const who = slug ? `Client ${slug}` : `Client number ${index + 1}`;
  return `${who}${rest.length > 0 ? `: ${rest.join(".")}` : ""}${says}.`;
}

function repeated<T>(items: readonly T[], key: (item: T) => string): string[] {
  const seen = new Set<string>();
  const twice = new Set<string>();
  for (const item of items) (seen.has(key(item)) ? twice : seen).add(key(item));
  return [...twice];
}

function isZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

type RawIssue = { readonly code?: string; readonly input?: unknown };

function objectMessage(issue: RawIssue): string | undefined {
  return issue.code === "invalid_type" ? orMissing("must be an object")(issue) : undefined;
}

function orMissing(message: string): (issue: RawIssue) => string {
  return (issue) => (issue.input === undefined ? "is missing" : message);
}
