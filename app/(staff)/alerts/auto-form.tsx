"use client";

import { useRouter } from "next/navigation";
import type { ComponentProps, FormEvent } from "react";

/** A GET form of the platform that sends itself on every choice; empty fields stay out of the address. */
export function AutoForm({ action, ...props }: ComponentProps<"form"> & { action: string }) {
  const router = useRouter();
  const go = (form: HTMLFormElement) => {
    const query = new URLSearchParams();
    for (const [name, value] of new FormData(form))
      if (typeof value === "string" && value) query.set(name, value);
    const text = query.toString();
    router.push(text ? `${action}?${text}` : action);
  };
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    go(event.currentTarget);
  };
  return <form action={action} onSubmit={submit} onChange={(event) => go(event.currentTarget)} {...props} />;
}
