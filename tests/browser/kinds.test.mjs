// Every kind of page, in light and dark, wide and narrow, on paper and without JavaScript: nothing
// serious that axe-core finds, nothing wider than the window, nothing that fails on its console.

import axe from "axe-core";
import assert from "node:assert/strict";
import { test } from "node:test";
import { browserFor, watched } from "./browser.mjs";
import { find, kinds } from "./kinds.mjs";
import { graphOf, serve } from "./program.mjs";

/** What axe-core finds of weight, one line each. It waits on timers, which never ring where scripts are off. */
async function serious(page) {
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate(() => window.axe.run(document, { preload: false, resultTypes: ["violations"] }));
  return violations
    .filter(({ impact }) => ["serious", "critical"].includes(impact))
    .flatMap(({ id, nodes }) => nodes.slice(0, 5).map((node) => `${id}: ${node.html.slice(0, 200)} (${node.any[0]?.message ?? node.all[0]?.message ?? ""})`));
}

const luminance = (page) => page.evaluate(() => {
  const [red, green, blue] = getComputedStyle(document.body).backgroundColor.match(/[\d.]+/g).map(Number);
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
});

const looks = {
  "light and wide": { colorScheme: "light" },
  "dark and narrow": { colorScheme: "dark", viewport: { width: 375, height: 800 } },
  "light, narrow, without JavaScript": { colorScheme: "light", viewport: { width: 375, height: 800 }, javaScriptEnabled: false },
};

test("every kind of page", async (t) => {
  const url = await serve(t, graphOf(t));
  const browser = await browserFor(t);
  const all = kinds(await find(url));
  for (const [look, options] of Object.entries(looks)) {
    const page = await watched(t, browser, url, options);
    for (const [name, address] of all) {
      await t.test(`${name}, ${look}`, async () => {
        page.faults.length = 0;
        const response = await page.goto(address);
        const isMissing = name.startsWith("no such");
        assert.equal(response.status(), isMissing ? 404 : 200);
        // A page that is not there is meant to be answered so.
        if (isMissing) page.faults = page.faults.filter((fault) => !fault.includes("404"));
        const html = await response.text();
        assert.ok(html.length < 100_000, `${html.length} characters of HTML`);
        assert.equal(await page.locator("h1").count(), 1);
        assert.notEqual((await page.locator("main").innerText()).trim(), "");
        const { width } = page.viewportSize();
        assert.ok(await page.evaluate(() => document.documentElement.scrollWidth) <= width, "the page scrolls sideways");
        const isDark = options.colorScheme === "dark";
        assert.equal(await luminance(page) < 128, isDark);
        const hasScripts = options.javaScriptEnabled !== false;
        if (hasScripts) assert.deepEqual(await serious(page), []);
        // What is folded is looked at as well.
        await page.evaluate(() => document.querySelectorAll("details").forEach((one) => { one.open = true; }));
        if (hasScripts) assert.deepEqual(await serious(page), [], "with what is folded");
        assert.ok(await page.evaluate(() => document.documentElement.scrollWidth) <= width, "the page scrolls sideways, unfolded");
        page.quiet();
      });
    }
  }
});

test("on paper", async (t) => {
  const url = await serve(t, graphOf(t));
  const page = await watched(t, await browserFor(t), url, { colorScheme: "dark" });
  for (const [name, address] of kinds(await find(url))) {
    if (name.startsWith("no such")) continue;
    await t.test(name, async () => {
      await page.goto(address);
      await page.emulateMedia({ media: "print" });
      assert.equal(await page.locator("header.site").isVisible(), false);
      assert.equal(await page.locator("h1").isVisible(), true);
      assert.equal(await page.locator("main button:not(.sort):visible").count(), 0, "there is nothing to press on paper");
      assert.ok(await luminance(page) > 250, "paper is white");
      assert.ok((await page.pdf({ format: "A4" })).length > 1000);
      page.quiet();
    });
  }
});
