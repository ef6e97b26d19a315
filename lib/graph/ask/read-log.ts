import type { FetchFacts, FetchOutcome, Usage, VersionSeen } from "@/lib/graph/fetch-outcome";
import { type ReadHeader, readUsage } from "@/lib/graph/pace/read-usage";
import type { Answered, Question, Wire } from "@/lib/graph/wire";

/** What is learnt on the way through one read: pages, calls, usage, version. */
export class ReadLog {
  #pages = 0;
  #calls = 0;
  #usage: Usage | null = null;
  #version: VersionSeen = {};
  readonly #wire: Wire;

  constructor(wire: Wire) {
    this.#wire = wire;
  }

  get usage(): Usage | null {
    return this.#usage;
  }

  get pages(): number {
    return this.#pages;
  }

  countCall(): void {
    this.#calls += 1;
  }

  countPage(): void {
    this.#pages += 1;
  }

  restart(): void {
    this.#pages = 0;
  }

  /** Usage and version, from good and bad answers alike (F11); each new finding about the version is told once per read (F17). */
  seeHeaders(
    header: ReadHeader,
    question: Pick<Question<unknown>, "accountId" | "useCase" | "caller">,
  ): void {
    const { note, version: asked } = this.#wire;
    const unreadable = (name: string) => note({ kind: "usage_unreadable", header: name });
    this.#usage = readUsage(header, question.accountId, question.useCase, unreadable) ?? this.#usage;

    const answered = header("facebook-api-version") ?? this.#version.answered;
    const warning = header("x-ad-api-version-warning") ?? this.#version.warning;
    const seen: VersionSeen = {
      ...(answered === undefined ? {} : { answered: question.caller.redact(answered) }),
      ...(warning === undefined ? {} : { warning: question.caller.redact(warning) }),
    };
    const changed = seen.answered !== this.#version.answered || seen.warning !== this.#version.warning;
    const odd = (seen.answered !== undefined && seen.answered !== asked) || seen.warning !== undefined;
    this.#version = seen;
    if (changed && odd) note({ kind: "version", asked, ...seen });
  }

  /** The answer of the whole read. */
  outcome<T>(answered: Answered<T>): FetchOutcome<T> {
    const facts: FetchFacts = {
      pages: this.#pages,
      calls: this.#calls,
      usage: this.#usage,
      version: this.#version,
    };
    return answered.ok
      ? { kind: "ok", value: answered.value, ...facts }
      : { kind: "error", error: answered.error, ...facts };
  }
}
