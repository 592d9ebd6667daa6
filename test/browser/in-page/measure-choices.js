/* exported measureChoices */

// Gives for each path, each width and each question how its choices stand. One frame is as wide as each
// screen in turn, so that no page is loaded again.
async function measureChoices({ paths, widths }) {
  const frame = document.createElement('iframe');
  frame.style.height = '900px';
  document.body.replaceChildren(frame);
  const all = [];
  for (const path of paths) {
    const text = await (await fetch(path)).text();
    const loaded = new Promise((resolve) => frame.addEventListener('load', resolve, { once: true }));
    frame.srcdoc = text
      .replace('<head>', `<head><base href="${location.origin}/app_link/">`)
      .replace(/<script.*script>/, '');
    await loaded;
    const inside = frame.contentDocument;
    await inside.fonts.ready;
    all.push(
      widths.map((width) => {
        frame.style.width = `${width}px`;
        return [...inside.querySelectorAll('fieldset')].map(look);
      }),
    );
  }
  return all;

  function look(fieldset) {
    const labels = [...fieldset.querySelectorAll('.choice:not(.none)')];
    const boxes = labels.map((label) => label.getBoundingClientRect());
    const [first] = boxes;
    const row = boxes.every(({ top }) => Math.abs(top - first.top) < 1);
    const column = boxes.every(
      ({ left, top }, index) => left === first.left && (index === 0 || top > boxes[index - 1].top),
    );
    const faults = [];
    for (const element of fieldset.querySelectorAll('.choice .words, .choice .point, .ends span')) {
      const box = element.getBoundingClientRect();
      if (box.width <= 1 || box.height <= 1) continue;
      for (const fault of cut(element)) faults.push(fault);
      const around = (element.closest('.choice') ?? element).getBoundingClientRect();
      if (box.left < around.left - 0.5 || box.right > around.right + 0.5)
        faults.push(`stands out: ${element.textContent}`);
    }
    for (const [index, box] of boxes.entries()) {
      if (box.width < 24 || box.height < 44) faults.push(`too small for a finger: ${box.width}x${box.height}`);
      const next = boxes[index + 1];
      if (next && box.left < next.right && next.left < box.right && box.bottom > next.top && next.bottom > box.top) {
        faults.push('overlap');
      }
    }
    return { shape: row ? 'row' : column ? 'column' : 'broken', faults };
  }

  // A word is cut when its letters are on two lines or stand out of its element.
  function cut(element) {
    const found = [];
    const node = element.firstChild;
    const box = element.getBoundingClientRect();
    for (const { index, 0: word } of node.data.matchAll(/\S+/g)) {
      const range = element.ownerDocument.createRange();
      range.setStart(node, index);
      range.setEnd(node, index + word.length);
      const rects = [...range.getClientRects()].filter(({ width }) => width > 0);
      const lines = new Set(rects.map(({ top }) => Math.round(top)));
      if (lines.size > 1) found.push(`cut: ${word}`);
      if (rects.some(({ left, right }) => left < box.left - 1 || right > box.right + 1)) found.push(`out: ${word}`);
    }
    return found;
  }
}
