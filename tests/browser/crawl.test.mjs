// Every page that links lead to from the start: it is there, small, well nested; no link leads
// nowhere, neither to an address nor to a place on a page; no id is there twice.

import assert from "node:assert/strict";
import { test } from "node:test";
import { browserFor } from "./browser.mjs";
import { graphOf, serve } from "./program.mjs";

/** The largest page, in bytes before compression. */
const LARGEST = 100_000;

/** What Chromium's parser makes of a page: its links, its ids, and how its elements are nested. */
function parsed(html) {
  const tree = new DOMParser().parseFromString(html, "text/html");
  const all = [...tree.querySelectorAll("*")];
  const nested = (element) => `${element.parentElement?.localName ?? ""}>${element.localName}`;
  return {
    links: [...tree.querySelectorAll("a[href], link[href]")].map((link) => link.getAttribute("href")),
    ids: all.filter((element) => element.id).map((element) => element.id),
    refers: ["for", "aria-labelledby", "aria-describedby", "aria-controls", "list"].flatMap((name) =>
      [...tree.querySelectorAll(`[${name}]`)].flatMap((element) => element.getAttribute(name).split(/\s+/))),
    inline: all.filter((element) => element.hasAttribute("style") || element.localName === "style"
      || (element.localName === "script" && !element.src)
      || [...element.attributes].some(({ name }) => name.startsWith("on"))).map((element) => element.outerHTML.slice(0, 200)),
    nesting: all.map(nested),
  };
}

/** How the elements of a page are nested as it is written: each tag is closed but those of void elements. */
function written(html) {
  const empty = new Set(["meta", "link", "input", "br", "hr", "img", "col", "wbr"]);
  const open = [];
  const nesting = [];
  for (const [, close, name, itself] of html.matchAll(/<(\/?)([a-zA-Z][a-zA-Z0-9]*)(?:"[^"]*"|[^">])*?(\/?)>/g)) {
    if (close) {
      if (open.pop() !== name) return [`</${name}> closes another element`];
    } else {
      nesting.push(`${open.at(-1) ?? ""}>${name}`);
      if (!empty.has(name) && !itself) open.push(name);
    }
  }
  return open.length === 0 ? nesting : [`${open} left open`];
}

test("every page that links lead to", async (t) => {
  const url = await serve(t, graphOf(t));
  const browser = await browserFor(t);
  const page = await browser.newPage();
  const faults = [];
  const seen = new Map([["/", { from: "the start" }]]);
  const places = [];
  const waiting = ["/"];
  let largest = ["", 0];
  const visit = async (address) => {
    const one = seen.get(address);
    const response = await fetch(url + address, { redirect: "manual", headers: { accept: "text/html,*/*;q=0.8" } });
    const body = await response.text();
    const fault = (text) => faults.push(`${address.slice(0, 160)} (linked from ${one.from.slice(0, 160)}): ${text}`);
    if (![200, 303].includes(response.status)) return fault(`answers ${response.status}`);
    if (response.status === 303) return follow(response.headers.get("location"), address);
    if (!response.headers.get("content-type").startsWith("text/html")) return undefined;
    const size = Buffer.byteLength(body);
    if (size > largest[1]) largest = [address, size];
    if (size >= LARGEST) fault(`has ${size} bytes`);
    const { links, ids, refers, inline, nesting } = await page.evaluate(parsed, body);
    one.ids = new Set(ids);
    if (one.ids.size < ids.length) fault(`has an id twice: ${ids.filter((id, at) => ids.indexOf(id) < at)}`);
    for (const id of refers) if (!one.ids.has(id)) fault(`refers to #${id}, which is not there`);
    for (const text of inline) fault(`has inline style or script: ${text}`);
    const source = written(body);
    const at = nesting.findIndex((element, at) => element.toLowerCase() !== source[at]?.toLowerCase());
    if (at >= 0) fault(`is nested otherwise than it is written: ${source[at]} becomes ${nesting[at]}`);
    for (const link of links) follow(link, address);
  };
  const follow = (link, from) => {
    const target = new URL(link, url + from);
    if (target.origin !== url) return;
    const address = target.pathname + target.search;
    if (target.hash) places.push([from, address, decodeURIComponent(target.hash.slice(1))]);
    if (!seen.has(address)) {
      seen.set(address, { from });
      waiting.push(address);
    }
  };
  while (waiting.length > 0) await Promise.all(waiting.splice(0, 4).map(visit));
  for (const [from, address, id] of places) {
    const { ids } = seen.get(address);
    if (ids && !ids.has(id)) faults.push(`${from}: leads to ${address}#${id}, which is not there`);
  }
  t.diagnostic(`${seen.size} addresses, ${[...seen.values()].filter(({ ids }) => ids).length} pages, the largest ${largest[1]} bytes: ${largest[0]}`);
  assert.ok(seen.size > 300, `only ${seen.size} addresses were found`);
  assert.deepEqual([...new Set(faults)].slice(0, 40), []);
});
