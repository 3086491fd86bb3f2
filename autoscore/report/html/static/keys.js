// Keys: j and k for losses, n and p for calls, / to search, ? for help, Esc to let go.
var before = null;

function help(open) {
  var box = id('help');
  box.hidden = !open;
  if (open) {
    before = document.activeElement;
    id('help-close').focus()
  } else if (before) {
    before.focus();
    before = null
  }
}

function step(by) {
  if (!call) return;
  var lines = all('.k[data-open]', call);
  if (!lines.length) return;
  var at = lines.indexOf(picked),
    next = at < 0 ? (by > 0 ? 0 : lines.length - 1) : (at + by + lines.length) % lines.length;
  pick(lines[next], true);
  focus(lines[next].querySelector('summary'));
  go('#' + lines[next].id);
}

function turn(rel) {
  var link = call ? call.querySelector('.steps [rel=' + rel + ']') : shown() && shown().querySelector('.steps [rel=' +
    rel + ']');
  if (link) location.href = link.href;
}

function seek() {
  if (!id('q')) {
    location.href = document.querySelector('[data-nav=calls]').href;
    return
  }
  if (location.hash !== '#calls') location.hash = '#calls';
  show(id('calls'));
  id('q').focus();
  id('q').select();
}

function key(event) {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  var typing = event.target.matches('input,select,textarea');
  if (event.key === 'Escape') {
    if (!id('help').hidden) help(false);
    else if (typing) event.target.blur();
    else clear();
    return;
  }
  if (typing) return;
  if (event.key === 'Tab' && !id('help').hidden) {
    event.preventDefault();
    return
  }
  var acts = {
    j: function() {
      step(1)
    },
    k: function() {
      step(-1)
    },
    n: function() {
      turn('next')
    },
    p: function() {
      turn('prev')
    },
    '/': seek,
    '?': function() {
      help(true)
    }
  };
  if (acts[event.key]) {
    event.preventDefault();
    acts[event.key]()
  }
}
