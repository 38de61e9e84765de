/** The tests' bearer token. */
export const TOKEN = "correct-horse-battery-staple";

export const withToken = (more: RequestInit = {}): RequestInit => ({
  ...more,
  headers: { Authorization: `Bearer ${TOKEN}`, ...(more.headers as Record<string, string> | undefined) },
});

export const sendJson = (method: string, body: unknown, headers: Record<string, string> = {}): RequestInit =>
  withToken({
    method,
    body: typeof body === "string" ? body : JSON.stringify(body),
    headers: { "Content-Type": "application/json", ...headers },
  });
