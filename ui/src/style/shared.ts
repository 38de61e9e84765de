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
  button,
  .field {
    min-height: 44px;
    border-radius: 9px;
    border: 1px solid var(--line);
    background: var(--sheet);
    color: var(--ink);
    font: 600 15px var(--font);
  }
  button {
    padding: 0 16px;
    white-space: nowrap;
    cursor: pointer;
    transition: border-color 120ms ease;
  }
  button:hover {
    border-color: var(--soft);
  }
  button.go {
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
  .idle {
    --c: var(--idle);
  }
  .armed,
  .booting {
    --c: var(--armed);
  }
  .installing {
    --c: var(--busy);
  }
  .done {
    --c: var(--done);
  }
  .failed {
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
`;
