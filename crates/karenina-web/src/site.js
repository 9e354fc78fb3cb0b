// Values open what explains them beside the page; without this script they lead to a page.
(function () {
  var d = document, r = d.documentElement;
  r.className += ' js';
  var filter = d.getElementById('filter');
  if (filter) filter.oninput = function () {
    var q = filter.value.toLowerCase();
    d.querySelectorAll('table.map tbody tr[data-c]').forEach(function (t) {
      t.hidden = t.cells[0].textContent.toLowerCase().indexOf(q) < 0;
    });
    d.querySelectorAll('table.map tbody').forEach(function (b) {
      b.hidden = !b.querySelector('tr[data-c]:not([hidden])');
    });
  };
  function all(open) { d.querySelectorAll('details').forEach(function (e) { e.open = open; }); }
  var o = d.getElementById('open-all'), c = d.getElementById('close-all');
  if (o) o.onclick = function () { all(true); };
  if (c) c.onclick = function () { all(false); };
  d.addEventListener('click', function (e) {
    var a = e.target.closest && e.target.closest('a[data-why]');
    if (!a || e.ctrlKey || e.metaKey || e.shiftKey || e.button || !window.HTMLDialogElement) return;
    e.preventDefault();
    var to = new URL(a.href);
    to.searchParams.set('part', '1');
    fetch(to).then(function (it) {
      if (!it.ok) throw it;
      return it.text();
    }).then(function (text) {
      var box = d.createElement('dialog'), shut = d.createElement('button');
      box.innerHTML = text;
      shut.className = 'shut';
      shut.type = 'button';
      shut.textContent = '×';
      shut.setAttribute('aria-label', r.lang === 'ru' ? 'Закрыть' : 'Close');
      shut.onclick = function () { box.close(); };
      box.insertBefore(shut, box.firstChild);
      var h = box.querySelector('h2');
      if (h) { h.id = 'why-h'; box.setAttribute('aria-labelledby', 'why-h'); }
      box.addEventListener('close', function () { box.remove(); a.focus(); });
      d.body.appendChild(box);
      box.showModal();
    }).catch(function () { location.href = a.href; });
  });
})();
