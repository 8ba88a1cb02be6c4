// What visitors do on the site: with a keyboard, with a mouse, and without JavaScript.

import assert from "node:assert/strict";
import { test } from "node:test";
import { browserFor, watched } from "./browser.mjs";
import { find } from "./kinds.mjs";
import { graphOf, serve } from "./program.mjs";

const path = (page) => new URL(page.url()).pathname;

/** The cells of a column of the page's first table that has headings. */
const column = (page, name) => page.evaluate((name) => {
  const table = document.querySelector("main table:has(thead)");
  const at = [...table.tHead.rows[0].cells].findIndex((cell) => cell.textContent.trim() === name);
  return [...table.tBodies[0].rows].map((row) => row.cells[at].textContent.trim());
}, name);

/** Presses Tab until what fits a selector has the focus. */
async function tabTo(page, selector) {
  for (let times = 0; times < 200; times++) {
    await page.keyboard.press("Tab");
    if (await page.evaluate((selector) => document.activeElement.matches(selector), selector)) return;
  }
  assert.fail(`Tab does not reach ${selector}`);
}

test("journeys", async (t) => {
  const url = await serve(t, graphOf(t));
  const browser = await browserFor(t);
  const { edition, other, series, person, organization, document: article } = await find(url);
  const journey = (name, walk, options = {}) => t.test(name, async (t) => {
    const page = await watched(t, browser, url, options);
    await walk(page);
    page.quiet();
  });

  await journey("search as you type, by keyboard alone", async (page) => {
    await page.goto("/");
    await page.keyboard.press("/");
    assert.equal(await page.evaluate(() => document.activeElement.id), "site-search");
    await page.keyboard.type("jos");
    const options = page.locator("[role=listbox]:visible [role=option]");
    await options.first().waitFor();
    assert.match(await options.first().innerText(), /Josephine Teo/);
    const input = page.locator("#site-search");
    assert.equal(await input.getAttribute("aria-expanded"), "true");
    await page.keyboard.press("ArrowDown");
    const active = await input.getAttribute("aria-activedescendant");
    assert.equal(await page.locator(`#${active}`).getAttribute("aria-selected"), "true");
    await page.keyboard.press("Escape");
    assert.equal(await options.count(), 0);
    await page.keyboard.type("ephine");
    await options.first().waitFor();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await page.waitForURL(`**${person.href}`);
    assert.equal(await page.locator("h1").innerText(), "Josephine Teo");
  });

  await journey("everything on the start page is reached by Tab, and seen where it is", async (page) => {
    await page.goto("/");
    await page.keyboard.press("Tab");
    const skip = page.locator("a.skip");
    assert.equal(await skip.evaluate((link) => link === document.activeElement), true);
    assert.ok((await skip.boundingBox()).width > 40, "the link to the content is seen when it has the focus");
    await page.keyboard.press("Enter");
    assert.equal(await page.evaluate(() => document.activeElement.id), "main");
    await page.keyboard.press("Tab");
    const seen = await page.evaluate(() => {
      const style = getComputedStyle(document.activeElement);
      return document.activeElement.closest("main") !== null && style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
    });
    assert.ok(seen, "the first thing in the content has the focus, with an outline");
  });

  await journey("an edition, its facts and their sentences", async (page) => {
    await page.goto(edition.href);
    assert.equal(await page.locator("h1").innerText(), edition.label);
    const fact = page.locator("section", { has: page.getByRole("heading", { name: "exhibitor", exact: true }) }).locator("li").first();
    assert.equal(await fact.locator("blockquote").isVisible(), false);
    await fact.locator("summary").click();
    assert.equal(await fact.locator("blockquote").first().isVisible(), true);
    // The picture leads to its neighbours.
    const drawn = page.locator("figure.picture svg a").filter({ hasText: "Chongqing" }).first();
    await drawn.click();
    await page.waitForURL("**/id/**chongqing*");
  });

  await journey("from a sentence to its mark in the document, to the fact, and back", async (page) => {
    await page.goto(person.href);
    const evidence = page.locator("details.evidence").first();
    await evidence.locator("summary").click();
    await evidence.locator("blockquote footer a").first().click();
    await page.waitForURL(/\/id\/document\/.*#c-/);
    const place = new URL(page.url()).hash.slice(1);
    assert.equal(await page.locator(`[id="${place}"]`).count(), 1, "the place in the text is there");
    const mark = page.locator("main a.mark").first();
    assert.match(await mark.getAttribute("title"), /rule/);
    const leads = await mark.getAttribute("href");
    await mark.click();
    const fact = page.locator(`[id="${leads.slice(1)}"]`);
    assert.equal(await fact.evaluate((one) => one.matches(":target")), true);
    const back = fact.locator('a[href^="#c-"], a[href*="#c-"]').first();
    await back.click();
    assert.match(new URL(page.url()).hash, /^#c-\d+/);
  });

  await journey("a question: form, answer, sorting, chart, files", async (page) => {
    await page.goto("/questions");
    await page.locator('main a[href="/questions/figures-over-editions"]').first().click();
    await page.selectOption("#p-series", { label: series.label });
    await page.locator("main form button").click();
    await page.waitForURL(/figures-over-editions\?/);
    assert.ok(await page.locator("figure.chart").count() > 0, "figures over years are drawn");
    const heading = page.locator("main table[data-sort] thead th", { hasText: "value" }).first();
    const table = page.locator("main table[data-sort]").first();
    const values = () => table.evaluate((table) => {
      const at = [...table.tHead.rows[0].cells].findIndex((cell) => cell.textContent.trim() === "value");
      return [...table.tBodies[0].rows].map((row) => Number(row.cells[at].textContent.replaceAll(",", "")));
    });
    await heading.getByRole("button").click();
    const up = await values();
    assert.deepEqual(up, up.toSorted((a, b) => a - b));
    assert.equal(await heading.getAttribute("aria-sort"), "ascending");
    await heading.getByRole("button").press("Enter");
    assert.deepEqual(await values(), up.toReversed().toSorted((a, b) => b - a));
    const csv = await page.locator(".files a", { hasText: "csv" }).getAttribute("href");
    const lines = (await (await fetch(url + csv)).text()).trim().split("\n");
    assert.equal(lines.length, up.length + 1);
    await page.getByText("Show the sentences").click();
    await page.locator("#sentences").waitFor();
    await page.locator('main td a[href^="#note-"]').first().click();
    assert.equal(await page.locator(".notes li:target").count(), 1);
  });

  await journey("a comparison of two editions", async (page) => {
    await page.goto("/compare");
    await page.selectOption("#a", { label: other.label });
    await page.selectOption("#b", { label: edition.label });
    await page.locator("main form button").first().click();
    await page.waitForURL(/compare\?/);
    const text = await page.locator("main").innerText();
    assert.ok(text.includes(edition.label) && text.includes(other.label));
    assert.ok(await page.locator("main section, main table").count() > 1);
  });

  await journey("a path between two things, typed", async (page) => {
    await page.goto("/path");
    for (const [field, name] of [["#from", "josephine"], ["#to", "aliba"]]) {
      await page.locator(field).focus();
      await page.keyboard.type(name);
      await page.locator("[role=option]:visible").first().waitFor();
      await page.keyboard.press("ArrowDown");
      await page.keyboard.press("Enter");
    }
    assert.equal(await page.locator("#from").inputValue(), person.label);
    assert.equal(await page.locator("#to").inputValue(), organization.label);
    await page.locator("main form button").first().click();
    await page.waitForURL(/path\?/);
    assert.match(await page.locator(".lead").innerText(), /connected/);
    assert.ok(await page.locator("main svg a").count() > 1);
  });

  await journey("a question, a comparison and a path by keyboard alone", async (page) => {
    await page.goto("/questions/speakers-of-edition");
    await tabTo(page, "#p-edition");
    await page.keyboard.type(edition.label);
    await tabTo(page, "main form button");
    await page.keyboard.press("Enter");
    await page.waitForURL(/speakers-of-edition\?edition=/);
    await page.goto("/compare");
    await tabTo(page, "#a");
    await page.keyboard.type(other.label);
    await tabTo(page, "#b");
    await page.keyboard.type(edition.label);
    await tabTo(page, "main form button");
    await page.keyboard.press("Enter");
    await page.waitForURL(/compare\?/);
    assert.match(await page.locator("h1").innerText(), /2018.*2019/);
    await page.goto(person.href);
    await tabTo(page, ".onward a");
    await page.keyboard.press("Enter");
    await page.waitForURL(/path\?from=/);
    assert.equal(await page.locator("#from").inputValue(), person.label);
    await tabTo(page, "#to");
    await page.keyboard.type("aliba");
    await page.locator("[role=option]:visible").first().waitFor();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await page.keyboard.press("Enter");
    await page.waitForURL(/path\?.*to=/);
    assert.match(await page.locator(".lead").innerText(), /connected/);
  });

  await journey("from a mark to its fact and back by keyboard alone", async (page) => {
    await page.goto(article.href);
    await tabTo(page, "main a.mark");
    await page.keyboard.press("Enter");
    const fact = page.locator(".stated li:target");
    assert.equal(await fact.count(), 1);
    // The focus goes on from there.
    await page.keyboard.press("Tab");
    assert.ok(await page.evaluate(() => document.activeElement.closest("li:target")), "the fact's own link is next");
    await page.keyboard.press("Enter");
    assert.match(new URL(page.url()).hash, /^#c-\d+/);
  });

  await journey("the facts beside a text scroll by themselves, and show it", async (page) => {
    await page.goto(article.href);
    const list = page.locator(".stated");
    const [whole, seen] = await list.evaluate((one) => [one.scrollHeight, one.clientHeight]);
    assert.ok(whole > seen, "there is more than is seen");
    assert.ok(seen <= page.viewportSize().height);
    // What covers the shadow scrolls with the list, the shadow does not.
    const attached = await list.evaluate((one) => getComputedStyle(one).backgroundAttachment);
    assert.deepEqual([...new Set(attached.split(", "))].toSorted(), ["local", "scroll"]);
    await list.locator("li a").last().focus();
    assert.ok(await list.locator("li").last().evaluate((one) => {
      const { bottom } = one.getBoundingClientRect();
      return bottom <= innerHeight + 1;
    }), "the last fact is reached");
  });

  await journey("charts and tables on a telephone keep their words", async (page) => {
    await page.goto(`/questions/figures-over-editions?${new URLSearchParams({ series: series.label })}`);
    const highest = (rows) => page.locator(rows).evaluateAll((all) => Math.max(...all.map((row) => row.offsetHeight)));
    assert.ok(await highest("figure.chart tr") < 80, "a bar's row is no column of letters");
    assert.ok(await highest("table[data-sort] tr") < 150, "nor is a row of the table");
    const [whole, seen] = await page.locator(".scroll:has(> table[data-sort])").evaluate((one) => [one.scrollWidth, one.clientWidth]);
    assert.ok(whole > seen, "the table scrolls");
  }, { viewport: { width: 375, height: 800 } });

  await journey("a question in English", async (page) => {
    await page.goto("/");
    await page.locator("#ask").fill("Who spoke at more than one edition?");
    await page.keyboard.press("Enter");
    await page.waitForURL(/\/ask\?/);
    assert.ok((await column(page, "person")).includes("Josephine Teo"));
  });

  await journey("the SPARQL editor", async (page) => {
    await page.goto("/sparql");
    const editor = page.locator("main textarea").first();
    await editor.fill("SELECT ?label WHERE { ?s a expo:Person ; rdfs:label ?label } ORDER BY ?label LIMIT 3");
    await page.locator("main form button").first().click();
    await page.locator("main table:has(thead)").waitFor();
    assert.equal((await column(page, "label")).length, 3);
    await page.locator("main textarea").first().fill("SELECT ?broken WHERE {");
    page.faults.length = 0;
    await page.locator("main form button").first().click();
    await page.locator("main .problem").first().waitFor();
    assert.match(await page.locator("main textarea").first().inputValue(), /\?broken/, "a broken query stays to be mended");
    page.faults = page.faults.filter((fault) => !fault.includes("400"));
  });

  await journey("a saved question opened in the editor", async (page) => {
    await page.goto("/questions/series");
    await page.getByText("The query and the command").click();
    await page.getByText("Open it in the SPARQL editor").click();
    await page.waitForURL(/sparql\?/);
    assert.ok((await page.locator("main textarea").first().inputValue()).includes("SELECT"));
    await page.locator("main form button").first().click();
    await page.locator("main table:has(thead) tbody tr").first().waitFor();
  });

  await journey("all of it without JavaScript", async (page) => {
    await page.goto("/");
    await page.locator("#site-search").fill("josephine");
    await page.locator("form.search button").click();
    assert.equal(path(page), "/search");
    await page.locator("main a", { hasText: "Josephine Teo" }).first().click();
    assert.equal(path(page), person.href);
    await page.locator("details.evidence summary").first().click();
    await page.locator("details.evidence blockquote a").first().click();
    assert.match(path(page), /^\/id\/document\//);
    await page.locator("main a.mark").first().click();
    assert.equal(await page.locator(":target").count(), 1);
    await page.goto("/questions/figures-over-editions");
    await page.selectOption("#p-series", { label: series.label });
    await page.locator("main form button").click();
    assert.ok(await page.locator("main tbody tr").count() > 3);
    await page.goto("/compare");
    await page.selectOption("#a", { label: other.label });
    await page.selectOption("#b", { label: edition.label });
    await page.locator("main form button").first().click();
    assert.match(await page.locator("h1").innerText(), /2018.*2019/);
    await page.goto("/path");
    await page.locator("#from").fill("Josephine Teo");
    await page.locator("#to").fill("Alibaba");
    await page.locator("main form button").first().click();
    assert.match(await page.locator(".lead").innerText(), /connected/);
    await page.goto("/ask");
    await page.locator("main input[name=q]").first().fill("Who spoke at more than one edition?");
    await page.locator("main form button").first().click();
    assert.ok((await page.locator("main").innerText()).includes("Josephine Teo"));
    await page.goto("/sparql");
    await page.locator("main textarea").first().fill("SELECT * WHERE { ?s ?p ?o } LIMIT 5");
    await page.locator("main form button").first().click();
    assert.equal(await page.locator("main table:has(thead) tbody tr").count(), 5);
  }, { javaScriptEnabled: false });
});
