(function () {
  "use strict";
  var table = document.getElementById("dossiers");
  var form = document.getElementById("filtres");
  if (table && form) {
    var body = table.tBodies[0];
    var rows = Array.prototype.slice.call(body.rows);
    var heads = Array.prototype.slice.call(table.tHead.rows[0].cells);
    var keys = heads.map(function (head) { return head.getAttribute("data-k") || ""; });
    var count = document.getElementById("compte");
    var text = function (row, column) { return row.cells[column].textContent.trim(); };
    var fold = function (value) { return value.normalize("NFD").replace(/[\u0300-\u036f]/g, "").toLowerCase(); };
    var tell = function (shown) {
      count.textContent = shown + (shown > 1 ? " dossiers affichés sur " : " dossier affiché sur ") + rows.length + ".";
    };
    var apply = function () {
      var field = form.elements;
      var words = fold(field.texte.value).split(/\s+/).filter(Boolean);
      var column = field.exigence.value === "" ? -1 : Number(field.exigence.value);
      var shown = 0;
      rows.forEach(function (row) {
        var fits = ["issue", "region", "ght", "fenetre"].every(function (key) {
          return !field[key] || !field[key].value || text(row, keys.indexOf(key)).indexOf(field[key].value) === 0;
        });
        if (fits && field.etat.value) {
          fits = Array.prototype.slice.call(row.cells, column < 0 ? keys.indexOf("issue") + 1 : column, column < 0 ? undefined : column + 1)
            .some(function (cell) { return (cell.className || "na") === field.etat.value; });
        }
        if (fits && words.length) {
          var all = fold(keys.slice(0, keys.indexOf("issue")).map(function (_, i) { return text(row, i); }).join(" "));
          fits = words.every(function (word) { return all.indexOf(word) >= 0; });
        }
        row.hidden = !fits;
        if (fits) { shown += 1; }
      });
      tell(shown);
    };
    var compare = new Intl.Collator("fr", { numeric: true }).compare;
    heads.forEach(function (head, column) {
      var button = document.createElement("button");
      button.type = "button";
      while (head.firstChild) { button.appendChild(head.firstChild); }
      head.appendChild(button);
      button.addEventListener("click", function () {
        var down = head.getAttribute("aria-sort") === "ascending";
        heads.forEach(function (other) { other.removeAttribute("aria-sort"); });
        head.setAttribute("aria-sort", down ? "descending" : "ascending");
        rows.sort(function (a, b) { return (down ? -1 : 1) * compare(text(a, column), text(b, column)); });
        var all = document.createDocumentFragment();
        rows.forEach(function (row) { all.appendChild(row); });
        body.appendChild(all);
      });
    });
    form.hidden = false;
    form.addEventListener("input", apply);
    form.addEventListener("submit", function (event) { event.preventDefault(); });
    form.addEventListener("reset", function () { setTimeout(apply, 0); });
    tell(rows.length);
  }
  Array.prototype.forEach.call(document.querySelectorAll(".paste"), function (block) {
    var button = document.createElement("button");
    button.type = "button";
    button.className = "act";
    button.textContent = "Copier ce texte";
    button.addEventListener("click", function () {
      var range = document.createRange();
      range.selectNodeContents(block);
      var selection = window.getSelection();
      selection.removeAllRanges();
      selection.addRange(range);
      button.textContent = document.execCommand("copy") ? "Texte copié" : "Texte sélectionné : Ctrl + C pour le copier";
    });
    block.insertAdjacentElement("afterend", button);
  });
})();
