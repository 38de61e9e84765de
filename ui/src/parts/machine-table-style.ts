import { css } from "lit";

export const tableStyle = css`
  :host {
    display: block;
    border: 1px solid var(--line);
    border-radius: 12px;
    background: var(--sheet);
    box-shadow: var(--lift);
    overflow: clip;
  }
  .head,
  .row {
    display: grid;
    grid-template-columns: 44px 118px minmax(130px, 1.1fr) minmax(160px, 2fr) minmax(110px, 1fr) 76px 112px 64px;
    gap: 12px;
    align-items: center;
    padding-right: 14px;
  }
  .head {
    min-height: 44px;
    border-bottom: 1px solid var(--line);
    color: var(--soft);
    font-size: 12px;
    font-weight: 600;
  }
  .head button {
    display: flex;
    align-items: center;
    gap: 5px;
    min-width: 0;
    padding: 0;
    border: 0;
    border-radius: 0;
    background: none;
    color: inherit;
    font: inherit;
  }
  .head button:hover,
  .head [aria-pressed="true"] {
    color: var(--ink);
  }
  .head [aria-pressed="true"]::after {
    content: "↓";
  }
  .head button:focus-visible {
    outline-offset: -3px;
  }
  .rows:focus {
    outline: none; /* its row has the mark: a frame around ten thousand rows shows nothing */
  }
  .row {
    position: relative;
    height: 52px;
    border-bottom: 1px solid var(--line);
    font-size: 14px;
    cursor: default;
  }
  .row::before {
    content: "";
    position: absolute;
    inset: 0 auto 0 0;
    width: 3px;
    background: var(--c);
  }
  .row:hover {
    background: color-mix(in srgb, var(--ink) 3%, var(--sheet));
  }
  .row[aria-selected="true"] {
    background: var(--accent-soft);
  }
  .rows:focus-visible .cursor {
    outline: 3px solid var(--busy);
    outline-offset: -3px;
  }
  .row > span {
    min-width: 0;
    overflow: hidden;
    white-space: nowrap;
    text-overflow: ellipsis;
  }
  .pick {
    position: relative;
    display: grid;
    place-items: center;
    height: 100%;
  }
  .box {
    display: grid;
    place-items: center;
    width: 20px;
    height: 20px;
    border: 2px solid var(--idle);
    border-radius: 5px;
    background: var(--sheet);
    color: var(--accent-ink);
    font-size: 13px;
    line-height: 1;
  }
  [aria-selected="true"] .box {
    border-color: var(--accent);
    background: var(--accent);
  }
  small {
    display: block;
    overflow: hidden;
    text-overflow: ellipsis;
    font-size: 12px;
    color: var(--soft);
  }
  .row a {
    color: inherit;
    font-weight: 600;
    text-decoration: none;
    line-height: 24px;
  }
  .row a:hover {
    text-decoration: underline;
  }
  .doing,
  .seen {
    color: color-mix(in srgb, var(--soft) 60%, var(--ink));
    font-size: 13px;
  }
  .doing > span {
    display: block;
    overflow: hidden;
    text-overflow: ellipsis;
  }
  .bar {
    display: block;
    height: 4px;
    margin-top: 4px;
    border-radius: 4px;
    background: var(--line);
    overflow: hidden;
  }
  .bar i {
    display: block;
    height: 100%;
    border-radius: 4px;
    background: var(--c);
  }
  @media (max-width: 1020px) {
    .head,
    .row {
      grid-template-columns: 44px 112px minmax(110px, 1fr) minmax(140px, 1.6fr) 104px;
    }
    .profile,
    .place,
    .seen {
      display: none;
    }
  }
  @media (max-width: 640px) {
    .head {
      display: none;
    }
    .row {
      grid-template-columns: 44px minmax(0, 1fr) auto;
      gap: 8px;
    }
    .state {
      grid-area: 1 / 3;
    }
    .doing,
    .address {
      display: none;
    }
  }
`;
