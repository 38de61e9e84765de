import { css } from "lit";

/** Rows of users and tokens, and the forms under them. */
export const peopleStyle = css`
  :host {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 16px;
  }
  h3 {
    margin: 0 0 10px;
    font-size: 15px;
  }
  .row {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 8px 14px;
    padding: 12px 0;
    border-top: 1px solid var(--line);
  }
  .row:first-child {
    padding-top: 0;
    border-top: 0;
  }
  .row:last-child {
    padding-bottom: 0;
  }
  .row > .who {
    flex: 1 1 200px;
    min-width: 0;
    overflow-wrap: anywhere;
  }
  .row > select.field {
    width: auto;
  }
  form {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 12px;
    max-width: 460px;
  }
  form button {
    justify-self: start;
  }
  .one {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 4px;
  }
`;
