// One call: from a criterion to its words and back, and the player.
var picked = null;

function numbers(one) {
  return one.dataset.k.split(' ')
}

function words(at) {
  return call ? all('.m', call).filter(function(one) {
    return numbers(one).indexOf(at) >= 0
  }) : []
}

function clear() {
  all('.lit,.picked,.sought,.here').forEach(function(one) {
    one.classList.remove('lit', 'picked', 'sought', 'here')
  });
  picked = null;
}
// Brings an element into sight; the panes scroll by themselves on a wide screen.
function see(one) {
  if (one) one.scrollIntoView({
    block: 'center',
    behavior: calm() ? 'auto' : 'smooth'
  })
}

function calm() {
  return matchMedia('(prefers-reduced-motion: reduce)').matches
}

function light(line) {
  clear();
  picked = line;
  line.classList.add('picked');
  var found = words(line.dataset.k);
  found.forEach(function(one) {
    one.classList.add('lit')
  });
  if (line.dataset.from !== undefined) {
    for (var turn = +line.dataset.from; turn <= +line.dataset.to; turn++) {
      var one = id(call.id + '-t' + turn);
      if (one) one.classList.add('sought')
    }
  }
  return found[0] || (line.dataset.from !== undefined ? id(call.id + '-t' + line.dataset.from) : null);
}

function pick(line, back) {
  var first = light(line);
  line.open = true;
  // On a phone both stand one below the other: going to one must not lead away from it.
  if (back) see(line);
  if (!back || wide()) see(first);
}

function wide() {
  return matchMedia('(min-width: 1001px)').matches
}

function here(turn) {
  clear();
  turn.classList.add('here');
  see(turn)
}

function go(hash) {
  history.replaceState(null, '', hash)
}
// From the words to the criterion; again, to the next one that points at them.
function back(one) {
  var lines = numbers(one),
    at = picked ? lines.indexOf(picked.dataset.k) : -1,
    first = one.getAttribute('href').split('-k')[1];
  var next = at < 0 ? first : lines[(at + 1) % lines.length];
  var line = id(call.id + '-k' + next);
  if (line) {
    pick(line, true);
    focus(line.querySelector('summary'));
    go('#' + line.id)
  }
}

function forth(link) {
  var line = id(call.id + '-k' + link.dataset.k),
    target = id(link.getAttribute('href').slice(1));
  light(line);
  if (!target) return;
  var one = all('.m', target).filter(function(mark) {
    return numbers(mark).indexOf(link.dataset.k) >= 0
  });
  var quote = link.querySelector('q').textContent;
  var exact = one.filter(function(mark) {
    return quote.indexOf(mark.textContent) >= 0
  })[0];
  see(exact || one[0] || target);
  focus(exact || one[0]);
  go('#' + target.id);
}

function focus(one) {
  if (one) one.focus({
    preventScroll: true
  })
}

function play(button) {
  var audio = call.querySelector('audio');
  if (!audio) return;
  audio.currentTime = +button.dataset.at;
  var started = audio.play();
  if (started) started.catch(function() {});
}

// Nobody hears a call that is not seen.
function hush(view) {
  all('audio', view).forEach(function(one) {
    one.pause()
  })
}

function broken(audio) {
  audio.addEventListener('error', function() {
    audio.parentNode.querySelector('.lost').hidden = false
  });
}
