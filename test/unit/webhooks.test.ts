import assert from "node:assert/strict";
import { test } from "node:test";

import { addressRefusal } from "../../appliance/webhooks/address.ts";
import { waitAfter } from "../../appliance/webhooks/backoff.ts";
import { isWanted } from "../../appliance/webhooks/filter.ts";
import { messageFor } from "../../appliance/webhooks/message.ts";
import { dingtalkSignature, feishuSignature, genericSignature } from "../../appliance/webhooks/signature.ts";
import { shownUrl, urlRefusal, withoutSecrets } from "../../appliance/webhooks/url.ts";
import { verdictOf } from "../../appliance/webhooks/verdict.ts";
import type { EventGroup, Notice } from "../../appliance/webhooks/webhook.ts";

const AT = 1_795_262_400_123;
const NOTICE: Notice = {
  id: 7,
  at: "2026-11-21T14:00:00.123Z",
  code: "RS_RUN_STATE",
  severity: "info",
  text: "node <!channel> & <at>: done",
  mac: "52:54:00:77:00:01",
  run: "r1",
  machine: "node-01",
  zh: "node-01 安装完成。",
};
const hook = { url: "https://chat.example/hook?token=a%20b", secret: "SECabc", language: "en" } as const;
const sent = (template: "generic" | "slack" | "dingtalk" | "wecom" | "feishu", more: object = {}) => {
  const message = messageFor({ ...hook, template, ...more }, NOTICE, "box", AT);
  return { ...message, json: JSON.parse(message.body) as Record<string, unknown> };
};

test("the three signatures are what openssl makes of the same words", () => {
  assert.equal(
    genericSignature("seven lamps", 1_795_262_400, '{"id":7}'),
    "v1=30233ffabadd71fb09387f417a865b88a4fa4b756a6ee8531fc23df27261da22",
  );
  assert.equal(dingtalkSignature("SECabc", 1_795_262_400_000), "0IizDL2L+oPIeqopN4bonijBTKH+/q2OKPWd06fzjsg=");
  assert.equal(feishuSignature("SECabc", 1_795_262_400), "e7aHUoeyqNFhDkMbVhCpG9DrEo2pre92WHDhyByvYSs=");
});

test("the generic form carries the whole notice, its time and its signature; without a secret there is none", () => {
  const { headers, json, body, url } = sent("generic");
  const told = Object.fromEntries(Object.entries(NOTICE).filter(([key]) => key !== "zh"));
  assert.equal(url, hook.url);
  assert.deepEqual(json, { ...told, appliance: "box" });
  assert.equal(headers["X-Rackseed-Timestamp"], "1795262400");
  assert.equal(headers["X-Rackseed-Signature"], genericSignature("SECabc", 1_795_262_400, body));
  assert.equal("X-Rackseed-Signature" in sent("generic", { secret: null }).headers, false);
  assert.equal(sent("generic", { language: "zh" }).json["text"], NOTICE.zh);
});

test("DingTalk is signed in the URL, whose own parameters stay as they were", () => {
  const { url, json } = sent("dingtalk", { language: "zh" });
  const sign = encodeURIComponent(dingtalkSignature("SECabc", AT));
  assert.equal(url, `${hook.url}&timestamp=${AT}&sign=${sign}`);
  assert.doesNotMatch(sign, /[+/=]/);
  assert.deepEqual(json, { msgtype: "text", text: { content: "Rackseed box · 消息\nnode-01 安装完成。" } });
  assert.equal(sent("dingtalk", { secret: null }).url, hook.url);
});

test("Feishu is signed in the body, WeCom not at all", () => {
  const { url, json } = sent("feishu");
  assert.equal(url, hook.url);
  assert.deepEqual(json, {
    timestamp: "1795262400",
    sign: feishuSignature("SECabc", 1_795_262_400),
    msg_type: "text",
    content: { text: "Rackseed box · info\nnode ＜!channel> & ＜at>: done" },
  });
  assert.deepEqual(Object.keys(sent("feishu", { secret: null }).json), ["msg_type", "content"]);
  assert.deepEqual(Object.keys(sent("wecom").json), ["msgtype", "text"]);
  assert.equal(sent("wecom").url, hook.url);
});

test("a machine that calls itself <!channel> calls nobody in Slack, and WeCom's 2,048 bytes are kept", () => {
  assert.equal(sent("slack").json["text"], "Rackseed box · info\nnode &lt;!channel&gt; &amp; &lt;at&gt;: done");
  const long = messageFor({ ...hook, template: "wecom" }, { ...NOTICE, text: "长".repeat(3000) }, "box", AT);
  const { text } = JSON.parse(long.body) as { text: { content: string } };
  assert.ok(Buffer.byteLength(text.content) <= 2048);
});

test("each group gets its events, a switched-off webhook none, and no webhook hears of webhooks", () => {
  const events = [
    { code: "RS_RUN_STATE", severity: "info" },
    { code: "RS_MACHINE_NEW", severity: "info" },
    { code: "RS_IMAGE_READY", severity: "info" },
    { code: "RS_HEALTH", severity: "warning" },
    { code: "RS_FTP_FAILED", severity: "error" },
    { code: "RS_STARTED", severity: "info" },
    { code: "RS_WEBHOOK_GAVE_UP", severity: "warning" },
  ] as const;
  const heard = (groups: EventGroup[], enabled = true): string[] =>
    events.filter((event) => isWanted({ enabled, events: groups }, event)).map(({ code }) => code);
  assert.deepEqual(heard(["runs"]), ["RS_RUN_STATE"]);
  assert.deepEqual(heard(["machines", "images"]), ["RS_MACHINE_NEW", "RS_IMAGE_READY"]);
  assert.deepEqual(heard(["problems"]), ["RS_HEALTH", "RS_FTP_FAILED"]);
  assert.equal(heard(["all"]).length, 6);
  assert.deepEqual(heard(["all"], false), []);
});

test("a message is tried again after 10 s, 1 m, 5 m, 30 m and 2 h, and then no more", () => {
  assert.deepEqual([1, 2, 3, 4, 5, 6].map(waitAfter), [10, 60, 300, 1800, 7200, undefined]);
});

test("trust 2.8: nothing is sent to the appliance itself, link-local, multicast or no address, in any spelling", () => {
  const own = ["10.77.0.1", "fd00::1"];
  const refused = [
    ...["127.0.0.1", "127.9.9.9", "::1", "::ffff:127.0.0.1", "::ffff:7f00:1"],
    ...["169.254.169.254", "::ffff:a9fe:a9fe", "64:ff9b::a9fe:a9fe", "fe80::1", "fd00:ec2::254"],
    ...["224.0.0.1", "255.255.255.255", "ff02::1", "0.0.0.0", "::"],
    ...["10.77.0.1", "fd00::1", "::ffff:10.77.0.1", "::ffff:a4d:1", "no address"],
  ];
  for (const address of refused) assert.notEqual(addressRefusal(address, own), undefined, address);
  for (const address of ["10.77.0.2", "192.168.1.9", "fd00::2", "1.1.1.1", "2606:4700::1111"])
    assert.equal(addressRefusal(address, own), undefined, address);
});

test("only http and https without a password in it; what is shown ends after the host", () => {
  for (const url of [
    "ftp://chat.example/",
    "file:///etc/passwd",
    "javascript:1",
    "chat.example",
    "https://a:b@c.example/",
  ])
    assert.notEqual(urlRefusal(url), undefined, url);
  assert.equal(urlRefusal("https://chat.example/x"), undefined);
  assert.equal(
    shownUrl("https://chat.example:8443/robot/send?access_token=verysecret#x"),
    "https://chat.example:8443/…",
  );
});

test("a receiver that repeats the URL's token or the secret tells them to nobody", () => {
  const target = { url: "https://chat.example/services/T0K3N0123?key=k%2Fey4567", secret: "seven lamps" };
  const said = withoutSecrets("no T0K3N0123, k/ey4567, k%2Fey4567 or seven lamps here", target);
  assert.doesNotMatch(said, /T0K3N|ey4567|lamps/);
  assert.match(said, /^no .* here$/);
});

test("a redirect and a 500 fail, and for the three chats a 200 that says no in its body", () => {
  assert.equal(verdictOf("generic", 204, "").ok, true);
  assert.match(verdictOf("generic", 302, "").because ?? "", /redirects are not followed/);
  assert.equal(verdictOf("slack", 500, "").ok, false);
  const refusals = { dingtalk: '{"errcode":310000,"errmsg":"sign not match"}', wecom: '{"errcode":93000}', feishu: '{"code":19021,"msg":"sign"}' }; // prettier-ignore
  for (const [template, body] of Object.entries(refusals))
    assert.equal(verdictOf(template as keyof typeof refusals, 200, body).ok, false, template);
  assert.match(verdictOf("dingtalk", 200, refusals.dingtalk).because ?? "", /310000: sign not match/);
  assert.equal(verdictOf("feishu", 200, '{"code":0}').ok, true);
  assert.equal(verdictOf("wecom", 200, "ok").ok, true);
  assert.equal(verdictOf("generic", 200, '{"code":7}').ok, true);
});
