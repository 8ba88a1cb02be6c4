// One address of every kind of page, for a graph of the demo's reports.

/** Name and address of each kind. `things` are pages that only a graph can tell: see `find`. */
export function kinds(things) {
  const { edition, other, series, person, organization, document } = things;
  const named = (path, parameters) => `${path}?${new URLSearchParams(parameters)}`;
  return [
    ["start", "/"],
    ["browse", "/browse"],
    ["browse a class", named("/browse", { class: "Person" })],
    ["search, empty", "/search"],
    ["search", named("/search", { q: "e" })],
    ["search, nothing found", named("/search", { q: "Teoo" })],
    ["edition", edition.href],
    ["series", series.href],
    ["person", person.href],
    ["organization", organization.href],
    ["relation alone", `${person.href}?relation=spokeAt`],
    ["document", document.href],
    ["questions", "/questions"],
    ["question, not asked", "/questions/figures-over-editions"],
    ["question with a chart", named("/questions/figures-over-editions", { series: series.label, metric: "visitors" })],
    ["question with sentences", named("/questions/speakers-at-multiple-editions", { cite: "yes" })],
    ["question, wrong value", named("/questions/figures-over-editions", { series: "Nothing of that name" })],
    ["ask, empty", "/ask"],
    ["ask", named("/ask", { q: "Who spoke at more than one edition?" })],
    ["ask, not understood", named("/ask", { q: "Why is the sea blue?" })],
    ["about", "/about"],
    ["no such page", "/nowhere"],
    ["no such thing", "/id/person/nobody"],
    ["compare, empty", "/compare"],
    ["compare", named("/compare", { a: edition.label, b: other.label })],
    ["path, empty", "/path"],
    ["path", named("/path", { from: person.label, to: organization.label })],
    ["disputes", "/disputes"],
    ["checks", "/checks"],
    ["editor, empty", "/sparql"],
    ["editor", named("/sparql", { query: "SELECT ?s ?o WHERE { ?s a ?o } LIMIT 20" })],
  ];
}

/** Things of the graph, by the site's own search. */
export async function find(url) {
  const first = async (q, kind) => {
    const found = await (await fetch(`${url}/search.json?${new URLSearchParams({ q, class: kind })}`)).json();
    if (!found[0]) throw new Error(`the graph has no ${kind} ${q}`);
    return found[0];
  };
  return {
    edition: await first("2019", "Expo"),
    other: await first("2018", "Expo"),
    series: await first("Smart China Expo", "ExpoSeries"),
    person: await first("Josephine Teo", "Person"),
    organization: await first("Alibaba", "Company"),
    document: await first("sce-2019-opening", "Document"),
  };
}
