// An emergency that comes while the page is open: two tones if the person wants them, and the tab's title says it.
"use strict";
(() => {
  const KNOWN = "replywell-emergency";
  const title = document.title;
  const banner = () => document.getElementById("emergencies");
  const known = () => { try { return Number(sessionStorage.getItem(KNOWN)) || 0; } catch { return 0; } };

  function tones() {
    // Browsers allow sound once the person has touched the page; until then this stays silent.
    const audio = new AudioContext();
    [[660, 0], [880, 0.22]].forEach(([pitch, after]) => {
      const tone = audio.createOscillator(), loud = audio.createGain(), at = audio.currentTime + after;
      tone.frequency.value = pitch;
      loud.gain.setValueAtTime(0.0001, at);
      loud.gain.exponentialRampToValueAtTime(0.25, at + 0.02);
      loud.gain.exponentialRampToValueAtTime(0.0001, at + 0.2);
      tone.connect(loud).connect(audio.destination);
      tone.start(at);
      tone.stop(at + 0.22);
      tone.onended = () => { if (after) audio.close(); };
    });
  }

  function look() {
    const here = banner();
    if (!here) return;
    const newest = Number(here.dataset.newest);
    const fresh = newest > known();
    document.title = newest ? `! ${title}` : title;
    if (!fresh) return;
    try { sessionStorage.setItem(KNOWN, String(newest)); } catch { /* told again on the next page */ }
    if ("sound" in here.dataset && window.top === window.self) tones();
  }
  document.addEventListener("htmx:afterSettle", (event) => { if (event.target.id === "emergencies") look(); });
  look();
})();
