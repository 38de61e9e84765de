import lit from "eslint-plugin-lit";
import litA11y from "eslint-plugin-lit-a11y";
import wc from "eslint-plugin-wc";
import tseslint from "typescript-eslint";

// The pure core decides with values: no clock, timer, randomness, disk, socket or SQL in it (docs/architecture.md).
const core = [
  "appliance/bytes/**",
  "appliance/dhcp/**",
  "appliance/tftp/**",
  "appliance/ftp/**",
  "appliance/boot/**",
  "appliance/systems/**",
  "appliance/profiles/**",
  "appliance/syslog/**",
  "appliance/trace/**",
  "appliance/doctor/**",
  "appliance/webhooks/{webhook,filter,backoff,signature,words,message,verdict,url,address}.ts",
  "appliance/machines/{run,reason,machine,plan,progress,budget,complaint,missing,stretches,seed-path,webhook}.ts",
];
const edges = [
  "appliance/**/server.ts",
  "appliance/**/worker.ts",
  "appliance/**/service.ts",
  "appliance/**/{probe,foreign-probe}.ts",
  "appliance/tftp/{disk,conversation}.ts",
  "appliance/ftp/{connection,data-port}.ts",
  "appliance/boot/loader-files.ts",
];

export default tseslint.config(
  { ignores: ["dist", "ui/dist", "node_modules", "**/*.js", "**/*.cjs", "appliance/cli/api-types.ts"] },
  ...tseslint.configs.strictTypeChecked,
  ...tseslint.configs.stylisticTypeChecked,
  {
    languageOptions: { parserOptions: { project: ["./tsconfig.json", "./ui/tsconfig.json"] } },
    linterOptions: { reportUnusedDisableDirectives: "error" },
    rules: {
      complexity: ["error", 15],
      "max-lines": ["error", { max: 350, skipBlankLines: true, skipComments: true }],
      "no-restricted-syntax": [
        "error",
        {
          // it("…", () => async () => {…}) returns the test instead of running it, and passes for ever.
          selector: "CallExpression[callee.name=/^(test|it)$/] > ArrowFunctionExpression > :function.body",
          message: "This test returns a function instead of running it.",
        },
      ],
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true, allowBoolean: true }],
      "@typescript-eslint/no-confusing-void-expression": ["error", { ignoreArrowShorthand: true }],
      "@typescript-eslint/consistent-type-imports": "error",
      // Services are plain objects made by a function; none of their methods knows `this`.
      "@typescript-eslint/unbound-method": "off",
      "@typescript-eslint/switch-exhaustiveness-check": ["error", { considerDefaultExhaustiveForUnions: true }],
    },
  },
  {
    files: core,
    ignores: edges,
    rules: {
      "no-restricted-globals": ["error", "setTimeout", "setInterval", "setImmediate", "fetch", "performance"],
      "no-restricted-properties": [
        "error",
        { object: "Date", property: "now", message: "The clock is an argument." },
        { object: "Math", property: "random", message: "Randomness is an argument." },
        { object: "process", property: "hrtime", message: "The clock is an argument." },
        { object: "process", property: "env", message: "Only main.ts reads the environment." },
      ],
    },
  },
  {
    files: ["test/**"],
    rules: {
      "@typescript-eslint/no-floating-promises": [
        "error",
        {
          allowForKnownSafeCalls: [
            { from: "package", package: "node:test", name: ["test", "it", "describe", "suite", "before", "after"] },
          ],
        },
      ],
    },
  },
  {
    files: ["ui/**"],
    extends: [lit.configs["flat/recommended"], wc.configs["flat/recommended"], litA11y.configs.recommended],
  },
);
