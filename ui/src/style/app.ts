import { css } from "lit";

/** The frame: the name and the places at the side (above on small screens), what is true everywhere on top, the page. */
export const appStyle = css`
  :host {
    display: grid;
    grid-template: auto 1fr / 212px minmax(0, 1fr);
    min-height: 100vh;
  }
  header {
    display: contents;
  }
  .brand {
    display: flex;
    align-items: center;
    gap: 10px;
    padding: 20px 22px 18px;
    font-size: 17px;
    font-weight: 700;
    letter-spacing: -0.01em;
  }
  .brand svg {
    width: 26px;
    height: 26px;
  }
  .top {
    display: flex;
    align-items: center;
    justify-content: flex-end;
    gap: 14px;
    padding: 14px 28px 0;
  }
  .side {
    padding: 0 12px 20px;
  }
  .side,
  .brand {
    border-right: 1px solid var(--line);
  }
  .pill {
    padding: 6px 12px;
    min-width: 0;
    overflow: hidden;
    text-overflow: ellipsis;
  }
  .languages {
    display: flex;
    border: 1px solid var(--line);
    border-radius: 9px;
    overflow: clip;
    background: var(--sheet);
  }
  .languages button {
    min-width: 52px;
    padding: 0 12px;
    border: 0;
    border-radius: 0;
    background: none;
    font-weight: 500;
    color: var(--soft);
  }
  .languages button:focus-visible {
    outline-offset: -3px;
  }
  .languages button[aria-pressed="true"] {
    background: var(--accent-soft);
    color: var(--ink);
    font-weight: 600;
  }
  .skip:not(:focus) {
    position: absolute;
    inset: -100px auto auto 0;
  }
  .skip:focus {
    position: absolute;
    z-index: 1;
    inset: 10px auto auto 10px;
  }
  main {
    min-width: 0;
    padding: 8px 28px 40px;
    max-width: 1360px;
  }
  main > h1 {
    margin-bottom: 16px;
  }
  @media (max-width: 900px) {
    :host {
      grid-template: auto auto 1fr / auto minmax(0, 1fr);
    }
    .brand {
      padding: 10px 16px;
    }
    .top {
      min-width: 0;
      padding: 10px 16px;
      gap: 8px;
    }
    .side {
      grid-column: 1 / -1;
      padding: 0 8px 8px;
      border-bottom: 1px solid var(--line);
    }
    .side,
    .brand {
      border-right: 0;
    }
    main {
      grid-column: 1 / -1;
      padding: 14px 16px 32px;
    }
  }
  @media (max-width: 640px) {
    header:has(.pill) .wordmark {
      display: none;
    }
    .pill {
      padding: 5px 9px;
      font-size: 12px;
    }
  }
`;
