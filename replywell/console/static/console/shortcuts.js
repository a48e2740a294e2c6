// Keys. An element says its own: data-key="g i" (one after the other) presses it, or goes to it if it is a field;
// data-key-says, else its label, is what the sheet (?) calls it. Hidden elements answer to no key.
"use strict";
(() => {
  const ON = "replywell-keys";
  const PATIENCE = 1200;
  const all = (selector) => Array.from(document.querySelectorAll(selector));
  const sheet = document.getElementById("keys");
  const list = document.getElementById("keys-list");
  const on = () => { try { return localStorage.getItem(ON) !== "0"; } catch { return true; } };
  let before = "", at = 0;

  const seen = (one) => one.checkVisibility({ visibilityProperty: true }) || Boolean(one.closest("details.menu"));
  const words = (one) => one.dataset.keySays || one.getAttribute("aria-label") || one.labels?.[0]?.textContent || one.textContent;

  function press(one) {
    if (one.matches("input:not([type=checkbox], [type=radio]), textarea, select")) one.focus();
    else {
      if (one.matches("summary")) one.focus();
      one.click();
      // The next key belongs to the box that has opened; its own event would come too late for a quick hand.
      if (one.matches("[open] > summary")) one.parentElement.querySelector("textarea")?.focus();
    }
  }

  function fill() {
    for (const one of list.querySelectorAll(".of-page")) one.remove();
    for (const one of list.querySelectorAll("[data-if]")) one.hidden = !document.querySelector(one.dataset.if);
    const told = new Set();
    for (const one of all("[data-key]").filter(seen)) {
      if (told.has(one.dataset.key)) continue;
      told.add(one.dataset.key);
      const term = document.createElement("dt"), what = document.createElement("dd");
      one.dataset.key.split(" ").forEach((key) => {
        const cap = document.createElement("kbd");
        cap.textContent = key;
        term.append(cap, " ");
      });
      what.textContent = words(one).trim();
      term.className = what.className = "of-page";
      list.append(term, what);
    }
  }
  if (sheet) {
    const box = document.getElementById("keys-on");
    box.checked = on();
    box.addEventListener("change", () => { try { localStorage.setItem(ON, box.checked ? "1" : "0"); } catch { /* until reload */ } });
    document.addEventListener("click", (event) => { if (event.target.closest("[data-dialog=keys]")) fill(); }, true);
  }

  document.addEventListener("keydown", (event) => {
    const field = event.target.closest("input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]");
    if (field && event.key === "Enter" && (event.ctrlKey || event.metaKey) && field.form) field.form.requestSubmit();
    if (event.key === "Escape") {
      if (field) field.blur();
      all(".shown").forEach((one) => one.classList.remove("shown"));
    }
    if (field || event.ctrlKey || event.metaKey || event.altKey || !on()) return;
    if (document.querySelector("dialog[open]")) return;
    const both = Date.now() - at < PATIENCE ? `${before} ${event.key}` : event.key;
    before = event.key;
    at = Date.now();
    const known = all("[data-key]").filter(seen);
    const one = known.find((each) => each.dataset.key === both) || known.find((each) => each.dataset.key === event.key);
    if (one) {
      event.preventDefault();
      press(one);
    } else if (event.key === "j" || event.key === "k") {
      const rows = all(".rows a");
      const now = rows.findIndex((row) => row === document.activeElement || (document.activeElement.tagName !== "A" && row.getAttribute("aria-current")));
      rows[now + (event.key === "j" ? 1 : -1)]?.focus();
    } else if (event.key === "r") {
      const reply = document.getElementById("reply-body");
      if (reply) { reply.focus(); event.preventDefault(); }
    }
  });
})();
