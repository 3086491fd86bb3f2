// Everything begins when the page has been read.
function click(event) {
  var one = event.target.closest('a,button,summary');
  if (!one) return;
  if (one.dataset.filter) choose(one.dataset.filter);
  if (one.matches('.ev')) {
    event.preventDefault();
    forth(one)
  } else if (one.matches('.m')) {
    event.preventDefault();
    back(one)
  } else if (one.matches('.play')) play(one);
  else if (one.matches('.unfold')) {
    one.previousElementSibling.querySelector('table').classList.add('all');
    one.hidden = true
  } else if (one.matches('.k>summary') && !one.parentNode.open) {
    var line = one.parentNode,
      first = light(line);
    if (wide()) see(first);
    go('#' + line.id)
  } else if (one.matches('.k>summary') && one.parentNode !== picked) {
    event.preventDefault();
    pick(one.parentNode, false);
    go('#' + one.parentNode.id)
  }
}

function ready() {
  data = JSON.parse(id('data').textContent);
  if (data.rows) lists();
  all('table.sortable').forEach(sorts);
  all('audio').forEach(broken);
  document.addEventListener('click', click);
  document.addEventListener('keydown', key);
  id('theme').addEventListener('click', theme);
  id('keys').addEventListener('click', function() {
    help(true)
  });
  id('help-close').addEventListener('click', function() {
    help(false)
  });
  id('print-one').addEventListener('click', function() {
    window.print()
  });
  id('print-all').addEventListener('click', function() {
    root.classList.add('print-all');
    window.print()
  });
  window.addEventListener('beforeprint', unfold);
  window.addEventListener('afterprint', refold);
  window.addEventListener('hashchange', route);
  route(true);
  root.dataset.ready = 'yes';
}
document.addEventListener('DOMContentLoaded', ready);
