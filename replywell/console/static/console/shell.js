// Menus and dialogs: the two things of the design system that HTML does not do alone.
"use strict";
(() => {
  const all = (selector) => Array.from(document.querySelectorAll(selector));

  // A menu closes when one presses elsewhere, or Escape; the focus goes back to what opened it.
  document.addEventListener("click", (event) => {
    for (const menu of all("details.menu[open]")) if (!menu.contains(event.target)) menu.open = false;
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    for (const menu of all("details.menu[open]")) {
      menu.open = false;
      menu.querySelector("summary").focus();
    }
  });

  // data-dialog opens a <dialog> by its id; data-close-dialog, Escape and the backdrop close it.
  document.addEventListener("click", (event) => {
    const opener = event.target.closest("[data-dialog]");
    if (opener) {
      const dialog = document.getElementById(opener.dataset.dialog), menu = opener.closest("details.menu[open]");
      // The dialog gives the focus back to what had it: the menu's summary, for what is in the menu is gone by then.
      menu?.querySelector("summary").focus({ preventScroll: true });
      if (dialog && !dialog.open) dialog.showModal();
      menu?.removeAttribute("open");
      return;
    }
    const open = event.target.closest("dialog[open]");
    if (open && (event.target === open || event.target.closest("[data-close-dialog]"))) open.close();
  });
})();
