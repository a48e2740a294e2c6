// The inbox: saved replies, the moment a text leaves, names in notes, who is writing.
"use strict";
(() => {
  const SIGN_EVERY = 15000, WRITING_FOR = 180000;
  const by = (id) => document.getElementById(id);
  const box = by("reply-body"), later = by("reply-later"), at = by("reply-at-field"), about = by("reply-about");
  let typed = 0, expiry = 0;

  // Where the lists stand side by side and run out of the page, the open one is in sight.
  const lists = document.querySelector(".queues"), open = lists?.querySelector(".queue-list [aria-current]");
  if (open) {
    const row = lists.getBoundingClientRect(), place = open.getBoundingClientRect();
    lists.scrollLeft += place.left + place.width / 2 - row.left - row.width / 2;
  }

  function insert(field, words) {
    const from = field.selectionStart ?? field.value.length, to = field.selectionEnd ?? from;
    const before = field.value.slice(0, from), gap = before && !/\s$/.test(before) ? " " : "";
    field.setRangeText(gap + words, from, to, "end");
    field.focus();
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }

  // The cost, the moment and the warnings follow what is chosen, not only what is typed.
  const preview = () => htmx.trigger(box, "replywell:again");
  if (box) {
    box.addEventListener("input", () => { typed = Date.now(); });
    later.addEventListener("change", () => {
      at.hidden = later.value !== "at";
      if (at.hidden) preview();
      else by("reply-at").focus();
    });
    for (const one of [about, by("reply-at")]) one?.addEventListener("change", preview);
    // A page whose words are not sent yet says so, as long as somebody wrote lately. It keeps nobody logged in.
    setInterval(() => {
      if (!box.value.trim() || document.visibilityState !== "visible" || Date.now() - typed > WRITING_FOR) return;
      const headers = { ...JSON.parse(document.body.getAttribute("hx-headers")), "X-Automatic": "1", "HX-Request": "true" };
      fetch(box.getAttribute("hx-post"), { method: "POST", headers, body: new URLSearchParams({ body: box.value }) }).catch(() => {});
    }, SIGN_EVERY);
  }

  document.addEventListener("change", async (event) => {
    const choice = event.target.closest("select[data-saved]");
    if (!choice || !choice.value) return;
    const address = `${choice.dataset.saved}${choice.value}/?about=${about ? about.value : ""}`;
    choice.value = "";
    const answer = await fetch(address);
    if (answer.ok) insert(box, await answer.text());
  });

  // What a text can mean is put into its menu when somebody opens it: a thread has many, and few are opened.
  document.addEventListener("toggle", (event) => {
    const menu = event.target.open && event.target.matches(".meant") && event.target.querySelector("select");
    if (!menu || menu.options.length > 1) return;
    const now = menu.value;
    menu.replaceChildren(by("meanings").content.cloneNode(true));
    menu.value = now;
  }, true);

  const note = by("note-box");
  note?.addEventListener("toggle", () => { if (note.open) by("note-body").focus(); });
  document.addEventListener("click", (event) => {
    const name = event.target.closest("[data-name]");
    if (name) insert(by("note-body"), `@${name.dataset.name} `);
  });

  // What was asked in a menu or a dialog is asked no longer once it is done.
  document.addEventListener("htmx:beforeRequest", (event) => {
    const menu = event.detail.elt.closest("details.menu[open]");
    menu?.querySelector("summary").focus({ preventScroll: true });
    menu?.removeAttribute("open");
  });
  document.addEventListener("htmx:afterRequest", (event) => {
    const { elt, successful, xhr } = event.detail;
    if (!successful || xhr.responseText.includes('class="toast problem"')) return;
    const dialog = elt.closest("dialog[open]");
    if (dialog) { dialog.querySelector("form").reset(); dialog.close(); }
    if (elt.id === "reply-form") { later.value = ""; at.hidden = true; typed = 0; preview(); }
    if (elt.id === "note-form") note.open = false;
  });

  // Somebody else who is writing stops being shown when nothing more is heard of them.
  function watch() {
    clearTimeout(expiry);
    const until = Array.from(document.querySelectorAll("[data-until]"), (one) => Number(one.dataset.until));
    if (until.length) expiry = setTimeout(() => htmx.trigger(by("live"), "replywell:look"), Math.min(...until) + 300);
  }
  document.addEventListener("htmx:oobAfterSwap", (event) => { if (event.detail.target.id === "part-presence") watch(); });
  watch();
})();
