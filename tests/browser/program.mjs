// The program under test: graphs made with it, and `expograph serve` while a test runs.
// EXPOGRAPH names the binary; the debug build of this repository if it is not set.

import { execFileSync, spawn } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

const root = resolve(import.meta.dirname, "../..");
const program = process.env.EXPOGRAPH ?? join(root, "target/debug/expograph");

/** A folder of a test's own; it goes when the test ends. */
export function folder(t) {
  const path = mkdtempSync(join(tmpdir(), "expograph-browser-"));
  t.after(() => rmSync(path, { recursive: true, force: true }));
  return path;
}

/** A graph of the reports of the demo, or of other documents. */
export function graphOf(t, documents = join(root, "data/documents"), more = []) {
  const graph = join(folder(t), "graph.nq");
  execFileSync(program, ["build", documents, "--graph", graph, "--quiet", ...more], { stdio: "inherit" });
  return graph;
}

/** The demo's reports, each with a paragraph more. */
export function reportsWith(t, paragraph) {
  const path = folder(t);
  const source = join(root, "data/documents");
  for (const file of readdirSync(source)) {
    writeFileSync(join(path, file), `${readFileSync(join(source, file), "utf8").trimEnd()}\n\n${paragraph}\n`);
  }
  return path;
}

/** Serves a graph; the answer is its URL without a last slash. A panic or a death fails the test. */
export async function serve(t, graph, more = []) {
  const child = spawn(program, ["serve", "--graph", graph, "--port", "0", "--no-log", ...more]);
  let told = "";
  let errors = "";
  child.stdout.setEncoding("utf8").on("data", (text) => { told += text; });
  child.stderr.setEncoding("utf8").on("data", (text) => { errors += text; });
  const ended = new Promise((resolve) => child.on("close", (code, signal) => resolve({ code, signal })));
  t.after(async () => {
    const wasAlive = child.exitCode === null;
    child.kill("SIGTERM");
    const { code, signal } = await ended;
    if (!wasAlive || code !== 0) throw new Error(`serve ended with ${code ?? signal}: ${errors}`);
    if (errors.includes("panicked")) throw new Error(`serve panicked: ${errors}`);
  });
  const late = Date.now() + 60_000;
  while (!told.includes("\n")) {
    if (child.exitCode !== null || Date.now() > late) throw new Error(`serve does not start: ${errors}`);
    await new Promise((resolve) => setTimeout(resolve, 30));
  }
  const url = told.match(/http:\/\/[^\s/]+/)?.[0];
  if (!url) throw new Error(`serve printed no address: ${told}`);
  return url;
}
