const KEPT = "rackseed.token";

/** From the link's fragment, which never reaches a server or a log; then out of the address bar, and kept for this tab. */
export function takeToken(): string | undefined {
  const fromLink = new URLSearchParams(location.hash.slice(1)).get("token");
  if (fromLink !== null && fromLink !== "") {
    sessionStorage.setItem(KEPT, fromLink);
    history.replaceState(null, "", location.pathname + location.search);
  }
  return sessionStorage.getItem(KEPT) ?? undefined;
}

export const keepToken = (token: string): void => sessionStorage.setItem(KEPT, token);
export const dropToken = (): void => sessionStorage.removeItem(KEPT);
