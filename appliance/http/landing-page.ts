import { htmlText as text } from "./html.ts";
import { CHINESE, ENGLISH, type LandingText } from "./landing-text.ts";

export const LANDING_STYLE_PATH = "/assets/landing.css";
export const AUTHORITY_PATH = "/rackseed-ca.crt";

export interface LandingFacts {
  /** Where the pages are: https://HOST/. */
  readonly pages: string;
  readonly words: readonly string[];
  /** SHA-256 of the authority's certificate, upper-case pairs with colons. */
  readonly fingerprint: string;
  readonly first: "en" | "zh";
  /** The page itself came by TLS. */
  readonly secure: boolean;
}

/** One page without script, in both languages: who does not read the one reads the other. */
export function landingPage({ pages, words, fingerprint, first, secure }: LandingFacts): string {
  const [one, other] = first === "en" ? ([ENGLISH, CHINESE] as const) : ([CHINESE, ENGLISH] as const);
  const both = (key: "what" | "words" | "compare" | "fingerprint" | "boots"): string =>
    `${text(one[key])} <span class="other" lang="${other.lang}">${text(other[key])}</span>`;
  return `<!doctype html>
<html lang="${one.lang}">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Rackseed</title>
<link rel="stylesheet" href="${LANDING_STYLE_PATH}">
<main>
<header>
<h1>Rackseed</h1>
<p>${both("what")}</p>
<p><a class="go" href="${text(pages)}">${text(one.open)}<span class="other" lang="${other.lang}">${text(other.open)}</span></a>
<span class="address">${text(pages)}</span></p>
</header>
<section class="card">
<h2>${both("words")}</h2>
<ol class="words" lang="en">${words.map((word) => `<li>${text(word)}</li>`).join("")}</ol>
<p>${both("compare")}</p>
<p class="small">${both("fingerprint")}</p>
<p class="fingerprint">${fingerprint.split(":").join(":<wbr>")}</p>
</section>
<div class="two">
${column(one, secure)}
${column(other, secure)}
</div>
${
  secure
    ? ""
    : `<footer><p>${both("boots")}</p></footer>
`
}</main>
</html>
`;
}

const column = (words: LandingText, secure: boolean): string => `<section lang="${words.lang}">
<h2>${text(words.why)}</h2>
${[...words.because, ...(secure ? [] : [words.unencrypted])].map((sentence) => `<p>${text(sentence)}</p>`).join("\n")}
<h2>${text(words.trust)}</h2>
<p>${text(words.once)}</p>
<p><a class="file" href="${AUTHORITY_PATH}" download>${text(words.download)}</a></p>
${words.steps
  .map(
    ([system, steps]) =>
      `<details><summary>${text(system)}</summary><ol>${steps.map((step) => `<li>${text(step)}</li>`).join("")}</ol></details>`,
  )
  .join("\n")}
</section>`;

/** The tokens are those of the pages (ui/src/style/tokens.css). */
export const LANDING_STYLE = `:root {
  color-scheme: light dark;
  --ground: #f6f5f2; --sheet: #fff; --ink: #1d1f21; --soft: #5a6068; --line: #e3e1dc;
  --accent: #0b6e4f; --accent-ink: #fff; --accent-soft: #e2f1ea;
  --lift: 0 1px 2px rgb(29 31 33 / 4%), 0 8px 24px rgb(29 31 33 / 5%);
}
@media (prefers-color-scheme: dark) {
  :root {
    --ground: #14171a; --sheet: #1c2024; --ink: #e9ebed; --soft: #a9b0b9; --line: #2f353b;
    --accent: #4cc38a; --accent-ink: #08261a; --accent-soft: #15332a; --lift: none;
  }
}
* { box-sizing: border-box; }
html { background: var(--ground); }
body {
  margin: 0; color: var(--ink);
  font: 16px/1.55 Inter, system-ui, "Noto Sans", "Noto Sans CJK SC", "WenQuanYi Micro Hei", sans-serif;
}
main { max-width: 68rem; margin: 0 auto; padding: clamp(1.5rem, 5vw, 4rem) 1.25rem 3rem; }
h1 { margin: 0 0 0.5rem; font-size: clamp(2rem, 6vw, 2.75rem); letter-spacing: -0.02em; line-height: 1.1; }
h2 { margin: 1.75rem 0 0.5rem; font-size: 1.125rem; line-height: 1.35; }
p { margin: 0 0 0.75rem; }
header p { max-width: 44rem; font-size: 1.125rem; }
.other { color: var(--soft); font-weight: 400; }
p > .other, h2 > .other { display: block; }
h2 > .other { font-size: 1rem; }
.go {
  display: inline-flex; flex-wrap: wrap; gap: 0 0.75rem; align-items: baseline; margin: 0.5rem 1rem 0.25rem 0; padding: 0.75rem 1.5rem;
  border-radius: 10px; background: var(--accent); color: var(--accent-ink); font-weight: 600; text-decoration: none;
}
.go .other { color: inherit; }
.address, .fingerprint { font-family: ui-monospace, "DejaVu Sans Mono", "Noto Sans Mono", monospace; }
.address { color: var(--soft); font-size: 1rem; overflow-wrap: anywhere; }
.card {
  margin: 1.75rem 0 0.5rem; padding: 1.5rem clamp(1.25rem, 3vw, 2rem) 1.25rem;
  border: 1px solid var(--line); border-radius: 14px; background: var(--sheet); box-shadow: var(--lift);
}
.card h2 { margin-top: 0; }
.words {
  display: grid; grid-template-columns: repeat(auto-fit, minmax(8.5rem, 1fr)); gap: 0.5rem;
  margin: 1rem 0; padding: 0; list-style: none; counter-reset: word;
}
.words li {
  padding: 0.6rem 0.75rem; border-radius: 8px; background: var(--accent-soft); font-size: 1.2rem; font-weight: 600;
  counter-increment: word;
}
.words li::before {
  content: counter(word); margin-right: 0.6rem; color: var(--soft); font-size: 0.8rem; font-weight: 400;
  font-variant-numeric: tabular-nums;
}
.small { margin-bottom: 0.25rem; color: var(--soft); font-size: 0.875rem; }
.small .other { display: inline; }
.fingerprint { margin: 0; color: var(--soft); font-size: 0.8125rem; }
.two { display: grid; gap: 0 3rem; grid-template-columns: repeat(auto-fit, minmax(min(100%, 26rem), 1fr)); }
.file { display: inline-block; padding: 0.6rem 0; color: var(--accent); font-weight: 600; }
details { border-top: 1px solid var(--line); }
details:last-of-type { border-bottom: 1px solid var(--line); }
summary { padding: 0.7rem 0; cursor: pointer; }
details ol { margin: 0 0 1rem; padding-left: 1.5rem; }
details li { margin-bottom: 0.35rem; overflow-wrap: anywhere; }
footer { margin-top: 2rem; color: var(--soft); font-size: 0.875rem; }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; border-radius: 4px; }
`;
