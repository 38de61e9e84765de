import { css } from "lit";

export const machinesStyle = css`
  :host {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 14px;
  }
  header {
    display: flex;
    flex-wrap: wrap;
    gap: 12px 20px;
    align-items: start;
    justify-content: space-between;
  }
  .tools {
    display: grid;
    grid-template-columns: minmax(0, 1fr) auto;
    gap: 12px;
    align-items: start;
  }
  .shapes,
  .view {
    display: flex;
    border: 1px solid var(--line);
    border-radius: 9px;
    overflow: clip;
    background: var(--sheet);
  }
  .shapes button,
  .view button {
    border: 0;
    border-radius: 0;
    background: none;
    font-weight: 500;
    min-width: 44px;
  }
  .shapes button:focus-visible,
  .view :focus-visible {
    outline-offset: -3px;
  }
  .shapes button[aria-pressed="true"] {
    background: var(--accent-soft);
    font-weight: 600;
  }
  .views {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
  }
  .views:empty {
    display: none;
  }
  .view .field {
    width: 180px;
    border: 0;
  }
  .bulk {
    position: sticky;
    z-index: 1;
    bottom: 12px;
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
    align-items: center;
    padding: 10px 12px 10px 18px;
    border: 1px solid var(--line);
    border-radius: 14px;
    background: var(--sheet);
    box-shadow: 0 12px 40px rgb(0 0 0 / 22%);
  }
  .bulk b {
    margin-right: auto;
  }
  .empty {
    display: grid;
    justify-items: center;
    gap: 12px;
    padding: 48px 24px;
    text-align: center;
  }
  .empty p {
    max-width: 44ch;
    color: var(--soft);
  }
  .empty h2 {
    font-size: 18px;
    color: var(--ink);
  }
  @media (max-width: 640px) {
    .tools {
      grid-template-columns: minmax(0, 1fr);
    }
    .shapes button {
      flex: 1;
    }
  }
`;
