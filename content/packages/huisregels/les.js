/* A lesson of five pages that tells a learning environment (SCORM 1.2) where someone is and what was answered. */
(function () {
  var pages = document.querySelectorAll('section');
  var forms = document.querySelectorAll('form');
  var api = findApi(window) || (window.opener && findApi(window.opener));
  var began = Date.now();
  var at = 0;
  var right = {};
  var interactions = 0;

  function findApi(place) {
    for (var depth = 0; depth < 20; depth++) {
      if (place.API) return place.API;
      if (place.parent === place) return null;
      place = place.parent;
    }
    return null;
  }

  function tell(element, value) {
    if (api) api.LMSSetValue(element, String(value));
  }

  function two(number) {
    return (number < 10 ? '0' : '') + number;
  }

  function time(milliseconds) {
    var seconds = Math.floor(milliseconds / 1000);
    return two(Math.floor(seconds / 3600)) + ':' + two(Math.floor(seconds / 60) % 60) + ':' + two(seconds % 60);
  }

  function keep() {
    tell('cmi.core.lesson_location', at);
    tell('cmi.suspend_data', JSON.stringify(right));
    tell('cmi.core.session_time', time(Date.now() - began));
    tell('cmi.core.exit', 'suspend');
    if (api) api.LMSCommit('');
  }

  function show(number, focus) {
    at = Math.min(Math.max(number, 0), pages.length - 1);
    for (var i = 0; i < pages.length; i++) pages[i].hidden = i !== at;
    document.getElementById('where').textContent = at + 1 + ' van ' + pages.length;
    document.getElementById('back').disabled = at === 0;
    document.getElementById('on').hidden = at === pages.length - 1;
    if (at === pages.length - 1) end();
    var heading = pages[at].querySelector('h1');
    heading.tabIndex = -1;
    if (focus) heading.focus();
    keep();
  }

  function end() {
    var good = 0;
    for (var i = 0; i < forms.length; i++) if (right[forms[i].dataset.question]) good++;
    document.getElementById('result').textContent = 'Je had ' + good + ' van de ' + forms.length + ' vragen goed.';
    tell('cmi.core.score.min', 0);
    tell('cmi.core.score.max', 100);
    tell('cmi.core.score.raw', Math.round((good / forms.length) * 100));
    tell('cmi.core.lesson_status', good * 2 > forms.length ? 'passed' : 'failed');
  }

  function check(event) {
    event.preventDefault();
    var form = event.target;
    var name = form.dataset.question;
    var chosen = form.querySelector('input:checked');
    var said = form.querySelector('[role=status]');
    if (!chosen) {
      said.textContent = 'Kies eerst een antwoord.';
      return;
    }
    right[name] = chosen.value === form.dataset.right;
    said.textContent = right[name] ? said.dataset.good : said.dataset.wrong;
    var now = new Date();
    var row = 'cmi.interactions.' + interactions++ + '.';
    tell(row + 'id', name);
    tell(row + 'type', 'choice');
    tell(row + 'time', two(now.getHours()) + ':' + two(now.getMinutes()) + ':' + two(now.getSeconds()));
    tell(row + 'student_response', chosen.value);
    tell(row + 'correct_responses.0.pattern', form.dataset.right);
    tell(row + 'result', right[name] ? 'correct' : 'wrong');
    keep();
  }

  document.getElementById('back').addEventListener('click', function () {
    show(at - 1, true);
  });
  document.getElementById('on').addEventListener('click', function () {
    show(at + 1, true);
  });
  for (var i = 0; i < forms.length; i++) forms[i].addEventListener('submit', check);
  window.addEventListener('pagehide', function () {
    if (!api) return;
    keep();
    api.LMSFinish('');
    api = null;
  });

  if (api && api.LMSInitialize('') !== 'true') api = null;
  if (api) {
    interactions = Number(api.LMSGetValue('cmi.interactions._count')) || 0;
    try {
      right = JSON.parse(api.LMSGetValue('cmi.suspend_data')) || {};
    } catch {
      right = {};
    }
    if (api.LMSGetValue('cmi.core.lesson_status') === 'not attempted') tell('cmi.core.lesson_status', 'incomplete');
    at = Number(api.LMSGetValue('cmi.core.lesson_location')) || 0;
  }
  show(at, false);
})();
