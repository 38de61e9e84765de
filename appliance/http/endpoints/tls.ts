import { endpoint } from "../endpoint.ts";
import type { Needs } from "../needs.ts";
import { hostNames, tlsView } from "../schemas-tls.ts";

const tag = "tls";

export const get = endpoint({
  operationId: "getTls",
  tag,
  summary: "The certificate, what it is for, and the six words of its authority",
  answers: { 200: { description: "The certificate", schema: tlsView } },
  handle: ({ needs }) => ({ body: viewOf(needs) }),
});

export const putNames = endpoint({
  operationId: "putNames",
  tag,
  summary: "Replace the further names of the appliance; the certificate is issued anew for them",
  needs: "owner",
  body: hostNames,
  answers: { 200: { description: "The certificate as it is now", schema: tlsView } },
  handle: async ({ needs, body, who }) => {
    await needs.tls.setNames(body.names, who);
    return { body: viewOf(needs) };
  },
});

function viewOf({ tls }: Needs) {
  const port = tls.port();
  return {
    words: tls.words,
    ...(port === undefined ? {} : { port }),
    ...tls.certificate(),
    extraNames: tls.personNames(),
    fileNames: tls.fileNames,
  };
}
