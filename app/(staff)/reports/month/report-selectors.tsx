"use client";

import { useRouter } from "next/navigation";
import { type ChangeEvent, type ReactNode, useEffect, useState, useTransition } from "react";
import { Button } from "@/components/ui/button";
import { NativeSelect } from "@/components/ui/native-select";

interface Option {
  readonly value: string;
  readonly label: string;
}

interface ReportSelectorsProps {
  readonly client: string;
  readonly period: string;
  readonly clients: readonly Option[];
  readonly periods: readonly Option[];
  readonly words: Readonly<Record<"client" | "period" | "show" | "reading", string>>;
  /** What else the address of the list says, such as how it is sorted. */
  readonly keep?: Readonly<Record<string, string>>;
  /** What stands in place of the figures while others are read; of the same height. */
  readonly skeleton: ReactNode;
  /** The figures of what is selected. */
  readonly children: ReactNode;
}

/**
 * Which client, which month: a GET form of the platform's own selects, so that it works without script and the address says it all. With
 * script a choice is enough. While other figures are read the old ones are not shown under the new names (incident 43).
 */
export function ReportSelectors(props: ReportSelectorsProps) {
  const { words } = props;
  const router = useRouter();
  const [reading, startReading] = useTransition();
  const long = useLong(reading);
  const [chosen, choose] = useChoice({ client: props.client, period: props.period });
  const change = (name: "client" | "period") => (event: ChangeEvent<HTMLSelectElement>) => {
    const next = { ...chosen, [name]: event.currentTarget.value };
    choose(next);
    const kept = next.client ? {} : props.keep;
    const query = new URLSearchParams(Object.entries({ ...next, ...kept }).filter(([, value]) => value));
    startReading(() => router.push(`/reports?${query}`));
  };
  return (
    <>
      <form action="/reports" className="mt-5 mb-2 flex flex-wrap gap-2 max-[359px]:flex-col desk:mt-7">
        <label className="sr-only" htmlFor="period-selector">
          {words.period}
        </label>
        <NativeSelect
          id="period-selector"
          name="period"
          value={chosen.period}
          onChange={change("period")}
          className="min-w-0 flex-1 desk:w-44 desk:flex-none"
        >
          {props.periods.map(toOption)}
        </NativeSelect>
        <label className="sr-only" htmlFor="client-selector">
          {words.client}
        </label>
        <NativeSelect
          id="client-selector"
          name="client"
          value={chosen.client}
          onChange={change("client")}
          className="min-w-0 flex-1 desk:w-56 desk:flex-none"
        >
          {props.clients.map(toOption)}
        </NativeSelect>
        {Object.entries(props.keep ?? {}).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        <noscript>
          <Button type="submit">{words.show}</Button>
        </noscript>
      </form>
      <div aria-busy={reading}>
        {reading && long ? (
          <div role="status">
            <span className="sr-only">{words.reading}</span>
            {props.skeleton}
          </div>
        ) : (
          <div className={reading ? "opacity-50" : undefined}>{props.children}</div>
        )}
      </div>
    </>
  );
}

interface Choice {
  readonly client: string;
  readonly period: string;
}

/** What is chosen: at once what a person picks, and after each navigation (back, too) what the address says. */
function useChoice(asked: Choice) {
  const [chosen, choose] = useState(asked);
  const [last, setLast] = useState(asked);
  if (asked.client !== last.client || asked.period !== last.period) {
    setLast(asked);
    choose(asked);
  }
  return [chosen, choose] as const;
}

function toOption({ value, label }: Option) {
  return (
    <option key={value} value={value}>
      {label}
    </option>
  );
}

/** True once something has lasted 300 ms: shorter waits need no sign. */
function useLong(busy: boolean): boolean {
  const [long, setLong] = useState(false);
  useEffect(() => {
    if (!busy) return setLong(false);
    const timer = setTimeout(() => setLong(true), 300);
    return () => clearTimeout(timer);
  }, [busy]);
  return long;
}
