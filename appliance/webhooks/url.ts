import type { Webhook } from "./webhook.ts";

/** Why nothing is sent to such a URL; undefined when it may be. Where its name points is looked at when it is sent. */
export function urlRefusal(given: string): string | undefined {
  const url = URL.parse(given);
  if (url === null || (url.protocol !== "http:" && url.protocol !== "https:"))
    return "The URL must begin with https:// or http://, as the chat service shows it.";
  if (url.username !== "" || url.password !== "")
    return "Put no name and password into the URL: use the secret, or a token in the path.";
  return undefined;
}

/** The URL as it may be shown: its path and query are as good as a password. */
export function shownUrl(given: string): string {
  const { protocol, host } = new URL(given);
  return `${protocol}//${host}/…`;
}

const SHORTEST_SECRET = 6;

/** What another server said, without what only the two know: it may repeat the URL. */
export function withoutSecrets(text: string, { url, secret }: Pick<Webhook, "url" | "secret">): string {
  const { pathname, search, searchParams } = new URL(url);
  const parts = [
    url,
    pathname,
    search,
    secret ?? "",
    ...pathname.split("/"),
    ...search.split(/[?&=]/),
    ...searchParams.values(),
  ];
  return parts
    .flatMap((part) => [part, decoded(part)])
    .filter((part) => part.length >= SHORTEST_SECRET)
    .toSorted((a, b) => b.length - a.length)
    .reduce((said, part) => said.replaceAll(part, "…"), text);
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch (error) {
    if (error instanceof URIError) return part; // a lone % is itself
    throw error;
  }
}
