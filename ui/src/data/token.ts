const KEPT = "rackseed.token";

/** From the link's fragment, which never reaches a server or a log; then out of the address bar, and kept for this tab. */
export function takeLinkToken(): string | undefined {
  const fromLink = new URLSearchParams(location.hash.slice(1)).get("token");
  if (fromLink === null || fromLink === "") return undefined;
  keepToken(fromLink);
  history.replaceState(null, "", location.pathname + location.search);
  return fromLink;
}

export const keptToken = (): string | undefined => sessionStorage.getItem(KEPT) ?? undefined;
export const keepToken = (token: string): void => sessionStorage.setItem(KEPT, token);
export const dropToken = (): void => sessionStorage.removeItem(KEPT);
