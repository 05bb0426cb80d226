"""The page to look at the gallery's pictures: choose a look, see every screen in it."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Final

_HEAD: Final = """<!doctype html><html lang="en"><meta charset="utf-8"><title>Every screen in every look</title>
<style>
body{font:16px/1.5 "Noto Sans SC",sans-serif;background:#F1F5FB;color:#111827;margin:0}
header{position:sticky;top:0;background:#0B3D91;color:#fff;padding:12px 24px;display:flex;gap:16px;flex-wrap:wrap;
align-items:center}
header h1{font-size:20px;margin:0 16px 0 0}
select{font:inherit;padding:4px 8px;border-radius:6px;border:0}
main{padding:24px;display:grid;gap:24px;grid-template-columns:repeat(auto-fill,minmax(var(--wide,280px),1fr))}
figure{margin:0}img{width:100%;border-radius:10px;box-shadow:0 2px 12px #0b3d9126;background:#fff}
figcaption{padding:6px 2px;color:#414E61}
</style>
<header><h1>Screens</h1></header><main></main>
"""
_SCRIPT: Final = """<script>
const facets = Object.keys(ways), header = document.querySelector('header'), main = document.querySelector('main');
for (const facet of facets) {
  const choice = document.createElement('select');
  choice.id = facet;
  choice.title = facet;
  for (const way of ways[facet]) choice.add(new Option(way, way));
  choice.onchange = draw;
  header.append(choice);
}
function draw() {
  const wanted = facets.map(facet => document.getElementById(facet).value);
  const panel = wanted[0].split('x').map(Number);
  main.style.setProperty('--wide', panel[0] > panel[1] ? '480px' : '270px');
  main.replaceChildren(...names.map(name => {
    const stem = [name, ...wanted].join('.');
    if (!there.has(stem)) return '';
    const figure = document.createElement('figure'), link = document.createElement('a');
    const image = new Image(), words = document.createElement('figcaption');
    link.href = image.src = stem + kind;
    image.loading = 'lazy';
    image.alt = words.textContent = name;
    link.append(image);
    figure.append(link, words);
    return figure;
  }));
}
draw();
</script>
"""


def write(folder: Path, facets: Sequence[str]) -> Path:
    """Write index.html beside the pictures, whose names say example, panel and the facets."""
    pictures = [path for path in sorted(folder.iterdir()) if path.suffix in (".webp", ".png")]
    parts = [path.stem.split(".") for path in pictures]
    names = list(dict.fromkeys(part[0] for part in parts))
    ways = {
        facet: list(dict.fromkeys(part[number] for part in parts))
        for number, facet in enumerate(("panel", *facets), start=1)
    }
    kind = pictures[0].suffix if pictures else ".webp"
    said = "".join(
        f"const {name} = {value};\n"
        for name, value in (
            ("names", json.dumps(names)),
            ("ways", json.dumps(_usual_first(ways))),
            ("kind", json.dumps(kind)),
            ("there", f"new Set({json.dumps([path.stem for path in pictures])})"),
        )
    )
    page = folder / "index.html"
    page.write_text(f"{_HEAD}<script>\n{said}</script>\n{_SCRIPT}", "utf-8")
    return page


def _usual_first(ways: dict[str, list[str]]) -> dict[str, list[str]]:
    usual = {"1080x1920", "standard", "day", "zh-Hans", "whole", "right"}
    return {facet: sorted(found, key=lambda way: way not in usual) for facet, found in ways.items()}
