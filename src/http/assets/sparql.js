// The extras of the query editor: colours behind the text, the prefixes that a query uses put
// before it, Ctrl+Enter, the cursor at a mistake, long queries sent by POST. The tokens are those
// of src/answer/token.rs.
"use strict";

(() => {
  const area = document.querySelector("form.sparql textarea");
  if (!area) return;
  const form = area.form;

  const TOKEN = new RegExp([
    "(?<comment>#[^\\n\\r]*)",
    "(?<text>\"\"\"(?:\\\\[^]|(?!\"\"\")[^\\\\])*(?:\"\"\"|$)|'''(?:\\\\[^]|(?!''')[^\\\\])*(?:'''|$)|\"(?:\\\\[^]|[^\"\\\\\\n])*\"?|'(?:\\\\[^]|[^'\\\\\\n])*'?)",
    "(?<iri><[^\\s<>\"{}|^`]*>)",
    "(?<variable>[?$][\\w\\u0080-\\uffff]+)",
    "(?<name>[A-Za-z\\u0080-\\uffff][\\w.\\-\\u0080-\\uffff]*:(?:\\\\.|[\\w:.\\-%/\\u0080-\\uffff])*|:(?:\\\\.|[\\w:.\\-%\\u0080-\\uffff])+)",
    "(?<number>[+-]?\\b\\d+(?:\\.\\d+)?(?:[eE][+-]?\\d+)?\\b)",
    "(?<word>@?[A-Za-z_][\\w-]*)",
  ].join("|"), "gu");

  const paint = document.createElement("pre");
  paint.className = "paint";
  paint.setAttribute("aria-hidden", "true");
  const frame = document.createElement("div");
  frame.className = "editor";
  area.replaceWith(frame);
  frame.append(paint, area);
  frame.classList.add("painted");

  const draw = () => {
    const text = area.value;
    const parts = [];
    let from = 0;
    // A very long text is left without colours.
    if (text.length < 100000) {
      for (const found of text.matchAll(TOKEN)) {
        if (found.index > from) parts.push(text.slice(from, found.index));
        const kind = Object.keys(found.groups).find((name) => found.groups[name] !== undefined);
        const span = document.createElement("span");
        span.className = "t-" + kind;
        span.textContent = found[0];
        parts.push(span);
        from = found.index + found[0].length;
      }
    }
    parts.push(text.slice(from) + "\n");
    paint.replaceChildren(...parts);
    follow();
  };

  const follow = () => {
    paint.scrollTop = area.scrollTop;
    paint.scrollLeft = area.scrollLeft;
  };

  area.addEventListener("input", draw);
  area.addEventListener("scroll", follow);
  new ResizeObserver(() => {
    paint.style.height = area.offsetHeight + "px";
    follow();
  }).observe(area);
  draw();

  area.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      form.requestSubmit();
    }
  });

  form.addEventListener("submit", () => {
    // Addresses have a limit.
    form.method = encodeURIComponent(area.value).length > 8000 ? "post" : "get";
  });

  const line = Number(area.dataset.line);
  if (line > 0) {
    const lines = area.value.split("\n");
    const before = lines.slice(0, line - 1).reduce((sum, text) => sum + text.length + 1, 0);
    const column = [...(lines[line - 1] || "")].slice(0, Number(area.dataset.column) - 1).join("").length;
    area.focus();
    area.setSelectionRange(before + column, before + column);
  }

  const known = document.querySelector("[data-prefixes]");
  if (known) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "plain";
    button.textContent = "Declare the prefixes it uses";
    button.addEventListener("click", () => {
      const used = new Set();
      const declared = new Set();
      let previous = "";
      for (const found of area.value.matchAll(TOKEN)) {
        const name = found.groups.name;
        if (name !== undefined) {
          const prefix = name.slice(0, name.indexOf(":"));
          (previous === "prefix" ? declared : used).add(prefix);
        }
        if (!found.groups.comment) previous = found[0].toLowerCase();
      }
      const rows = [...known.querySelectorAll("[data-prefix]")];
      const wanted = rows.filter((row) => used.has(row.dataset.prefix) && !declared.has(row.dataset.prefix));
      const text = wanted.map((row) => `PREFIX ${row.dataset.prefix}: <${row.dataset.namespace}>\n`).join("");
      if (text) {
        area.value = text + area.value;
        draw();
      }
      area.focus();
    });
    form.querySelector(".row").append(button);
  }
})();
