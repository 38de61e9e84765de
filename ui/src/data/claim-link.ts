let code: string | undefined;

/** From the QR code's fragment, which reaches neither a server nor a log; then out of the address bar and the history at once. */
export function takeLinkClaim(): void {
  const fromLink = new URLSearchParams(location.hash.slice(1)).get("claim");
  if (fromLink === null || fromLink === "") return;
  code = fromLink;
  history.replaceState(null, "", location.pathname + location.search);
}

export const linkClaim = (): string => code ?? "";
