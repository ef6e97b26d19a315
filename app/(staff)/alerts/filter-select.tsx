"use client";

import { useState } from "react";
import { NativeSelect } from "@/components/ui/native-select";

interface FilterSelectProps {
  readonly name: string;
  readonly label: string;
  /** The word for no filter. */
  readonly any: string;
  /** What the address says; empty for no filter. */
  readonly value: string;
  readonly options: readonly { readonly key: string; readonly name: string }[];
}

/**
 * One filter of the list: what a person picks at once, and after each navigation (back, too) what the address says. It stays the same element, so
 * that whoever chooses by keyboard is still on it afterwards.
 */
export function FilterSelect({ name, label, any, value, options }: FilterSelectProps) {
  const [chosen, choose] = useState(value);
  const [last, setLast] = useState(value);
  if (value !== last) {
    setLast(value);
    choose(value);
  }
  const id = `alerts-${name}`;
  return (
    <>
      <label htmlFor={id} className="sr-only">
        {label}
      </label>
      <NativeSelect
        id={id}
        name={name}
        value={chosen}
        onChange={(event) => choose(event.currentTarget.value)}
        {...(name === "client" ? { "data-find": "" } : {})}
        className="min-w-0 flex-[1_1_140px] desk:max-w-52"
      >
        <option value="">{any}</option>
        {options.map((option) => (
          <option key={option.key} value={option.key}>
            {option.name}
          </option>
        ))}
      </NativeSelect>
    </>
  );
}
