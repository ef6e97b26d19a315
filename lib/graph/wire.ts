import type { GraphFetch } from "@/lib/graph/ask/graph-fetch";
import type { Credentials } from "@/lib/graph/credentials";
import type { GraphError } from "@/lib/graph/errors/graph-error";
import type { GraphNote } from "@/lib/graph/errors/graph-note";
import type { TakeTurn } from "@/lib/graph/graph-client";
import type { Pacer } from "@/lib/graph/pace/pacer";
import type { UseCase } from "@/lib/graph/pace/read-usage";
import type { Redact } from "@/lib/graph/redact";
import type { Clock } from "@/lib/values/clock";

/** What every call of one client shares. */
export interface Wire {
  readonly baseUrl: URL;
  readonly version: string;
  readonly fetch: GraphFetch;
  readonly clock: Clock;
  readonly sleep: (ms: number, signal?: AbortSignal) => Promise<void>;
  readonly random: () => number;
  readonly readTimeoutMs: number;
  readonly msLeft: () => number;
  readonly pacer: Pacer;
  readonly takeTurn: TakeTurn;
  readonly note: (note: GraphNote) => void;
}

/** Who asks, and how to keep that out of every text. */
export interface Caller {
  readonly credentials: Credentials;
  readonly redact: Redact;
}

/** One GET: an edge and its query, without version and credentials. */
export interface Question<T> {
  /** Without version and leading slash: `act_1/insights`. */
  readonly path: string;
  readonly query: string;
  readonly caller: Caller;
  /** Digits of the ad account, for the usage headers; null where there is none. */
  readonly accountId: string | null;
  readonly useCase: UseCase;
  readonly signal: AbortSignal | undefined;
  /** One more try at most, at once. */
  readonly quick?: boolean | undefined;
  /** Takes the body apart: the value, or in what way it is not what was asked for. */
  readonly accept: (body: Readonly<Record<string, unknown>>) => Accepted<T>;
}

/** `unreadable` is a fault of transport and asked again, `shape` an answer of another kind than we know. */
export type Accepted<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly reason: "unreadable" | "shape"; readonly message: string };

export type Answered<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly error: GraphError };
