import { css } from "lit";

/** What every screen of the panel shares. Whatever a finger touches is at least 56 px. */
export const panelStyle = css`
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
  p,
  ul,
  dl,
  dd {
    margin: 0;
    padding: 0;
  }
  ul {
    list-style: none;
  }
  h1 {
    font-size: 40px;
    line-height: 1.12;
    letter-spacing: -0.02em;
    text-wrap: balance;
  }
  h1:focus {
    outline: none;
  }
  h2 {
    font-size: 22px;
  }
  .quiet-to-eyes {
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  .soft {
    color: var(--soft);
  }
  .mono {
    font-family: var(--mono);
  }
  .num {
    font-variant-numeric: tabular-nums;
  }
  button {
    min-height: 56px;
    min-width: 56px;
    padding: 0 22px;
    border: 1px solid var(--line);
    border-radius: 12px;
    background: var(--sheet);
    color: var(--ink);
    font: 600 20px var(--font);
  }
  button.go {
    background: var(--accent);
    border-color: var(--accent);
    color: var(--accent-ink);
  }
  button.wipe {
    background: var(--bad);
    border-color: var(--bad);
    color: #2a0d09;
  }
  button:disabled {
    opacity: 0.5;
  }
  :focus-visible {
    outline: 4px solid var(--busy);
    outline-offset: 2px;
  }
  .idle,
  .new {
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
  .pill {
    display: inline-flex;
    align-items: center;
    gap: 10px;
    padding: 10px 18px;
    border-radius: 99px;
    background: color-mix(in srgb, var(--c) 18%, var(--sheet));
    color: color-mix(in srgb, var(--c) 70%, var(--ink));
    font-weight: 600;
    white-space: nowrap;
  }
  .pill::before {
    content: "";
    width: 12px;
    height: 12px;
    border-radius: 50%;
    background: var(--c);
  }
  .say {
    border-left: 5px solid var(--bad);
    border-radius: 8px;
    background: var(--bad-soft);
    padding: 12px 16px;
  }
`;
