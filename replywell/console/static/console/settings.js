/* Another empty row at the foot of a table. Without script the page has two. */
for (const button of document.querySelectorAll("[data-add-row]")) {
  button.hidden = false;
  button.addEventListener("click", () => {
    const prefix = button.dataset.addRow;
    const total = document.getElementById(`id_${prefix}-TOTAL_FORMS`);
    const model = document.querySelector(`template[data-row="${prefix}"]`);
    const row = model.content.querySelector("tr").cloneNode(true);
    const number = Number(total.value);
    for (const part of row.querySelectorAll("*")) {
      for (const name of ["id", "name", "for", "aria-describedby", "aria-label"]) {
        const value = part.getAttribute(name);
        if (value) part.setAttribute(name, value.replaceAll("__prefix__", number).replace(/\d+$/, (last) => (name === "aria-label" ? number + 1 : last)));
      }
    }
    document.querySelector(`table[data-rows="${prefix}"] tbody`).append(row);
    total.value = number + 1;
    row.querySelector("input, select")?.focus();
  });
}
