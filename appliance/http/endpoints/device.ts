import { endpoint } from "../endpoint.ts";
import { run } from "../schemas.ts";
import {
  deviceTime,
  factoryReset,
  noInput,
  panelArm,
  panelFacts,
  panelSettings,
  panelSettingsInput,
} from "../schemas-device.ts";

const tag = "device";
const accepted = { 202: { description: "It will be done now" } };

export const panel = endpoint({
  operationId: "getPanel",
  tag,
  summary: "What the touch panel shows of the box itself",
  needs: "owner",
  panel: true,
  answers: { 200: { description: "Its address, its claim code, its state", schema: panelFacts } },
  handle: ({ needs }) => ({ body: needs.device.panel() }),
});

export const qrCode = endpoint({
  operationId: "getQrCode",
  tag,
  summary: "The page's address as a QR code",
  needs: "owner",
  panel: true,
  answers: { 200: { description: "A picture", type: "image/svg+xml" } },
  handle: ({ needs }) => ({ body: needs.device.qrCode(), headers: { "Content-Type": "image/svg+xml" } }),
});

export const stopServing = endpoint({
  operationId: "stopServing",
  tag,
  summary: "Give no more addresses; installs that are under way go on",
  needs: "owner",
  panel: true,
  body: noInput,
  answers: { 204: { description: "Stopped" } },
  handle: ({ needs }) => {
    needs.device.stopServing();
    return { status: 204 };
  },
});

export const startServing = endpoint({
  operationId: "startServing",
  tag,
  summary: "Serve again",
  needs: "owner",
  panel: true,
  body: noInput,
  answers: { 204: { description: "Serving" } },
  handle: ({ needs }) => {
    needs.device.startServing();
    return { status: 204 };
  },
});

export const restart = endpoint({
  operationId: "restartDevice",
  tag,
  summary: "Restart the box",
  needs: "owner",
  panel: true,
  body: noInput,
  answers: { ...accepted, 503: { description: "The operating system does not allow it" } },
  handle: async ({ needs }) => {
    await needs.device.restart();
    return { status: 202 };
  },
});

export const powerOff = endpoint({
  operationId: "powerOffDevice",
  tag,
  summary: "Power the box off",
  needs: "owner",
  panel: true,
  body: noInput,
  answers: { ...accepted, 503: { description: "The operating system does not allow it" } },
  handle: async ({ needs }) => {
    await needs.device.powerOff();
    return { status: 202 };
  },
});

export const setTime = endpoint({
  operationId: "setDeviceTime",
  tag,
  summary: "Set the box's clock, where no time server does",
  needs: "owner",
  body: deviceTime,
  answers: {
    204: { description: "The clock is set" },
    409: { description: "A time server keeps the clock right" },
    503: { description: "The operating system does not allow it" },
  },
  handle: async ({ needs, body }) => {
    await needs.device.setTime(body.time);
    return { status: 204 };
  },
});

export const reset = endpoint({
  operationId: "factoryReset",
  tag,
  summary: "Erase everything on the box, secrets first, and start anew",
  needs: "owner",
  panel: true,
  body: factoryReset,
  answers: { ...accepted, 422: { description: "Another name was typed" } },
  handle: async ({ needs, body }) => {
    await needs.device.factoryReset(body.confirm);
    return { status: 202 };
  },
});

export const armFromPanel = endpoint({
  operationId: "armFromPanel",
  tag,
  summary: "Arm one machine at the touch panel, if the owner allowed that, with the PIN",
  needs: "owner",
  panel: true,
  body: panelArm,
  answers: {
    201: { description: "The run", schema: run },
    403: { description: "Not allowed, or a wrong PIN" },
    429: { description: "Too many wrong PINs" },
  },
  handle: async ({ needs, body }) => ({ status: 201, body: await needs.device.armFromPanel(body.mac, body.pin) }),
});

export const getSettings = endpoint({
  operationId: "getPanelSettings",
  tag,
  summary: "What the touch panel may do",
  answers: { 200: { description: "The settings", schema: panelSettings } },
  handle: ({ needs }) => ({ body: needs.device.panelSettings() }),
});

export const putSettings = endpoint({
  operationId: "putPanelSettings",
  tag,
  summary: "Allow or forbid installs from the touch panel, and set its PIN",
  needs: "owner",
  body: panelSettingsInput,
  answers: { 200: { description: "The settings", schema: panelSettings }, 422: { description: "A PIN is missing" } },
  handle: async ({ needs, body }) => ({ body: await needs.device.setPanelSettings(body) }),
});
