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
    var reached = false;

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
    function keep(then) {
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
          if (typeof then === "function") then();
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
    form.addEventListener("submit", function (event) {
      // Without a signal the browser would put its own page in the place of her words. It can be wrong about
      // the signal, so the words themselves try the way first.
      if (!navigator.onLine && !reached) {
        event.preventDefault();
        var button = event.submitter;
        return keep(function () {
          reached = true;
          form.requestSubmit(button);
        });
      }
      changed = false;
      window.clearTimeout(waiting);
    });
    window.addEventListener("pagehide", function () {
      if (changed && !leaving) navigator.sendBeacon(form.dataset.draftUrl, fields());
    });
  });

  var mend = document.querySelector("[data-mend]");
  if (mend) mend.focus();

  // A screen reader says only what changes: what a page brought with it is said once more, a moment later.
  var notices = document.querySelector("[data-said]");
  if (notices) {
    window.setTimeout(function () {
      notices.textContent = Array.from(document.querySelectorAll(".al-notices .al-notice"))
        .map(function (one) {
          var undo = one.querySelector("form") ? " " + notices.dataset.undo : "";
          return one.querySelector(".al-notice__text").textContent + undo;
        }).join(" ");
    }, 300);
  }

  /* ---- Keys and menus ------------------------------------------------------------------- */

  document.addEventListener("keydown", function (event) {
    if (event.key === "Escape") {
      var open = document.querySelector("details[data-menu][open]");
      if (open) {
        open.open = false;
        open.querySelector("summary").focus();
      }
    }
    if (root.dataset.keys === "on") quickKey(event);
  });

  // The keys a worker may switch off. None works while somebody writes, but for leaving the find box downwards.
  function quickKey(event) {
    var key = event.key;
    if ((event.ctrlKey || event.metaKey) && !event.altKey && key.toLowerCase() === "k") {
      return toFind(event);
    }
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    var box = event.target.closest("input,textarea,select,[contenteditable]");
    if (box) {
      if (key === "ArrowDown" && box.hasAttribute("data-moves")) move(event, 1);
      return;
    }
    if (key === "/") toFind(event);
    var keys = document.querySelector("[data-shortcuts]");
    if (key === "?" && keys) window.location.assign(keys.href);
    if (key === "j") move(event, 1);
    if (key === "k") move(event, -1);
    if (event.target.closest("[data-moves]")) {
      if (key === "ArrowDown") move(event, 1);
      if (key === "ArrowUp") move(event, -1);
    }
  }
  function seen(one) {
    return one.getClientRects().length > 0;
  }
  // The page's own find box first, then the one in the bar; on a phone the way to the page.
  function toFind(event) {
    var boxes = Array.from(document.querySelectorAll("main [data-find], [data-find]")).filter(seen);
    var box = boxes.find(function (one) { return one.closest("main"); }) || boxes[0];
    var way = document.querySelector("[data-find-page]");
    if (!box && !way) return;
    event.preventDefault();
    if (box) box.focus();
    else window.location.assign(way.href);
  }
  function move(event, by) {
    var links = Array.from(document.querySelectorAll(
      "[data-moves] tbody th a,[data-moves] .al-row a,a[data-moves],[data-moves] .al-chip")).filter(seen);
    if (!links.length) return;
    var to = links.indexOf(document.activeElement) + by;
    var box = document.querySelector("input[data-moves]");
    event.preventDefault();
    if (to < 0 && box) return box.focus();
    links[Math.max(0, Math.min(to, links.length - 1))].focus();
  }
  document.addEventListener("click", function (event) {
    document.querySelectorAll("details[data-menu][open]").forEach(function (menu) {
      if (!menu.contains(event.target)) menu.open = false;
    });
  });
})();
