import { css } from "lit";

/** Forms in a dialog: labels over fields, help under them. */
export const sheetStyle = css`
  dialog {
    width: min(680px, calc(100vw - 32px));
  }
  .fields {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(190px, 1fr));
    gap: 14px;
  }
  .fields > div {
    display: grid;
    gap: 5px;
    align-content: start;
  }
  .list {
    max-height: 260px;
    overflow: auto;
    border: 1px solid var(--line);
    border-radius: 10px;
  }
  .list li {
    display: grid;
    grid-template-columns: minmax(0, 1fr) auto;
    gap: 2px 12px;
    padding: 8px 12px;
    border-top: 1px solid var(--line);
    font-size: 14px;
  }
  .list li:first-child {
    border-top: 0;
  }
  .list p {
    grid-column: 1 / -1;
    font-size: 13px;
    overflow-wrap: anywhere;
  }
  @media (max-height: 520px) {
    .list {
      max-height: 130px;
    }
  }
`;
