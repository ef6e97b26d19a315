import { invalidParameter } from "@/tools/simulator/meta-error";

/** The names in `fields`: a comma list, nested ones such as `creative{id,name}` kept whole, or a JSON list. */
export function fieldNames(text: string | null): string[] {
  const list = (text ?? "").trim().replace(/^\[|\]$/g, "");
  return [...list.matchAll(/[^,{}\s"]+(?:\{[^}]*\})?/g)].map(([field]) => field);
}

/** Only the fields asked for, and always `id`. A field that the node does not know is refused; one without a value is absent. */
export function projected(
  node: Readonly<Record<string, unknown>>,
  params: URLSearchParams,
  type = "Node",
): Record<string, unknown> {
  const shown: Record<string, unknown> = { id: node.id };
  for (const field of fieldNames(params.get("fields"))) {
    const [, name = field, nested] = field.match(/^(\w+)(?:\{([^}]*)\})?$/) ?? [];
    if (!(name in node))
      throw invalidParameter(`Tried accessing nonexisting field (${name}) on node type (${type})`);
    const value = node[name];
    if (value === undefined) continue;
    shown[name] =
      nested && typeof value === "object" && value !== null
        ? projected(value as Record<string, unknown>, new URLSearchParams({ fields: nested }), name)
        : value;
  }
  return shown;
}
