// The extras of the pages; everything works without them. An input with data-suggest is completed
// with names from the graph: "go" leads to the chosen thing, "fill" writes its name into the
// input. Tables with data-sort are sorted by a click on a heading.
"use strict";

(() => {
  let lists = 0;

  function suggest(input) {
    const list = document.createElement("ul");
    list.className = "suggestions";
    list.id = "suggestions-" + lists++;
    list.setAttribute("role", "listbox");
    list.hidden = true;
    input.setAttribute("role", "combobox");
    input.setAttribute("aria-autocomplete", "list");
    input.setAttribute("aria-expanded", "false");
    input.setAttribute("aria-controls", list.id);
    input.insertAdjacentElement("afterend", list);
    list.setAttribute("aria-label", "Names");

    let found = [];
    let chosen = -1;
    let asked = "";
    let waiting = 0;
    let abort = null;

    const close = () => {
      list.hidden = true;
      chosen = -1;
      input.setAttribute("aria-expanded", "false");
      input.removeAttribute("aria-activedescendant");
    };

    const mark = (at) => {
      chosen = at;
      [...list.children].forEach((item, place) => item.setAttribute("aria-selected", String(place === at)));
      const item = list.children[at];
      if (item) {
        input.setAttribute("aria-activedescendant", item.id);
        item.scrollIntoView({ block: "nearest" });
      } else {
        input.removeAttribute("aria-activedescendant");
      }
    };

    const take = (at) => {
      const thing = found[at];
      if (!thing) return;
      if (input.dataset.suggest === "go") {
        location.assign(thing.href);
      } else {
        input.value = thing.label;
        close();
        input.dispatchEvent(new Event("change", { bubbles: true }));
      }
    };

    // A list that comes while one moves in the former keeps what was marked.
    const show = (marked = null) => {
      list.replaceChildren(...found.map((thing, at) => {
        const item = document.createElement("li");
        item.id = list.id + "-" + at;
        item.setAttribute("role", "option");
        item.setAttribute("aria-selected", "false");
        item.append(thing.label);
        for (const [name, text] of [["kind", thing.kind], ["note", thing.alias && "also " + thing.alias]]) {
          if (!text) continue;
          const part = document.createElement("span");
          part.className = name;
          part.textContent = text;
          item.append(" ", part);
        }
        item.addEventListener("mousedown", (event) => { event.preventDefault(); take(at); });
        return item;
      }));
      list.hidden = found.length === 0;
      input.setAttribute("aria-expanded", String(found.length > 0));
      mark(found.findIndex((thing) => thing.href === marked));
    };

    const ask = async () => {
      const text = input.value.trim();
      if (text === asked) return;
      asked = text;
      if (abort) abort.abort();
      if (!text) { found = []; show(); return; }
      abort = new AbortController();
      const query = new URLSearchParams({ q: text });
      if (input.dataset.class) query.set("class", input.dataset.class);
      try {
        const answer = await fetch("/search.json?" + query, { signal: abort.signal });
        if (!answer.ok) return;
        const marked = found[chosen]?.href;
        found = await answer.json();
        if (document.activeElement === input) show(marked);
      } catch (error) {
        if (error.name !== "AbortError") close();
      }
    };

    input.addEventListener("input", () => { clearTimeout(waiting); waiting = setTimeout(ask, 80); });
    input.addEventListener("focus", () => { if (found.length && input.value.trim() === asked) show(); });
    input.addEventListener("blur", close);
    input.addEventListener("keydown", (event) => {
      if (list.hidden) return;
      if (event.key === "ArrowDown") { mark((chosen + 1) % found.length); }
      else if (event.key === "ArrowUp") { mark((chosen < 0 ? found.length : chosen) - 1); }
      else if (event.key === "Enter" && chosen >= 0) { take(chosen); }
      else if (event.key === "Escape") { close(); }
      else return;
      event.preventDefault();
    });
  }

  function value(row, column) {
    const cell = row.children[column];
    return cell ? (cell.dataset.value ?? cell.textContent).trim() : "";
  }

  function compare(a, b) {
    const [x, y] = [a.replaceAll(",", ""), b.replaceAll(",", "")].map((text) => (text === "" ? NaN : Number(text)));
    if (!Number.isNaN(x) && !Number.isNaN(y)) return x - y;
    return a.localeCompare(b);
  }

  function sortable(table) {
    [...table.tHead.rows[0].cells].forEach((heading, column) => {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "sort";
      button.append(...heading.childNodes);
      heading.append(button);
      button.addEventListener("click", () => {
        const down = heading.getAttribute("aria-sort") === "ascending";
        for (const other of table.tHead.rows[0].cells) other.removeAttribute("aria-sort");
        heading.setAttribute("aria-sort", down ? "descending" : "ascending");
        const rows = [...table.tBodies[0].rows];
        rows.sort((a, b) => compare(value(a, column), value(b, column)) * (down ? -1 : 1));
        table.tBodies[0].append(...rows);
      });
    });
  }

  document.querySelectorAll("input[data-suggest]").forEach(suggest);
  document.querySelectorAll("table[data-sort]").forEach(sortable);

  // What surrounds a thing is seen from its middle where it is wider than the window.
  document.querySelectorAll(".map .scroll").forEach((one) => { one.scrollLeft = (one.scrollWidth - one.clientWidth) / 2; });

  // "/" goes to the search, as on other sites.
  document.addEventListener("keydown", (event) => {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest("input, textarea, select, [contenteditable]")) return;
    const search = document.getElementById("site-search");
    if (search) { event.preventDefault(); search.focus(); search.select(); }
  });
})();
