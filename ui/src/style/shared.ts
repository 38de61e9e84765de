import { css } from "lit";

/** What every part looks like. Constructable style sheets: no inline style, so the policy stays strict. */
export const shared = css`
  *,
  *::before,
  *::after {
    box-sizing: border-box;
  }
  :host([hidden]) {
    display: none;
  }
  h1,
  h2,
  h3,
  p,
  dl,
  dd,
  ul,
  ol {
    margin: 0;
    padding: 0;
  }
  ul,
  ol {
    list-style: none;
  }
  h2 {
    font-size: 13px;
    font-weight: 600;
    color: var(--soft);
  }
  .soft {
    color: var(--soft);
    font-size: 13px;
  }
  .mono {
    font: 13px/1.4 var(--mono);
  }
  .num {
    font-variant-numeric: tabular-nums;
  }
  .quiet-to-eyes {
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  .card {
    background: var(--sheet);
    border: 1px solid var(--line);
    border-radius: 12px;
    padding: 16px 18px;
    box-shadow: var(--lift);
  }
  a {
    color: var(--accent);
    text-underline-offset: 3px;
  }
  h1 {
    font-size: 28px;
    line-height: 1.2;
    letter-spacing: -0.022em;
    text-wrap: balance;
    overflow-wrap: anywhere;
  }
  h1:focus {
    outline: none; /* it is focused by us after a step to another page, so that reading begins there */
  }
  .under {
    margin-top: 4px;
    color: var(--soft);
  }
  button,
  .button,
  .field {
    min-height: 44px;
    border-radius: 9px;
    border: 1px solid var(--line);
    background: var(--sheet);
    color: var(--ink);
    font: 600 15px var(--font);
  }
  button,
  .button {
    padding: 0 16px;
    white-space: nowrap;
    cursor: pointer;
    transition: border-color 120ms ease;
  }
  .button {
    display: inline-flex;
    align-items: center;
    text-decoration: none;
  }
  button:hover,
  .button:hover {
    border-color: var(--soft);
  }
  button.go,
  .button.go {
    background: var(--accent);
    border-color: var(--accent);
    color: var(--accent-ink);
  }
  button.wipe {
    background: var(--bad);
    border-color: var(--bad);
    color: var(--sheet);
  }
  button[disabled] {
    opacity: 0.55;
    cursor: default;
  }
  .field {
    width: 100%;
    padding: 0 12px;
    font-weight: 500;
    border-color: var(--idle);
  }
  :focus-visible {
    outline: 3px solid var(--busy);
    outline-offset: 2px;
  }
  .say {
    border-left: 4px solid var(--bad);
    background: var(--bad-soft);
    border-radius: 6px;
    padding: 10px 14px;
  }
  .say.note {
    border-color: var(--armed);
    background: color-mix(in srgb, var(--armed) 12%, var(--sheet));
  }
  .breaks {
    overflow-wrap: anywhere;
  }
  .buttons {
    display: flex;
    gap: 10px;
    flex-wrap: wrap;
  }
  label {
    font-weight: 600;
  }
  textarea.field {
    padding: 10px 12px;
    font: 13px/1.5 var(--mono);
    resize: vertical;
  }
  .facts {
    display: grid;
    grid-template-columns: max-content minmax(0, 1fr);
    gap: 8px 18px;
    align-items: baseline;
  }
  .facts dt {
    color: var(--soft);
    font-size: 13px;
  }
  .facts dd {
    font-size: 14px;
    overflow-wrap: anywhere;
  }
  progress {
    display: block;
    width: 100%;
    height: 8px;
    margin: 4px 0 5px;
    border: 0;
    border-radius: 9px;
    overflow: hidden;
    background: var(--line);
    appearance: none;
  }
  progress::-webkit-progress-bar {
    background: var(--line);
  }
  progress::-webkit-progress-value {
    border-radius: 9px;
    background: var(--c, var(--busy));
    transition: inline-size 400ms linear;
  }
  progress::-moz-progress-bar {
    border-radius: 9px;
    background: var(--c, var(--busy));
  }
  .bar {
    display: flex;
    justify-content: space-between;
    gap: 12px;
    font-size: 13px;
  }
  .bar > :first-child {
    min-width: 0;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .bar > :last-child {
    flex: none;
  }
  @media (prefers-reduced-motion: reduce) {
    button,
    .button,
    progress::-webkit-progress-value {
      transition: none;
    }
  }
  @media (max-width: 640px) {
    h1 {
      font-size: 24px;
    }
  }
  .idle,
  .waiting {
    --c: var(--idle);
  }
  .armed,
  .booting,
  .warning {
    --c: var(--armed);
  }
  .installing,
  .importing {
    --c: var(--busy);
  }
  .done,
  .ready {
    --c: var(--done);
  }
  .failed,
  .refused,
  .error {
    --c: var(--bad);
  }
  .unknown {
    --c: var(--odd);
  }
  .chip {
    display: inline-flex;
    gap: 8px;
    align-items: center;
    padding: 4px 11px;
    border-radius: 99px;
    background: color-mix(in srgb, var(--c) 14%, var(--sheet));
    color: color-mix(in srgb, var(--c) 45%, var(--ink));
    font-weight: 600;
    font-size: 13px;
    white-space: nowrap;
  }
  .chip::before {
    content: "";
    width: 8px;
    height: 8px;
    border-radius: 50%;
    background: var(--c);
  }
  @media (prefers-reduced-motion: no-preference) {
    .chip.booting::before,
    .chip.installing::before {
      animation: breathe 1.8s ease-in-out infinite;
    }
    @keyframes breathe {
      50% {
        opacity: 0.35;
      }
    }
  }
  @media (forced-colors: active) {
    .chip,
    .card {
      border: 1px solid CanvasText;
    }
    .chip::before,
    progress,
    progress::-webkit-progress-value {
      forced-color-adjust: none;
    }
  }
`;
