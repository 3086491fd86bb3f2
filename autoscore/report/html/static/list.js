// The list of all calls: rows are data, and only a page of them is ever in the document.
var SIZE = 100,
  NUMBER = 0,
  NAME = 1,
  AGENT = 2,
  TEAM = 3,
  DATE = 4,
  RUBRIC = 5,
  TOTAL = 6,
  LOW = 7,
  HIGH = 8,
  MOST = 9,
  RESULT = 10,
  FLAGS = 11,
  LOST = 12,
  PAGE = 13;
var state = {
    sort: 0,
    up: true,
    at: 0
  },
  texts = null,
  found = [],
  dirty = true;
var KINDS = {
  failed: function(r) {
    return r[RESULT] === 0
  },
  passed: function(r) {
    return r[RESULT] === 1
  },
  open: function(r) {
    return r[RESULT] < 0
  },
  review: function(r) {
    return r[FLAGS] & 1
  },
  grave: function(r) {
    return r[FLAGS] & 2
  }
};

function option(select, value, text) {
  var one = make('option', text);
  one.value = value;
  select.appendChild(one)
}

function lists() {
  data.agents.forEach(function(name, at) {
    if (name) option(id('f-agent'), at, name)
  });
  data.teams.forEach(function(name, at) {
    if (name) option(id('f-team'), at, name)
  });
  data.rubrics.forEach(function(name, at) {
    option(id('f-rubric'), at, name)
  });
  data.lost.forEach(function(pair, at) {
    option(id('f-lost'), at, data.rubrics.length > 1 ? pair[1] + ' · ' + data.rubrics[pair[0]] : pair[1])
  });
  all('#f-agent,#f-team,#f-rubric').forEach(function(one) {
    one.parentNode.hidden = one.options.length < 2
  });
  all('#list thead button').forEach(function(button) {
    button.addEventListener('click', function() {
      order(+button.dataset.sort)
    })
  });
  all('#filters select').forEach(function(one) {
    one.addEventListener('change', change)
  });
  id('q').addEventListener('input', change);
  id('filters').addEventListener('submit', function(event) {
    event.preventDefault()
  });
  id('reset').addEventListener('click', function() {
    reset();
    change()
  });
  id('page-before').addEventListener('click', function() {
    state.at--;
    rows()
  });
  id('page-after').addEventListener('click', function() {
    state.at++;
    rows()
  });
}

function reset() {
  id('q').value = '';
  all('#filters select').forEach(function(one) {
    one.value = ''
  })
}

function change() {
  dirty = true;
  state.at = 0;
  draw()
}

function order(column) {
  state.up = state.sort === column ? !state.up : column < TOTAL;
  state.sort = column;
  all('#list th').forEach(function(head) {
    if (+head.firstElementChild.dataset.sort === column) head.setAttribute('aria-sort', state.up ? 'ascending' :
      'descending');
    else head.removeAttribute('aria-sort');
  });
  change();
}
// The words of the calls in this file, read from the page when somebody first searches them.
function said() {
  if (texts) return texts;
  texts = {};
  all('.view.call').forEach(function(one) {
    texts[one.id.slice(1)] = all('.turns .w', one).map(function(turn) {
      return turn.textContent
    }).join('\n');
  });
  return texts;
}

function head(row) {
  return (row[NAME] + '\n' + data.agents[row[AGENT]] + '\n' + data.teams[row[TEAM]] + '\n' + row[DATE]).toLowerCase()
}

function matches(row, parts, chosen) {
  if (chosen.result && !KINDS[chosen.result](row)) return false;
  if (chosen.agent !== '' && row[AGENT] !== +chosen.agent) return false;
  if (chosen.team !== '' && row[TEAM] !== +chosen.team) return false;
  if (chosen.rubric !== '' && row[RUBRIC] !== +chosen.rubric) return false;
  if (chosen.lost !== '' && row[LOST].indexOf(+chosen.lost) < 0) return false;
  if (!parts.length) return true;
  var short = head(row),
    long = (said()[row[NUMBER]] || '').toLowerCase();
  return parts.every(function(part) {
    return short.indexOf(part) >= 0 || long.indexOf(part) >= 0
  });
}

function field(row) {
  var column = state.sort;
  if (column === AGENT) return data.agents[row[AGENT]];
  if (column === TEAM) return data.teams[row[TEAM]];
  if (column === RUBRIC) return data.rubrics[row[RUBRIC]];
  if (column === TOTAL) return row[TOTAL] === null ? -1 : row[TOTAL] / row[MOST];
  if (column === LOST) return row[LOST].length;
  return row[column];
}

function parts() {
  return id('q').value.toLowerCase().split(/\s+/).filter(Boolean)
}

function draw() {
  if (!dirty || !data.rows) return;
  dirty = false;
  var wanted = parts(),
    chosen = {};
  ['result', 'agent', 'team', 'rubric', 'lost'].forEach(function(name) {
    chosen[name] = id('f-' + name).value
  });
  found = data.rows.filter(function(row) {
    return matches(row, wanted, chosen)
  });
  if (state.sort) {
    found = found.map(function(row) {
      return [field(row), row]
    }).sort(function(a, b) {
      return (compare(a[0], b[0]) * (state.up ? 1 : -1)) || a[1][NUMBER] - b[1][NUMBER];
    }).map(function(pair) {
      return pair[1]
    });
  }
  rows();
}

function rows() {
  var body = id('list').tBodies[0],
    pages = Math.max(1, Math.ceil(found.length / SIZE)),
    wanted = parts();
  state.at = Math.min(Math.max(0, state.at), pages - 1);
  body.textContent = '';
  found.slice(state.at * SIZE, (state.at + 1) * SIZE).forEach(function(row) {
    body.appendChild(line(row, wanted))
  });
  if (!found.length) {
    var none = make('td', data.words.nothing, 'none');
    none.colSpan = 8;
    body.appendChild(make('tr')).appendChild(none)
  }
  var here = all('.view.call').length,
    told = fill(data.words.count, {
      n: found.length,
      all: data.rows.length
    });
  id('count').textContent = told + (wanted.length && here < data.rows.length ? ' · ' + fill(data.words.only, {
    n: here
  }) : '');
  id('pages').hidden = pages < 2;
  id('page-at').textContent = fill(data.words.page, {
    page: state.at + 1,
    pages: pages
  });
  id('page-before').disabled = state.at === 0;
  id('page-after').disabled = state.at === pages - 1;
}

function address(row) {
  var name = ('000' + row[PAGE]).slice(-Math.max(4, String(row[PAGE]).length));
  return (row[PAGE] ? data.folder + '/' + name + '.html' : '') + '#c' + row[NUMBER];
}

function cell(row, text, kind) {
  var one = make('td', undefined, kind);
  one.appendChild(bdi(text));
  row.appendChild(one);
  return one
}

function bdi(text) {
  var one = make('bdi', text);
  one.dir = 'auto';
  return one
}

function line(row, wanted) {
  var made = make('tr'),
    name = make('th'),
    link = make('a');
  name.scope = 'row';
  link.href = address(row);
  link.appendChild(bdi(row[NAME]));
  name.appendChild(link);
  var snip = snippet(row, wanted);
  if (snip) name.appendChild(snip);
  made.appendChild(name);
  cell(made, data.agents[row[AGENT]]);
  cell(made, data.teams[row[TEAM]]);
  cell(made, row[DATE].replace('T', ' '));
  cell(made, data.rubrics[row[RUBRIC]]);
  var total = make('td', undefined, 'num');
  total.appendChild(make('span', row[TOTAL] === null ? '–' : row[TOTAL], 'points'));
  if (row[LOW] !== row[HIGH]) total.appendChild(make('small', ' ' + row[LOW] + '–' + row[HIGH]));
  made.appendChild(total);
  made.appendChild(results(row));
  var lost = row[LOST].map(function(at) {
      return data.lost[at][1]
    }),
    few = lost.slice(0, 4).join('、');
  var last = cell(made, few + (lost.length > 4 ? '…' : ''));
  if (lost.length) last.insertBefore(make('b', lost.length + ' '), last.firstChild);
  if (lost.length > 4) last.title = lost.join('、');
  return made;
}

function results(row) {
  var one = make('td'),
    kind = row[RESULT] === 1 ? ['s-met', '✓', data.words.passed] : row[RESULT] === 0 ? ['s-not_met', '✗', data.words
      .failed
    ] : ['s-unsure', '?', data.words.open];
  var chip = make('span', undefined, 'chip ' + kind[0]),
    icon = make('i', kind[1]);
  icon.setAttribute('aria-hidden', 'true');
  chip.appendChild(icon);
  chip.appendChild(document.createTextNode(kind[2]));
  one.appendChild(chip);
  if (row[FLAGS] & 2) {
    one.appendChild(document.createTextNode(' '));
    one.appendChild(make('span', data.words.grave, 'stake k-red_line'))
  }
  if (row[FLAGS] & 1) {
    one.appendChild(document.createTextNode(' '));
    one.appendChild(make('span', data.words.review, 'tag alert'))
  }
  return one;
}
// Some words around the first find in what was said.
function snippet(row, wanted) {
  if (!wanted.length || head(row).indexOf(wanted[0]) >= 0) return null;
  var text = said()[row[NUMBER]] || '',
    at = text.toLowerCase().indexOf(wanted[0]);
  if (at < 0) return null;
  var one = make('bdi', undefined, 'snip');
  one.dir = 'auto';
  one.appendChild(document.createTextNode((at > 16 ? '…' : '') + text.slice(Math.max(0, at - 16), at)));
  one.appendChild(make('mark', text.slice(at, at + wanted[0].length)));
  one.appendChild(document.createTextNode(text.slice(at + wanted[0].length, at + wanted[0].length + 24) + '…'));
  return one;
}
// A link elsewhere that shows the calls it counts.
function choose(text) {
  var cut = text.indexOf('='),
    name = text.slice(0, cut),
    value = text.slice(cut + 1);
  if (!data.rows) return;
  reset();
  if (name === 'agent') value = data.agents.indexOf(value);
  if (name === 'team') value = data.teams.indexOf(value);
  id(name === 'q' ? 'q' : 'f-' + name).value = value;
  dirty = true;
  state.at = 0;
}
