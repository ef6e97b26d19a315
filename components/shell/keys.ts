/** Where `G` and a letter lead (mocks/staff.md, Navigation and keys). */
export const places = { t: "/", r: "/reports", d: "/data-health", a: "/alerts" } as const;

/** What a key does: go somewhere, act on the list, or open the list of keys. null for a key that is nobody's. */
export type KeyAct =
  | { readonly kind: "go"; readonly path: string }
  | { readonly kind: "await_place" | "find" | "down" | "up" | "select" | "help" }
  /** Presses what carries `data-key` with this letter. */
  | { readonly kind: "press"; readonly key: string };

interface Pressed {
  readonly key: string;
  /** Ctrl, Alt or Meta is down: the browser's and the system's own. */
  readonly modified: boolean;
  /** The focus is where people write. */
  readonly writing: boolean;
  /** `G` was the key before. */
  readonly afterG: boolean;
}

/** Which act a pressed key means. Single letters never act while somebody writes or holds a modifier (WCAG 2.1.4). Pure. */
export function actOf({ key, modified, writing, afterG }: Pressed): KeyAct | null {
  if (modified || writing) return null;
  const letter = key.toLowerCase();
  if (afterG && letter in places) return { kind: "go", path: places[letter as keyof typeof places] };
  switch (letter) {
    case "g":
      return { kind: "await_place" };
    case "/":
      return { kind: "find" };
    case "j":
      return { kind: "down" };
    case "k":
      return { kind: "up" };
    case "x":
      return { kind: "select" };
    case "?":
      return { kind: "help" };
    case "e":
    case "z":
    case "s":
    case "c":
    case "[":
    case "]":
      return { kind: "press", key: letter };
    default:
      return null;
  }
}
