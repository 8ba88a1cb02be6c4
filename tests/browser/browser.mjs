// Chromium, and pages in it that are watched: an error on the console, a request to another host,
// a breach of the Content-Security-Policy or an answer that failed is remembered and fails the test.

import { chromium } from "playwright-core";
import assert from "node:assert/strict";

const executablePath = process.env.CHROMIUM ?? "/usr/bin/chromium";
const args = [
  "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
  "--disable-background-networking", "--disable-component-update", "--disable-sync",
];

/** A browser for a test. */
export async function browserFor(t) {
  const browser = await chromium.launch({ executablePath, args, headless: true });
  t.after(() => browser.close());
  return browser;
}

/**
 * A page on `url`'s site. `options` are Playwright's of a context (`javaScriptEnabled`, `viewport`,
 * `colorScheme`); `page.faults` is what went wrong, and `page.quiet()` asserts that nothing did.
 */
export async function watched(t, browser, url, options = {}) {
  const context = await browser.newContext({
    baseURL: url, viewport: { width: 1280, height: 900 }, colorScheme: "light", reducedMotion: "reduce", ...options,
  });
  t.after(() => context.close());
  context.setDefaultTimeout(15_000);
  const page = await context.newPage();
  page.faults = [];
  const fault = (text) => page.faults.push(`${page.url()}: ${text}`);
  await context.route("**/*", (route) => {
    const asked = route.request().url();
    if (asked.startsWith(`${url}/`) || asked.startsWith("data:")) return route.continue();
    fault(`asks another host: ${asked}`);
    return route.abort();
  });
  await context.exposeBinding("policyBroken", (_, text) => fault(`breaks the policy: ${text}`));
  await context.addInitScript(() => {
    document.addEventListener("securitypolicyviolation", (event) => {
      window.policyBroken(`${event.violatedDirective} ${event.blockedURI} ${event.sourceFile}:${event.lineNumber}`);
    });
  });
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) fault(`console: ${message.text()}`);
  });
  page.on("pageerror", (error) => fault(`error: ${error}`));
  page.on("dialog", (dialog) => { fault(`dialog: ${dialog.message()}`); return dialog.dismiss(); });
  page.on("response", (response) => {
    if (response.status() >= 400) fault(`${response.status()} for ${response.url()}`);
  });
  page.quiet = () => assert.deepEqual(page.faults, []);
  return page;
}
