// What all parts share: the elements, the data, the words in the language of the report.
var root = document.documentElement,
  data = {
    words: {}
  },
  call = null;
root.classList.add('js');

function id(name) {
  return document.getElementById(name)
}

function all(selector, inside) {
  return Array.prototype.slice.call((inside || document).querySelectorAll(selector))
}

function make(tag, text, kind) {
  var one = document.createElement(tag);
  if (text !== undefined) one.textContent = text;
  if (kind) one.className = kind;
  return one
}

function fill(phrase, values) {
  return phrase.replace(/\{(\w+)\}/g, function(_, name) {
    return values[name]
  })
}

function shown() {
  return document.querySelector('.view.on')
}

// One view at a time: the one that the address names, or holds what it names.
function route(first) {
  var target = null,
    name = '';
  try {
    name = decodeURIComponent(location.hash.slice(1))
  } catch (e) {}
  if (name) target = id(name);
  var view = target ? target.closest('.view') : (first === true ? null : document.querySelector('.view'));
  if (view) show(view);
  else mark(shown());
  if (target && target !== view) reach(target, view);
  else if (view) window.scrollTo(0, 0);
}

function show(view) {
  var old = shown();
  if (old !== view) {
    if (old) {
      old.classList.remove('on');
      hush(old)
    }
    view.classList.add('on');
    clear()
  }
  call = view.dataset.view === 'call' ? view : null;
  mark(view);
  if (view.id === 'calls') draw();
}

function mark(view) {
  var kind = view ? view.dataset.view : '';
  if (view && kind === 'call') call = view;
  all('.top nav a').forEach(function(link) {
    if (link.dataset.nav === (kind === 'call' ? 'calls' : kind)) link.setAttribute('aria-current', 'page');
    else link.removeAttribute('aria-current');
  });
}

function reach(target, view) {
  if (target.matches('.k')) {
    pick(target, true);
    return
  }
  if (target.matches('.turns li')) {
    here(target);
    return
  }
  target.scrollIntoView({
    block: 'start'
  });
}

// Tables that are in the page already are sorted where they stand.
function sorts(table) {
  all('thead th', table).forEach(function(head, column) {
    if (!head.textContent.trim()) return;
    var button = make('button');
    button.type = 'button';
    while (head.firstChild) button.appendChild(head.firstChild);
    head.appendChild(button);
    button.addEventListener('click', function() {
      sort(table, head, column)
    });
  });
}

function sort(table, head, column) {
  var up = head.getAttribute('aria-sort') === 'descending',
    body = table.tBodies[0];
  all('th', table.tHead).forEach(function(one) {
    one.removeAttribute('aria-sort')
  });
  head.setAttribute('aria-sort', up ? 'ascending' : 'descending');
  all('tr', body).map(function(row, at) {
    return [value(row.cells[column]), at, row]
  }).sort(function(a, b) {
    return (compare(a[0], b[0]) * (up ? 1 : -1)) || a[1] - b[1];
  }).forEach(function(one) {
    body.appendChild(one[2])
  });
}

function value(cell) {
  var text = cell.dataset.v !== undefined ? cell.dataset.v : cell.textContent.trim(),
    number = parseFloat(text);
  return isNaN(number) || cell.matches(':not(.num)') && cell.dataset.v === undefined ? text : number;
}

function compare(a, b) {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  return String(a).localeCompare(String(b), 'zh-CN', {
    numeric: true
  });
}

// Printing: what is seen, or all; every line of a sheet is open on paper.
var closed = [];

function unfold() {
  var more = all('details:not([open])').filter(function(one) {
    return root.classList.contains('print-all') || one.closest('.on')
  });
  more.forEach(function(one) {
    one.open = true
  });
  closed = closed.concat(more)
}

function refold() {
  closed.forEach(function(one) {
    one.open = false
  });
  closed = [];
  root.classList.remove('print-all')
}

function theme() {
  var dark = root.dataset.theme ? root.dataset.theme === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches;
  root.dataset.theme = dark ? 'light' : 'dark';
}
