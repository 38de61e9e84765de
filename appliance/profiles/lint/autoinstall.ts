import { isMap, isScalar, LineCounter, parseDocument, type YAMLMap } from "yaml";
import { nearest } from "../../nearest.ts";
import { asks, type Finding, isCryptHash } from "./finding.ts";

const KEYS: readonly string[] =
  "version interactive-sections early-commands locale refresh-installer keyboard source network proxy apt storage identity active-directory ubuntu-pro ubuntu-advantage ssh codecs drivers oem snaps debconf-selections packages kernel kernel-crash-dumps timezone updates shutdown late-commands error-commands reporting user-data zdevs".split(
    " ",
  );

/** Everything that can be said of an autoinstall before an installer reads it. */
export function lintAutoinstall(text: string): Finding[] {
  const lines = new LineCounter();
  const error = (line: number, code: string, message: string): Finding => ({ severity: "error", line, code, message });
  if (!/^#cloud-config[ \t]*\r?(\n|$)/.test(text)) {
    return [
      error(1, "AI_FIRST_LINE", "The first line must be #cloud-config, or cloud-init takes no notice of the file."),
    ];
  }
  const document = parseDocument(text, { lineCounter: lines });
  const [broken] = document.errors;
  if (broken !== undefined) {
    return [
      error(lines.linePos(broken.pos[0]).line, "AI_YAML", `Not valid YAML: ${broken.message.split("\n")[0] ?? ""}`),
    ];
  }
  const root = document.contents;
  const autoinstall = isMap(root) ? root.get("autoinstall", true) : undefined;
  if (!isMap(root) || !isMap(autoinstall)) {
    return [error(1, "AI_MISSING", "There is no autoinstall: section, so the installer asks a person everything.")];
  }
  return [
    ...(autoinstall.get("version") === 1 ? [] : [error(1, "AI_VERSION", "autoinstall needs version: 1.")]),
    ...keys(root, autoinstall, lines),
    ...who(autoinstall),
    ...disk(autoinstall),
    ...interactive(autoinstall),
  ].sort((a, b) => a.line - b.line);
}

function keys(root: YAMLMap, autoinstall: YAMLMap, lines: LineCounter): Finding[] {
  const named = (map: YAMLMap): { name: string; line: number }[] =>
    map.items.flatMap(({ key }) =>
      isScalar(key) ? [{ name: String(key.value), line: lines.linePos(key.range?.[0] ?? 0).line }] : [],
    );
  const outside = named(root)
    .filter(({ name }) => KEYS.includes(name) && !["locale", "timezone", "packages"].includes(name))
    .map(({ name, line }): Finding => {
      const message = `${name} stands beside autoinstall: and belongs into it; from 24.04 on the installer stops here.`;
      return { severity: "error", line, code: "AI_OUTSIDE", message };
    });
  const unknown = named(autoinstall)
    .filter(({ name }) => !KEYS.includes(name))
    .map(({ name, line }): Finding => {
      const close = nearest(name, KEYS);
      const message = `${name} is no key of autoinstall and is ignored.${close === undefined ? "" : ` Did you mean ${close}?`}`;
      return { severity: "warning", line, code: "AI_UNKNOWN", message };
    });
  return [...outside, ...unknown];
}

function who(autoinstall: YAMLMap): Finding[] {
  const identity = autoinstall.get("identity");
  if (!isMap(identity)) {
    return autoinstall.has("user-data")
      ? []
      : [
          asks(
            "AI_WOULD_ASK",
            "user",
            "Add identity: with hostname, username and password (a hash), or user-data: with users.",
          ),
        ];
  }
  const missing = ["hostname", "username", "password"].filter((key) => !identity.has(key));
  if (missing.length > 0) return [asks("AI_WOULD_ASK", "user", `identity has no ${missing.join(" and no ")}.`)];
  if (isCryptHash(String(identity.get("password")))) return [];
  return [
    {
      severity: "warning",
      line: 0,
      code: "AI_PASSWORD_HASH",
      message:
        "identity.password is not a crypt(3) string, so nobody will be able to log in by it. Make one with openssl passwd -6.",
    },
  ];
}

const disk = (autoinstall: YAMLMap): Finding[] =>
  autoinstall.has("storage")
    ? []
    : [
        {
          severity: "warning",
          line: 0,
          code: "AI_ANY_DISK",
          message: "No storage: with one disk the installer takes it, with several it would stop and ask which.",
          wouldAskFor: "disk",
        },
      ];

function interactive(autoinstall: YAMLMap): Finding[] {
  const sections = autoinstall.toJSON() as { "interactive-sections"?: unknown };
  const list = sections["interactive-sections"];
  return Array.isArray(list) && list.length > 0
    ? [asks("AI_WOULD_ASK", list.map(String).join(", "), "interactive-sections says so: take them out.")]
    : [];
}
