// Names of things may contain anything, and so may sentences: pages show them as text.

import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { test } from "node:test";
import { browserFor, watched } from "./browser.mjs";
import { graphOf, reportsWith, serve } from "./program.mjs";

const HOSTILE = `<img src=x onerror=alert(1)><script>alert(2)</script>"'</title></textarea><b class=owned>&amp;`;

/** The graph with HTML at the end of each literal that is a name or a text. */
function hostile(graph) {
  const written = HOSTILE.replaceAll("\\", "\\\\").replaceAll('"', '\\"');
  const statements = readFileSync(graph, "utf8").split("\n").map((line) => {
    const isText = /(label|altLabel|exact|words|metric|unit|theme|publisher|title|capacity|value_text)> "/i.test(line);
    return isText ? line.replace(/"((?:[^"\\]|\\.)*)"(@\w+|\^\^<[^>]*>)?( <[^>]*>)? \.$/, (whole, text, kind, name) =>
      kind?.startsWith("^^") ? whole : `"${text} ${written}"${kind ?? ""}${name ?? ""} .`) : line;
  });
  writeFileSync(graph, statements.join("\n"));
}

test("names that contain HTML are shown as text", async (t) => {
  const graph = graphOf(t, reportsWith(t, `A reader added: ${HOSTILE} to this report.`));
  hostile(graph);
  const url = await serve(t, graph);
  const page = await watched(t, await browserFor(t), url);
  const seen = new Set(["/"]);
  const waiting = ["/", "/search?q=josephine", "/ask?q=" + encodeURIComponent(`Who spoke at ${HOSTILE}?`),
    ...["/search?q=", "/compare?a=", "/path?from=", "/questions/figures-over-editions?series=", "/browse?class=", "/sparql?query=", "/id/", "/questions/"]
      .map((start) => start + encodeURIComponent(HOSTILE))];
  let shown = 0;
  // Breadth first, each kind of address a few times: all of them are crawled elsewhere.
  const times = new Map();
  while (waiting.length > 0) {
    const address = waiting.shift();
    await page.goto(address);
    // What was asked for is partly not there; nothing else may fail.
    page.faults = page.faults.filter((fault) => !/: (console: .*status of )?4\d\d/.test(fault));
    const owned = await page.locator(".owned, main img, main script, header img, title b").count();
    assert.equal(owned, 0, `${address} has elements that a name made`);
    if ((await page.locator("main").innerText()).includes("<img src=x")) shown += 1;
    page.quiet();
    for (const link of await page.locator("main a[href^='/']").evaluateAll((links) => links.map((link) => link.getAttribute("href")))) {
      const bare = link.split("#")[0];
      const kind = bare.split("?")[0].split("/").slice(0, 3).join("/") + (bare.includes("?") ? "?" : "");
      if (seen.has(bare) || (times.get(kind) ?? 0) >= 2 || /\.(ttl|nt|nq|rdf|jsonld|csv|json|tsv|xml|md)(\?|$)/.test(bare)) continue;
      seen.add(bare);
      times.set(kind, (times.get(kind) ?? 0) + 1);
      waiting.push(bare);
    }
  }
  t.diagnostic(`${seen.size} pages, ${shown} with such a name`);
  assert.ok(shown > 20, `only ${shown} of ${seen.size} pages show such a name`);
  // As it is typed, too.
  await page.goto("/");
  await page.locator("#site-search").pressSequentially("josephine");
  await page.locator("[role=option]:visible").first().waitFor();
  assert.ok((await page.locator("[role=option]").first().innerText()).includes("<img src=x"));
  page.quiet();
});
