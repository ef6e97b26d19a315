import postgres from "postgres";

export interface Copy {
  readonly url: string;
  readonly superuserUrl: string;
}

/** Copies of a database that nobody is connected to, each in a fraction of a second. */
export function copiesOf(of: { readonly url: string; readonly superuserUrl: string }) {
  const base = new URL(of.url).pathname.slice(1);
  const owner = new URL(of.url).username;
  const named = (url: string, name: string) =>
    Object.assign(new URL(url), { pathname: `/${name}` }).toString();
  const admin = postgres(named(of.superuserUrl, "postgres"), { max: 2, onnotice: () => {} });
  let made = 0;
  return {
    async make(): Promise<Copy> {
      made += 1;
      const name = `${base}_${made}`;
      await admin.unsafe(`create database ${name} template ${base} owner ${owner}`);
      return {
        url: named(of.url, name),
        superuserUrl: named(of.superuserUrl, name),
      };
    },
    close: () => admin.end({ timeout: 5 }),
  };
}
