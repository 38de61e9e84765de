// What may stand in a Butane document, by the published specifications of its variants (fcos 1.0.0 to 1.6.0, flatcar 1.0.0 and 1.1.0)
// and of Ignition 3.0 to 3.5, which they become. One table serves both: a key's spelling is `snake_case` there and `camelCase` here.

export type Shape =
  | { readonly kind: "text" | "path" | "integer" | "mode" | "boolean" }
  /** `unique`: no two entries may have the same value there. */
  | { readonly kind: "list"; readonly of: Shape; readonly unique?: string }
  /** `resource`: its `inline` becomes a data URL. */
  | { readonly kind: "object"; readonly keys: Readonly<Record<string, Key>>; readonly resource?: boolean }
  /** Butane's alone; `why` says what to write instead. */
  | { readonly kind: "refused"; readonly why: string };

export interface Key {
  readonly shape: Shape;
  readonly required?: boolean;
  /** The minor version of Ignition 3 that brought it. */
  readonly since?: number;
  /** Only a Butane document may hold it. */
  readonly sugar?: boolean;
}

const key = (shape: Shape, since = 0): Key => ({ shape, since });
const must = ({ shape, since = 0 }: Key): Key => ({ shape, since, required: true });
const list = (of: Key, unique?: string): Key =>
  key({ kind: "list", of: of.shape, ...(unique === undefined ? {} : { unique }) });
const object = (keys: Readonly<Record<string, Key>>, since = 0): Key => key({ kind: "object", keys }, since);
const since = (minor: number, { shape, required = false }: Key): Key => ({ shape, required, since: minor });
const sugar = ({ shape }: Key): Key => ({ shape, sugar: true });

const text = key({ kind: "text" });
const path = key({ kind: "path" });
const integer = key({ kind: "integer" });
const mode = key({ kind: "mode" });
const boolean = key({ kind: "boolean" });
const texts = list(text);

const local = sugar(
  key({ kind: "refused", why: "it names a file beside the document, and there is none here: write the text itself" }),
);
const untranslated = (what: string): Key =>
  sugar(
    key({
      kind: "refused",
      why: `Rackseed does not translate ${what}: translate the document with butane and give the Ignition JSON that it prints`,
    }),
  );

const resource: Key = key({
  kind: "object",
  resource: true,
  keys: {
    source: text,
    inline: sugar(text),
    local,
    compression: text,
    http_headers: since(1, list(object({ name: must(text), value: text }), "name")),
    verification: object({ hash: text }),
  },
});
const owner = { user: object({ id: integer, name: text }), group: object({ id: integer, name: text }) };
const node = { path: must(path), overwrite: boolean, ...owner };

const tang = list(object({ url: must(text), thumbprint: text, advertisement: since(4, text) }), "url");

const storage = object({
  disks: list(
    object({
      device: must(path),
      wipe_table: boolean,
      partitions: list(
        object({
          label: text,
          number: integer,
          size_mib: integer,
          start_mib: integer,
          type_guid: text,
          guid: text,
          wipe_partition_entry: boolean,
          should_exist: boolean,
          resize: since(2, boolean),
        }),
      ),
    }),
    "device",
  ),
  raid: list(
    object({ name: must(text), level: must(text), devices: list(path), spares: integer, options: texts }),
    "name",
  ),
  filesystems: list(
    object({
      device: must(path),
      format: text,
      path,
      wipe_filesystem: boolean,
      label: text,
      uuid: text,
      options: texts,
      mount_options: since(1, texts),
      with_mount_unit: sugar(boolean),
    }),
    "device",
  ),
  files: list(object({ ...node, contents: resource, append: list(resource), mode }), "path"),
  directories: list(object({ ...node, mode }), "path"),
  links: list(object({ ...node, target: must(text), hard: boolean }), "path"),
  luks: since(
    2,
    list(
      object({
        name: must(text),
        device: must(path),
        key_file: resource,
        label: text,
        uuid: text,
        options: texts,
        wipe_volume: boolean,
        discard: since(4, boolean),
        open_options: since(4, texts),
        clevis: object({
          tang,
          tpm2: boolean,
          threshold: integer,
          custom: object({ pin: must(text), config: must(text), needs_network: boolean }),
        }),
        cex: since(5, object({ enabled: boolean })),
      }),
      "name",
    ),
  ),
  trees: untranslated("storage.trees"),
});

const passwd = object({
  users: list(
    object({
      name: must(text),
      password_hash: text,
      ssh_authorized_keys: texts,
      ssh_authorized_keys_local: local,
      uid: integer,
      gecos: text,
      home_dir: path,
      no_create_home: boolean,
      primary_group: text,
      groups: texts,
      no_user_group: boolean,
      no_log_init: boolean,
      shell: path,
      should_exist: since(2, boolean),
      system: boolean,
    }),
    "name",
  ),
  groups: list(
    object({ name: must(text), gid: integer, password_hash: text, should_exist: since(2, boolean), system: boolean }),
    "name",
  ),
});

const systemd = object({
  units: list(
    object({
      name: must(text),
      enabled: boolean,
      mask: boolean,
      contents: text,
      contents_local: local,
      dropins: list(object({ name: must(text), contents: text, contents_local: local }), "name"),
    }),
    "name",
  ),
});

const ignition = {
  config: object({ merge: list(resource), replace: resource }),
  timeouts: object({ http_response_headers: integer, http_total: integer }),
  security: object({ tls: object({ certificate_authorities: list(resource) }) }),
  proxy: since(1, object({ http_proxy: text, https_proxy: text, no_proxy: texts })),
};

const sections = {
  storage,
  systemd,
  passwd,
  kernel_arguments: since(3, object({ should_exist: texts, should_not_exist: texts })),
};

export const BUTANE = object({
  variant: sugar(text),
  version: sugar(text),
  ignition: object(ignition),
  ...sections,
  boot_device: untranslated("boot_device"),
  grub: untranslated("grub"),
}).shape;

export const IGNITION = object({ ignition: must(object({ version: must(text), ...ignition })), ...sections }).shape;

/** Butane's variants and versions, and the minor version of Ignition 3 that each becomes. */
export const VARIANTS: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  fcos: { "1.0.0": 0, "1.1.0": 1, "1.2.0": 2, "1.3.0": 2, "1.4.0": 3, "1.5.0": 4, "1.6.0": 5 },
  flatcar: { "1.0.0": 3, "1.1.0": 4 },
};

export const NEWEST_MINOR = 5;

/** `size_mib` → `sizeMiB`: Ignition writes this one unit as its symbol. */
export const camel = (snake: string): string =>
  snake.replace(/_mib$/, "MiB").replaceAll(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
