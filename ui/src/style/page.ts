import { css } from "lit";

/** How a page lies: its parts under each other, a head with what can be done, cards, tabs, tables, an empty state. */
export const pageStyle = css`
  :host {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 20px;
  }
  .head,
  .name {
    display: flex;
    flex-wrap: wrap;
    gap: 12px 14px;
    align-items: center;
  }
  .head {
    justify-content: space-between;
    column-gap: 20px;
  }
  .cols {
    display: grid;
    grid-template-columns: minmax(0, 1.4fr) minmax(280px, 1fr);
    gap: 20px;
    align-items: start;
  }
  .cards {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(min(384px, 100%), 1fr));
    gap: 16px;
  }
  .card > h2 {
    margin-bottom: 10px;
  }
  .stack {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 14px;
  }
  .pair {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(190px, 100%), 1fr));
    gap: 14px 20px;
    align-items: start;
  }
  .one {
    display: grid;
    gap: 4px;
    min-width: 0;
  }
  fieldset.card {
    display: grid;
    gap: 14px;
    margin: 0;
    min-width: 0;
    padding: 18px;
  }
  legend {
    padding: 0 6px;
    margin-left: -6px;
    font-size: 15px;
    font-weight: 600;
  }
  .choice {
    display: flex;
    gap: 12px;
    align-items: center;
    min-height: 44px;
    font-weight: 500;
  }
  .choice input {
    width: 22px;
    height: 22px;
    flex: none;
    accent-color: var(--accent);
  }
  .rows > li {
    display: flex;
    flex-wrap: wrap;
    gap: 4px 14px;
    align-items: center;
    padding: 8px 0;
    border-top: 1px solid var(--line);
  }
  .rows > li:first-child {
    border: 0;
  }
  .rows .grow {
    flex: 1;
    min-width: min(180px, 100%);
    overflow-wrap: anywhere;
  }
  .empty {
    display: grid;
    justify-items: center;
    gap: 8px;
    padding: 48px 24px;
    text-align: center;
  }
  .empty p {
    max-width: 48ch;
    color: var(--soft);
  }
  .empty svg {
    width: 96px;
    height: 96px;
  }
  .empty h2 {
    font-size: 18px;
    color: var(--ink);
  }
  [role="tablist"] {
    display: flex;
    gap: 4px;
    overflow-x: auto;
    border-bottom: 1px solid var(--line);
    scrollbar-width: thin;
  }
  [role="tab"] {
    border: 0;
    border-radius: 9px 9px 0 0;
    background: none;
    color: var(--soft);
    font-weight: 500;
  }
  [role="tab"][aria-selected="true"] {
    color: var(--ink);
    font-weight: 600;
    box-shadow: inset 0 -3px var(--accent);
  }
  [role="tab"]:focus-visible {
    outline-offset: -3px;
  }
  @media (max-width: 860px) {
    .cols {
      grid-template-columns: minmax(0, 1fr);
    }
  }
`;
