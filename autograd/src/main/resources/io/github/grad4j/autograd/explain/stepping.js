"use strict";
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const { nodes, steps, checks, indices } = data;

  // ---- The picture: layers from top to bottom, and columns that follow their neighbours.

  const WIDEST = 22;
  const LETTER = 8;
  const LINE = 18;
  const GAP = 18;
  const LAYER = 46;

  // Not Math.min(...list): as many arguments as a large graph has boxes overflow the stack.
  const lowest = (list, of) => list.reduce((found, item) => Math.min(found, of(item)), Infinity);
  const highest = (list, of) => list.reduce((found, item) => Math.max(found, of(item)), -Infinity);
  const cut = (text) => {
    const letters = [...text];
    return letters.length <= WIDEST ? text : letters.slice(0, WIDEST - 1).join("") + "…";
  };
  const cotangents = nodes.map(() => null);
  steps.forEach((step, i) => {
    if (step.kind === "backward" && step.node !== undefined) {
      cotangents[step.node] = { text: step.name + " = " + step.cotangent, at: i + 1 };
    }
  });
  const madeAt = nodes.map(() => 0);
  steps.forEach((step, i) => {
    if (step.kind === "forward") {
      madeAt[step.node] = i + 1;
    }
  });

  // A cell is a node, or a place where a long arrow passes a layer.
  const cells = nodes.map((node, i) => {
    const title = node.op ? node.name + " = " + node.op : node.name;
    const lines = [cut(title), cut(node.value), cotangents[i] ? cut(cotangents[i].text) : ""];
    const letters = Math.max(...lines.map((line) => [...line].length), 6);
    return { lines, width: letters * LETTER + 16, height: 3 * LINE + 10, layer: 0, up: [], down: [] };
  });
  nodes.forEach((node, i) => {
    cells[i].layer = Math.max(-1, highest(node.inputs, (input) => cells[input].layer)) + 1;
  });
  // What is given stands right above what reads it first.
  const readers = nodes.map(() => []);
  nodes.forEach((node, i) => node.inputs.forEach((input) => readers[input].push(i)));
  nodes.forEach((node, i) => {
    if (!node.op && readers[i].length > 0) {
      cells[i].layer = lowest(readers[i], (reader) => cells[reader].layer) - 1;
    }
  });
  const layers = [];
  const put = (cell) => {
    (layers[cell.layer] = layers[cell.layer] || []).push(cell);
  };
  cells.forEach(put);
  const link = (from, to) => {
    from.down.push(to);
    to.up.push(from);
  };
  const edges = [];
  nodes.forEach((node, i) =>
    node.inputs.forEach((input) => {
      const path = [cells[input]];
      for (let layer = cells[input].layer + 1; layer < cells[i].layer; layer++) {
        const pass = { width: 6, height: 0, layer, up: [], down: [] };
        put(pass);
        path.push(pass);
      }
      path.push(cells[i]);
      path.slice(1).forEach((cell, k) => link(path[k], cell));
      edges.push({ from: input, to: i, path });
    }),
  );
  const middle = (list, otherwise) =>
    list.length === 0 ? otherwise : list.reduce((sum, cell) => sum + cell.x, 0) / list.length;
  const spread = (layer) => {
    let x = 0;
    layer.forEach((cell) => {
      cell.x = x + cell.width / 2;
      x += cell.width + GAP;
    });
    layer.forEach((cell) => (cell.x -= (x - GAP) / 2));
  };
  layers.forEach(spread);
  for (let sweep = 0; sweep < 12; sweep++) {
    const down = sweep % 2 === 0;
    (down ? layers : [...layers].reverse()).forEach((layer) => {
      layer.forEach((cell) => (cell.wish = middle(down ? cell.up : cell.down, cell.x)));
      layer.sort((a, b) => a.wish - b.wish);
      spread(layer);
    });
  }
  // Cells move to where their neighbours are, as far as the next cells let them.
  for (let sweep = 0; sweep < 24; sweep++) {
    layers.forEach((layer) => {
      layer.forEach((cell, k) => {
        const wish = middle([...cell.up, ...cell.down], cell.x);
        const left = layer[k - 1];
        const right = layer[k + 1];
        const least = left ? left.x + (left.width + cell.width) / 2 + GAP : -Infinity;
        const most = right ? right.x - (right.width + cell.width) / 2 - GAP : Infinity;
        cell.x = Math.max(least, Math.min(most, wish));
      });
    });
  }
  const height = cells.length === 0 ? 0 : cells[0].height;
  layers.forEach((layer, k) => layer.forEach((cell) => (cell.y = k * (height + LAYER))));
  const all = layers.flat();
  const left = lowest(all, (cell) => cell.x - cell.width / 2) - 4;
  const right = highest(all, (cell) => cell.x + cell.width / 2) + 4;
  const bottom = layers.length * (height + LAYER) - LAYER + 8;

  const svg = (name, attributes, parent) => {
    const element = document.createElementNS("http://www.w3.org/2000/svg", name);
    Object.entries(attributes).forEach(([key, value]) => element.setAttribute(key, value));
    parent.append(element);
    return element;
  };
  const picture = document.getElementById("picture");
  const drawing = svg(
    "svg",
    { viewBox: `${left} -4 ${right - left} ${bottom}`, width: right - left, height: bottom, role: "img" },
    picture,
  );
  const marker = svg(
    "marker",
    { id: "tip", viewBox: "0 0 8 8", refX: 8, refY: 4, markerWidth: 9, markerHeight: 9, orient: "auto", markerUnits: "userSpaceOnUse" },
    svg("defs", {}, drawing),
  );
  svg("path", { d: "M0 0 L8 4 L0 8 z" }, marker);
  edges.forEach((edge) => {
    const points = edge.path.map((cell) => [[cell.x, cell.y], [cell.x, cell.y + height]]);
    let d = `M${points[0][1].join(" ")}`;
    for (let k = 1; k < points.length; k++) {
      const [x0, y0] = points[k - 1][1];
      const [x1, y1] = points[k][0];
      const half = (y0 + y1) / 2;
      d += ` C${x0} ${half} ${x1} ${half} ${x1} ${y1}`;
      if (k < points.length - 1) {
        d += ` L${points[k][1].join(" ")}`;
      }
    }
    edge.drawn = svg("path", { d, class: "edge", "marker-end": "url(#tip)" }, drawing);
  });
  nodes.forEach((node, i) => {
    const cell = cells[i];
    const group = svg("g", { class: "node" }, drawing);
    const x = cell.x - cell.width / 2;
    svg("rect", { x, y: cell.y, width: cell.width, height: cell.height, rx: 7 }, group);
    cell.texts = cell.lines.map((line, k) => {
      const text = svg("text", { x: cell.x, y: cell.y + 19 + k * LINE, class: ["name", "value", "cotangent"][k] }, group);
      text.textContent = line;
      return text;
    });
    svg("title", {}, group).textContent = [node.name, node.op, node.type, node.where].filter(Boolean).join(" ");
    group.addEventListener("click", () => go(place === madeAt[i] && cotangents[i] ? cotangents[i].at : madeAt[i]));
    cell.group = group;
  });

  // ---- The step: 0 is what is given, then the steps, then the check.

  const end = steps.length + (checks.length > 0 ? 1 : 0);
  const panel = document.getElementById("step");
  const slider = document.getElementById("place");
  slider.max = end;
  let place = 0;

  const add = (tag, text, className, parent = panel) => {
    const element = document.createElement(tag);
    element.textContent = text;
    if (className) {
      element.className = className;
    }
    parent.append(element);
    return element;
  };
  // A matrix begins on a line of its own, and so does each of its rows.
  const rows = (text) =>
    text.includes("], [") ? text.replaceAll(" = [[", " =\n[[").replaceAll("], [", "],\n [") : text;

  const tellGiven = () => {
    add("h1", "What is given");
    add("p", "Values", "phase");
    const list = add("dl", "", "");
    nodes.filter((node) => !node.op).forEach((node) => {
      add("dt", node.name + "  " + node.type, "", list);
      add("pre", rows(node.value), "result", add("dd", "", "", list));
    });
    add("p", "x' is the derivative of the loss by x, %3 a tensor as Tensors.print numbers it.", "note");
    if (indices) {
      add("p", indices, "note");
    }
    add("p", "Step on with the buttons above, the arrow keys, or a touch on a box.", "note");
  };
  const tell = (step) => {
    const node = nodes[step.node];
    if (step.kind === "forward") {
      add("h1", node.name + " = " + node.op);
      add("p", "Forward: the value", "phase");
    } else {
      add("h1", step.name);
      add("p", "Backward: the derivative of the loss" + (node ? " by " + node.name : ""), "phase");
    }
    if (node) {
      add("p", [node.type, node.where].filter(Boolean).join(" "), "note");
    }
    step.parts.forEach((lines, k) => {
      const reader = nodes[step.from?.[k]];
      if (reader) {
        add("p", "through " + reader.name + " = " + reader.op, "note");
      } else if (k > 0) {
        add("p", "in all", "note");
      }
      lines.forEach((line, i) => {
        const isResult = k === step.parts.length - 1 && i === lines.length - 1;
        add("pre", rows(line), isResult ? "result" : "");
      });
    });
  };
  const tellChecks = () => {
    add("h1", "Gradients beside finite differences");
    const list = add("dl", "", "");
    checks.forEach((check) => {
      add("dt", "gradient by " + check.name, "", list);
      add("pre", rows(check.gradient), "result", add("dd", "", "", list));
      if (check.differences) {
        add("dt", "finite differences", "", list);
        add("pre", rows(check.differences), "", add("dd", "", "", list));
      }
      add("dt", "verdict", "", list);
      add("dd", check.verdict, "verdict", list);
      if (check.farthest) {
        add("dt", "farthest", "", list);
        add("pre", check.farthest, "", add("dd", "", "", list));
      }
    });
  };

  const show = () => {
    const step = place > 0 && place <= steps.length ? steps[place - 1] : undefined;
    const kind = place === 0 ? "forward" : step ? step.kind : "backward";
    panel.className = kind;
    panel.replaceChildren();
    if (step) {
      tell(step);
    } else if (place === 0) {
      tellGiven();
    } else {
      tellChecks();
    }
    panel.scrollTop = 0;
    nodes.forEach((node, i) => {
      const cell = cells[i];
      const isNow = step && step.node === i;
      cell.group.setAttribute("class", ["node", node.op ? "" : "leaf", isNow ? "now " + kind : ""].join(" "));
      cell.texts[1].setAttribute("visibility", place >= madeAt[i] ? "visible" : "hidden");
      cell.texts[2].setAttribute("visibility", cotangents[i] && place >= cotangents[i].at ? "visible" : "hidden");
    });
    edges.forEach((edge) => {
      const isUsed =
        step &&
        (kind === "forward" ? edge.to === step.node : edge.from === step.node && step.from.includes(edge.to));
      edge.drawn.setAttribute("class", isUsed ? "edge " + kind : "edge");
    });
    if (step && step.node !== undefined) {
      const cell = cells[step.node];
      const scale = drawing.getBoundingClientRect().width / (right - left);
      picture.scrollTo({
        left: (cell.x - left) * scale - picture.clientWidth / 2,
        top: (cell.y + height / 2) * scale - picture.clientHeight / 2,
      });
    }
    slider.value = place;
    document.getElementById("count").textContent = place + " / " + end;
    document.getElementById("first").disabled = document.getElementById("back").disabled = place === 0;
    document.getElementById("last").disabled = document.getElementById("next").disabled = place === end;
  };
  const go = (to) => {
    place = Math.max(0, Math.min(end, to));
    show();
  };
  const fit = () => {
    const room = picture.clientWidth - 24;
    const scale = Math.max(0.75, Math.min(1, room / (right - left)));
    drawing.setAttribute("width", (right - left) * scale);
    drawing.setAttribute("height", bottom * scale);
  };

  document.getElementById("first").addEventListener("click", () => go(0));
  document.getElementById("back").addEventListener("click", () => go(place - 1));
  document.getElementById("next").addEventListener("click", () => go(place + 1));
  document.getElementById("last").addEventListener("click", () => go(end));
  slider.addEventListener("input", () => go(Number(slider.value)));
  document.addEventListener("keydown", (event) => {
    const to = { ArrowRight: place + 1, ArrowLeft: place - 1, Home: 0, End: end }[event.key];
    if (to !== undefined && !event.altKey && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      go(to);
    }
  });
  window.addEventListener("resize", fit);
  fit();
  show();
})();
