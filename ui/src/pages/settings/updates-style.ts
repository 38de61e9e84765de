import { css } from "lit";

export const updatesStyle = css`
  :host,
  .card,
  form,
  .one {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 14px;
  }
  .one {
    gap: 4px;
    max-width: 460px;
  }
  input[type="file"] {
    padding: 9px 12px;
  }
  h3 {
    font-size: 15px;
  }
  #found:focus {
    outline: none; /* it is only told where one is; the next key goes to what can be done */
  }
  h4 {
    margin: 0 0 4px;
    font-size: 13px;
  }
  .card > button,
  form button {
    justify-self: start;
  }
  .row {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 8px 14px;
    padding: 10px 0;
    border-top: 1px solid var(--line);
  }
  .row > .who {
    flex: 1 1 200px;
    min-width: 0;
    overflow-wrap: anywhere;
  }
  .notes {
    margin: 0;
    white-space: pre-wrap;
    overflow-wrap: anywhere;
    font: inherit;
  }
  ol {
    padding-left: 20px;
    list-style: decimal;
  }
  .state {
    display: flex;
    flex-wrap: wrap;
    gap: 8px 12px;
    align-items: center;
  }
  progress {
    width: 100%;
  }
`;
