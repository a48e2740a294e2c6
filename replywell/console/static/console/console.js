// The little that server-rendered pages with htmx cannot do alone.
"use strict";
(() => {
  const all = (selector) => Array.from(document.querySelectorAll(selector));
  const told = document.body.dataset;
  const live = { open: false };
  let answered = { verb: "get", elt: null };

  if (window.top !== window.self) document.documentElement.classList.add("framed");

  // Where in a long thread the page is, and what moves it there.
  const MOVES = "[data-window], #reply-form";
  const shown = () => document.querySelector("#part-thread [data-from], #part-thread [data-at]")?.dataset || {};

  // Every request tells which parts the page has, so that only what changed comes back.
  document.addEventListener("htmx:configRequest", (event) => {
    const { parameters, elt, verb, headers, triggeringEvent } = event.detail;
    // What the page asks for by itself keeps nobody logged in.
    const cause = triggeringEvent ? triggeringEvent.type : "";
    if (cause === "replywell:look" || cause.startsWith("sse:") || (verb === "get" && elt.id === "live")) headers["X-Automatic"] = "1";
    else here();
    if (verb === "post" && elt.matches("form[data-clears]")) empty(elt);
    const page = document.getElementById("live");
    if (!page) return;
    parameters.have = all("[data-mark]").map((part) => part.dataset.mark).join(",");
    if (page.dataset.view && !parameters.view) parameters.view = page.dataset.view;
    // A page that went back in its thread stays there, but for what it writes itself.
    const { from, at } = shown();
    const newest = document.querySelector("#part-thread [name=newest]");
    if (!elt.matches(MOVES)) Object.assign(parameters, from ? { from } : at ? { at } : {});
    if (newest && (at || elt.matches("[data-window]"))) parameters.newest = newest.value;
    if (elt === page) {
      if (page.dataset.c) parameters.c = page.dataset.c;
      if (document.visibilityState === "visible") parameters.seen = "1";
    }
  });

  // An answer speaks to its target, which nobody hears once a live update has replaced it.
  document.addEventListener("htmx:beforeRequest", (event) => {
    const { target } = event.detail;
    target.addEventListener("htmx:beforeSwap", (answer) => { if (!target.isConnected) comes(answer); }, { once: true });
  });
  document.addEventListener("htmx:beforeSwap", comes);
  function comes(event) {
    answered = event.detail.requestConfig;
    const { elt, verb } = answered;
    if (verb === "get" && elt === event.detail.target && pressed && elt.contains(pressed)) {
      event.detail.shouldSwap = false;
      ask(elt.id, AFTER_PRESS);
      return;
    }
    const { target } = event.detail;
    if (elt.isConnected && target.isConnected) {
      if (target.id && event.detail.shouldSwap) stands(target);
      return;
    }
    // A live update was faster and replaced what was pressed: the answer still belongs on the page.
    const place = target.id && document.getElementById(target.id);
    if (place) { event.detail.target = place; return; }
    event.detail.shouldSwap = false;
    htmx.swap(document.body, event.detail.serverResponse, { swapStyle: "none" }, { contextElement: document.body });
  }

  // What a finger is on stays until it is lifted: a press on what was replaced meanwhile would do nothing.
  let pressed = null;
  document.addEventListener("pointerdown", (event) => { pressed = event.target; }, { passive: true });
  for (const end of ["pointerup", "pointercancel"]) document.addEventListener(end, () => setTimeout(() => { pressed = null; }));

  // What is being typed, chosen or read survives a part that comes anew.
  const kept = new Map(), stood = new Map();
  // Who reads older texts goes on where they are when others come: the first text in view stays at its height.
  let reading = null;
  const scroll = () => document.getElementById("thread-scroll");
  // What was focused is found again: itself, the same link or summary, or what stands in its place now.
  const stops = (part) => Array.from(part.querySelectorAll("a[href], button, summary")).filter((one) => one.checkVisibility() && !one.disabled);
  function same(one) {
    if (one.id) return `[id="${one.id}"]`;
    if (one.matches("a[href]")) return `a[href="${CSS.escape(one.getAttribute("href"))}"]`;
    if (one.matches("details[id] > summary")) return `[id="${one.parentElement.id}"] > summary`;
    return "";
  }
  function place() {
    const box = scroll();
    if (!box || box.scrollTop > -24) return null;
    const top = box.getBoundingClientRect().top;
    for (const one of box.querySelectorAll(".bubbles > [id]")) {
      const edge = one.getBoundingClientRect();
      if (edge.bottom > top) return { id: one.id, at: edge.top };
    }
    return null;
  }
  document.addEventListener("htmx:oobBeforeSwap", (event) => {
    const part = event.detail.target;
    // An answer and a live update that cross bring the same part twice: it must not move under the pointer.
    const fresh = event.detail.fragment && event.detail.fragment.firstElementChild;
    if (part.dataset.mark && fresh && fresh.dataset.mark === part.dataset.mark) {
      event.detail.shouldSwap = false;
      return;
    }
    if (pressed && part.contains(pressed)) {
      event.detail.shouldSwap = false;
      ask("live", AFTER_PRESS);
      return;
    }
    const { verb, elt } = answered;
    // What somebody works in stays, also when the answer to what was pressed before comes after the live update.
    if ((verb === "get" || !elt.isConnected) && part.querySelector("[data-busy]")) {
      event.detail.shouldSwap = false;
      return;
    }
    // What was asked before the page moved in its thread comes too late, and is asked again.
    const { from, at } = shown(), asked = answered.parameters || {};
    if (part.id === "part-thread" && elt && !elt.matches(MOVES) && (asked.from !== from || asked.at !== at)) {
      event.detail.shouldSwap = false;
      ask("live", 0);
      return;
    }
    if (part.id === "part-thread") reading = place();
    const form = verb === "get" || !elt ? null : elt.closest("form") || elt.form;
    const fields = Array.from(part.querySelectorAll("input[id], textarea[id], select[id], button[id], details[id], a[data-window]"));
    stands(part);
    kept.set(part.id, fields.map((field) => ({
      id: field.id,
      value: form && form.contains(field) ? null : field.value,
      open: field.open,
      active: field === document.activeElement,
      from: field.selectionStart,
      to: field.selectionEnd,
    })));
  });
  document.addEventListener("htmx:oobAfterSwap", (event) => {
    const fields = kept.get(event.detail.target.id) || [];
    kept.delete(event.detail.target.id);
    for (const was of fields) {
      const field = document.getElementById(was.id);
      if (!field && was.active && was.id.startsWith("thread-")) document.getElementById("thread-scroll").focus({ preventScroll: true });
      if (!field) continue;
      if (was.open) field.open = true;
      if (was.value && "value" in field && field.tagName !== "BUTTON") field.value = was.value;
      if (was.active) {
        field.focus({ preventScroll: true });
        if (was.from !== undefined && was.from !== null && field.setSelectionRange) field.setSelectionRange(was.from, was.to);
      }
    }
    refocus(event.detail.target.id);
    // Where older texts took the place of newer ones, reading goes on where it was.
    const fresh = document.getElementById(event.detail.target.id);
    const past = answered.elt?.matches("[data-window]") && fresh?.querySelector("[data-at]");
    if (fresh?.id === "part-thread" && reading) {
      const stays = document.getElementById(reading.id);
      if (stays) scroll().scrollTop += stays.getBoundingClientRect().top - reading.at;
      reading = null;
    }
    if (fresh?.id === "part-thread" && answered.elt?.matches("#thread-newest")) newest();
    if (past) document.getElementById(`m-${past.dataset.at}`)?.scrollIntoView({ block: "center" });
    if (event.detail.target.id === "toast") passToast();
  });

  function stands(part) {
    const on = part.contains(document.activeElement) ? document.activeElement : null;
    if (on) stood.set(part.id, { same: same(on), index: stops(part).indexOf(on) });
  }
  // What asks for itself anew, the banner of emergencies say.
  document.addEventListener("htmx:afterSwap", (event) => { if (stood.has(event.target.id)) refocus(event.target.id); });
  function refocus(id) {
    if (id === before && document.querySelector("dialog[open]")) return;  // it gives the focus back
    const was = stood.get(id), part = document.getElementById(id);
    stood.delete(id);
    if (!was || !part || (document.activeElement && document.activeElement !== document.body)) return;
    const left = stops(part), again = was.same ? left.filter((each) => each.matches(was.same)) : [];
    const one = again.find((each) => left.indexOf(each) === was.index) || again[0] || left[Math.min(Math.max(was.index, 0), left.length - 1)];
    one?.focus({ preventScroll: true });
  }

  // A dialog gives the focus back to what had it; where that came anew meanwhile, to what stands in its place.
  let before = "";
  document.addEventListener("beforetoggle", (event) => {
    if (!event.target.matches("dialog") || event.newState !== "open") return;
    const part = document.activeElement && document.activeElement.closest("[data-mark]");
    before = part ? part.id : "";
    if (part) stands(part);
  }, true);
  // The browser moves the focus itself first, after this event.
  document.addEventListener("close", () => { if (before) back(before, 20); }, true);
  function back(part, tries) {
    setTimeout(() => {
      if (tries && document.activeElement?.closest("dialog:not([open])")) { back(part, tries - 1); return; }
      if (document.querySelector("dialog[open]")) return;
      before = "";
      refocus(part);
    }, SETTLED);
  }

  // Whoever wrote sees what they wrote, also where a live update brought it before the answer did.
  function newest() {
    if (scroll() && !shown().at) scroll().scrollTop = 0;
  }
  document.addEventListener("htmx:afterRequest", (event) => {
    if (event.detail.successful && event.detail.requestConfig.elt.matches("#reply-form, #note-form")) newest();
  });

  // A form is empty as soon as it is sent, so that the next words can be typed; refused, it gets its words back.
  const sent = new WeakMap();
  function empty(form) {
    const field = form.elements.body;
    sent.set(form, field.value);
    setTimeout(() => {
      field.value = "";
      htmx.trigger(field, "replywell:cleared");
    });
  }
  document.addEventListener("htmx:afterRequest", (event) => {
    const form = event.detail.requestConfig.elt;
    if (!sent.has(form)) return;
    const words = sent.get(form);
    sent.delete(form);
    if (event.detail.successful && !event.detail.xhr.responseText.includes('class="toast problem"')) return;
    const field = form.isConnected ? form.elements.body : document.getElementById(form.elements.body.id);
    if (field && !field.value) field.value = words;
  });
  document.addEventListener("htmx:responseError", () => say(told.saysError));
  document.addEventListener("htmx:sendError", () => say(told.saysOffline));

  function say(words) {
    const line = document.getElementById("toast");
    line.className = "toast problem";
    line.setAttribute("role", "alert");
    line.textContent = words;
  }
  let passing;
  function passToast() {
    clearTimeout(passing);
    const line = document.getElementById("toast");
    if (line.classList.contains("said")) passing = setTimeout(() => { line.textContent = ""; line.className = "toast"; }, 5000);
  }

  passToast();

  // Live updates; without them the page looks by itself every five seconds.
  const connected = (yes) => {
    live.open = yes;
    const state = document.getElementById("live-state");
    if (state) state.hidden = yes;
  };
  document.addEventListener("htmx:sseOpen", () => connected(true));
  document.addEventListener("htmx:sseError", () => connected(false));
  document.addEventListener("htmx:sseClose", () => connected(false));
  const sources = [];
  htmx.createEventSource = (url) => {
    const source = new EventSource(url, { withCredentials: true });
    sources.push(source);
    source.addEventListener("spread", (event) => { spread = Number(event.data) || 0; });
    source.addEventListener("text", (event) => { arrived(event.data); heard("conversation", event.data); });
    for (const kind of ["conversation", "message", "task", "visit", "clock", "access", "missed"]) {
      source.addEventListener(kind, (event) => heard(kind, event.data));
    }
    return source;
  };

  // A text has come: its line says so at once, whenever the page asks for the rest. The list is then not the server's
  // any more, so it comes anew with the next answer: the text may be one that the page has shown already.
  const arrived = (conversation) => {
    const line = document.querySelector(`#part-list .row a[href^="/inbox/${conversation}/"]`);
    if (!line) return;
    line.closest(".row").classList.add("unread");
    line.closest("[data-mark]").dataset.mark = "";
  };

  // What hears of a change asks once for all that came meanwhile, one question at a time. Where many pages of a
  // practice are open the live process says over how long they spread their questions (milliseconds); the page that
  // shows the conversation of the event asks at once. A hidden page asks when it is shown again.
  const URGENT = 1000, GIVEN_UP = 20000, SETTLED = 50, AFTER_PRESS = 300;
  let spread = 0;
  const asking = new Map();
  function heard(kind, about) {
    for (const one of all("[data-hears]")) {
      if (!one.dataset.hears.split(" ").includes(kind)) continue;
      const atOnce = one.dataset.c && one.dataset.c === about;
      const most = one.id === "emergencies" ? Math.min(spread, URGENT) : spread;
      ask(one.id, atOnce ? 0 : Math.random() * most);
    }
  }
  function ask(id, wait) {
    const now = asking.get(id) || { due: 0, timer: 0, busy: 0, again: -1 };
    asking.set(id, now);
    if (document.hidden) return;
    if (now.busy && Date.now() - now.busy < GIVEN_UP) { now.again = now.again < 0 ? wait : Math.min(now.again, wait); return; }
    const due = Date.now() + wait;
    if (now.timer && now.due <= due) return;
    clearTimeout(now.timer);
    now.due = due;
    const go = () => {
      now.timer = 0;
      const element = document.getElementById(id);
      if (!element || document.hidden) return;
      htmx.trigger(element, "replywell:look");
    };
    if (wait < 1) go();
    else now.timer = setTimeout(go, wait);
  }
  document.addEventListener("htmx:beforeRequest", (event) => {
    const { elt, verb } = event.detail.requestConfig;
    const now = verb === "get" && asking.get(elt.id);
    if (now) now.busy = Date.now();
  });
  document.addEventListener("htmx:afterRequest", (event) => {
    const { elt, verb } = event.detail.requestConfig;
    const now = verb === "get" && asking.get(elt.id);
    if (!now || !now.busy) return;
    now.busy = 0;
    const wait = now.again;
    now.again = -1;
    // What replaced itself listens only when it has settled.
    if (wait >= 0) ask(elt.id, Math.max(wait, SETTLED));
  });
  // A page that goes away closes its connection itself, or the browser calls it an error. If it stays after all, it polls.
  window.addEventListener("beforeunload", () => { live.open = false; sources.forEach((source) => source.close()); });
  const look = () => all("#live, [data-look]").forEach((one) => htmx.trigger(one, "replywell:look"));
  setInterval(() => { if (!live.open && document.visibilityState === "visible") look(); }, 5000);
  setInterval(() => { if (live.open && document.visibilityState === "visible") look(); }, 30000);
  document.addEventListener("visibilitychange", () => { if (document.visibilityState === "visible") look(); });

  document.addEventListener("click", (event) => {
    const button = event.target.closest("button, a");
    if (event.target.closest("#toast")) event.target.closest("#toast").className = "toast";
    if (!button) return;
    const { open, close, dismiss, empty } = button.dataset;
    if (open || close) {
      const drawer = document.getElementById(open || close);
      drawer.classList.toggle("shown", Boolean(open) && !drawer.classList.contains("shown"));
      all("[data-open]").forEach((one) => one.setAttribute("aria-expanded", String(drawer.classList.contains("shown"))));
    }
    if (dismiss) {
      document.getElementById(dismiss).remove();
      try { localStorage.setItem("replywell-" + dismiss, "1"); } catch { /* a private window forgets */ }
    }
    if (empty) document.getElementById(empty).replaceChildren();
    if (button.target === "desk") {
      all(".desk-tabs a").forEach((tab) => tab.removeAttribute("aria-current"));
      button.setAttribute("aria-current", "true");
    }
  });
  for (const one of all("[data-dismiss]")) {
    const hint = document.getElementById(one.dataset.dismiss);
    try { if (localStorage.getItem("replywell-" + one.dataset.dismiss)) hint.remove(); } catch { /* shown again */ }
  }

  // A passkey that the browser or the person refused.
  document.addEventListener("allauth.error", (event) => {
    event.preventDefault();
    say(told.saysPasskey);
  });

  // The session ends so long after the last thing a person did, in any tab. Before that, a warning and a way to stay.
  const idle = Number(document.body.dataset.idle) * 60000, warning = Number(document.body.dataset.warning) * 1000;
  const box = document.getElementById("idle");
  let last = Date.now(), touched = 0;
  const remembered = () => { try { return Number(localStorage.getItem("replywell-here")) || 0; } catch { return 0; } };
  function here() {
    last = Date.now();
    try { localStorage.setItem("replywell-here", String(last)); } catch { /* a private window counts for itself */ }
  }
  async function stay() {
    let left = 0;
    try {
      const token = JSON.parse(document.body.getAttribute("hx-headers"));
      const answer = await fetch("/session/stay/", { method: "POST", headers: token, redirect: "manual" });
      left = answer.status;
    } catch { return; }
    if (left === 204) here(); else out();
  }
  function out() { location.assign("/login/?next=" + encodeURIComponent(location.pathname + location.search)); }
  function watch() {
    last = Math.max(last, remembered());
    const now = Date.now(), left = last + idle - now;
    if (left <= 0) { out(); return; }
    // Somebody who types or reads on is here, though nothing was asked of the server.
    if (touched > last && now - last > idle / 4 && left > warning) { touched = 0; stay(); return; }
    box.hidden = left > warning;
    const seconds = Math.ceil(left / 1000);
    if (!box.hidden) document.getElementById("idle-left").textContent = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
  }
  if (box && idle) {
    here();
    for (const sign of ["keydown", "pointerdown", "wheel"]) document.addEventListener(sign, () => { touched = Date.now(); }, { passive: true });
    document.getElementById("idle-stay").addEventListener("click", () => { box.hidden = true; stay(); });
    setInterval(watch, 1000);
  }
})();
