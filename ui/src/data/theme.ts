export const THEMES = ["system", "light", "dark", "contrast"] as const;
export type Theme = (typeof THEMES)[number];

const KEPT = "rackseed.theme";

/** What was chosen in this browser; else the system says. */
export const keptTheme = (): Theme => THEMES.find((one) => one === localStorage.getItem(KEPT)) ?? "system";

/** Shows a theme: style/tokens.css knows what each means. */
export function showTheme(theme: Theme): void {
  document.documentElement.dataset["theme"] = theme;
}

export function keepTheme(theme: Theme): void {
  localStorage.setItem(KEPT, theme);
  showTheme(theme);
}
