/* The small script of Alongside. Every page works without it. It stores nothing. */
(function () {
  "use strict";
  var root = document.documentElement;
  var leaving = false;

  /* ---- Leave this page ------------------------------------------------------------------ */

  // Everything goes from the page at once, for eyes and for screen readers alike; the cover is
  // all that the Back button could bring back.
  function leave() {
    var way = document.querySelector("[data-exit]");
    if (!way || leaving) return;
    var href = way.href;
    var cover = document.createElement("div");
    leaving = true;
    performance.mark("exit-asked");
    cover.className = "al-cover";
    document.body.replaceChildren(cover);
    root.dataset.left = "";
    window.requestAnimationFrame(function () {
      performance.mark("exit-covered");
    });
    window.scrollTo(0, 0);
    window.location.replace(href);
    window.addEventListener("pageshow", function (event) {
      if (event.persisted) window.location.replace(href);
    });
  }

  document.addEventListener("click", function (event) {
    if (event.target.closest("[data-exit]")) {
      event.preventDefault();
      leave();
    }
  }, true);

  // Shift three times within five seconds. A capital letter is not a Shift on its own.
  var presses = [];
  var alone = false;
  document.addEventListener("keydown", function (event) {
    alone = event.key === "Shift";
    if (!alone) presses = [];
  });
  document.addEventListener("keyup", function (event) {
    if (event.key !== "Shift" || !alone) return;
    var way = document.querySelector("[data-exit]");
    if (!way) return;
    presses = presses.filter(function (at) { return event.timeStamp - at < 5000; });
    presses.push(event.timeStamp);
    if (presses.length > 2) return leave();
    var said = document.querySelector("[data-exit-said]");
    if (said) said.textContent = presses.length === 1 ? said.dataset.once : said.dataset.twice;
  });

  /* ---- Forms ---------------------------------------------------------------------------- */

  // A second press on a button sends nothing twice. After eight seconds the button works again,
  // in case the first try never arrived.
  document.addEventListener("submit", function (event) {
    var form = event.target;
    if (event.defaultPrevented || form.method !== "post" || form.hasAttribute("hx-post")) return;
    if (form.dataset.sent) return event.preventDefault();
    form.dataset.sent = "yes";
    window.setTimeout(function () { delete form.dataset.sent; }, 8000);
  });
  window.addEventListener("pageshow", function () {
    document.querySelectorAll("form[data-sent]").forEach(function (form) {
      delete form.dataset.sent;
    });
  });

  document.querySelectorAll("form[data-draft-url]").forEach(function (form) {
    var state = form.querySelector("[data-draft-state]") ||
      document.querySelector("[data-draft-state]");
    var waiting = null;
    var changed = false;

    function say(sentence) {
      if (state) state.textContent = sentence;
    }
    function fields() {
      var data = new FormData(form);
      form.querySelectorAll("input[type=password],input[type=file]").forEach(function (field) {
        data.delete(field.name);
      });
      return data;
    }
    function keep() {
      waiting = null;
      changed = false;
      fetch(form.dataset.draftUrl, {
        method: "POST",
        body: fields(),
        credentials: "same-origin",
        redirect: "manual",
        headers: { "X-Requested-With": "draft" },
      }).then(function (answer) {
        if (answer.ok) {
          var now = new Date();
          var two = function (number) { return ("0" + number).slice(-2); };
          say((state && state.dataset.kept || "").replace(
            "%s", two(now.getHours()) + ":" + two(now.getMinutes())));
          return;
        }
        changed = true;
        var away = answer.type === "opaqueredirect" || answer.status === 401 ||
          answer.status === 403;
        say(state && (away ? state.dataset.away : state.dataset.lost) || "");
      }).catch(function () {
        changed = true;
        say(state && state.dataset.lost || "");
      });
    }
    form.addEventListener("input", function () {
      changed = true;
      window.clearTimeout(waiting);
      waiting = window.setTimeout(keep, 2000);
    });
    form.addEventListener("submit", function () {
      changed = false;
      window.clearTimeout(waiting);
    });
    window.addEventListener("pagehide", function () {
      if (changed && !leaving) navigator.sendBeacon(form.dataset.draftUrl, fields());
    });
  });

  var mend = document.querySelector("[data-mend]");
  if (mend) mend.focus();

  /* ---- Keys and menus ------------------------------------------------------------------- */

  document.addEventListener("keydown", function (event) {
    if (event.key === "Escape") {
      var open = document.querySelector("details[data-menu][open]");
      if (open) {
        open.open = false;
        open.querySelector("summary").focus();
      }
    }
    if (event.key !== "/" || root.dataset.keys !== "on") return;
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest("input,textarea,select,[contenteditable]")) return;
    var find = document.querySelector("[data-find]");
    if (find && find.getClientRects().length) {
      event.preventDefault();
      find.focus();
    }
  });
  document.addEventListener("click", function (event) {
    document.querySelectorAll("details[data-menu][open]").forEach(function (menu) {
      if (!menu.contains(event.target)) menu.open = false;
    });
  });
})();
