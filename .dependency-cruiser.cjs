/** Arrows point one way: main → edges → pure core → net, bytes. docs/architecture.md says it in words. */
const only = (name, comment, from, to) => ({ name, comment, severity: "error", from: { path: from }, to });

module.exports = {
  forbidden: [
    {
      name: "no-circles",
      comment: "A circle hides who needs whom.",
      severity: "error",
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ["type-only"] } },
    },
    only("bytes-need-nothing", "bytes is the bottom.", "^appliance/bytes/", {
      path: "^appliance/",
      pathNot: "^appliance/bytes/",
    }),
    only("net-needs-bytes-only", "net is parsed values.", "^appliance/net/", {
      path: "^appliance/",
      pathNot: "^appliance/(bytes|net)/",
    }),
    only("sql-in-store-only", "SQL lives in one room.", "^appliance/(?!store/)", {
      path: "node_modules/better-sqlite3",
    }),
    only(
      "core-is-pure",
      "Deciding knows neither sockets nor disks nor threads.",
      "^appliance/(dhcp|tftp|ftp|boot|systems|profiles|machines|syslog|trace|doctor)/(?!(server|worker|service|probe|foreign-probe|disk|conversation|loader-files|runs|ignition-validate|connection|data-port)\\.ts$)",
      { path: "^(node:)?(fs|fs/promises|dgram|net|http|https|child_process|worker_threads|timers|timers/promises)$" },
    ),
    only(
      "protocols-know-no-http",
      "DHCP, TFTP and boot files do not know the API.",
      "^appliance/(dhcp|tftp|ftp|boot|systems|machines|images|profiles|store|syslog|trace|doctor)/",
      { path: "^appliance/(http/|main\\.ts)" },
    ),
    only("cli-knows-the-api-only", "The CLI is a client like any other.", "^appliance/cli/", {
      path: "^appliance/",
      pathNot: "^appliance/cli/",
    }),
    only("nobody-needs-main", "main is the parts list.", ".*", { path: "^appliance/main\\.ts$" }),
    {
      name: "ui-takes-types-only",
      comment: "The UI takes only types from the appliance.",
      severity: "error",
      from: { path: "^ui/" },
      to: { path: "^appliance/", dependencyTypesNot: ["type-only"] },
    },
    only("product-needs-no-tests", "What ships does not know the tests.", "^(appliance|ui)/", { path: "^test/" }),
    {
      name: "no-dev-packages-in-product",
      severity: "error",
      from: { path: "^appliance/" },
      to: { dependencyTypes: ["npm-dev"], dependencyTypesNot: ["type-only"] },
    },
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    doNotFollow: { path: "node_modules" },
    exclude: { path: "(^|/)dist/" },
  },
};
