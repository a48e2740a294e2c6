"""How far the learned chances can be believed: a table and a diagram (SVG) over the set that was not learned from."""

from collections.abc import Sequence
from html import escape
from itertools import pairwise

from replywell.understanding import learned

from .labelled import Case

EDGES = (0.0, 0.02, 0.05, 0.1, 0.2, 0.4, 0.6, 0.8, 0.9, 0.95, 1.0001)
COLOURS = {"danger": "#b3261e", "opt_out": "#1a5fb4", "person": "#26734d"}

Bin = tuple[float, float, int]  # mean chance said, share that was so, texts


def chances(cases: Sequence[Case]) -> dict[str, list[tuple[float, bool]]]:
    """label -> (chance said, whether it was so), leaving out texts whose label people may see either way."""
    out: dict[str, list[tuple[float, bool]]] = {"danger": [], "opt_out": [], "person": []}
    for case in cases:
        said = learned.judge(case["text"])
        out["danger"].append((said.danger, case["red_flag"]))
        if case["opt_out"] is not None:
            out["opt_out"].append((said.opt_out, case["opt_out"]))
        if case["act"] != "either":
            out["person"].append((said.person, case["act"] == "never"))
    return out


def bins(pairs: Sequence[tuple[float, bool]]) -> list[Bin]:
    """The pairs by how likely they were said to be."""
    out = []
    for low, high in pairwise(EDGES):
        among = [(said, so) for said, so in pairs if low <= said < high]
        if among:
            out.append((sum(s for s, _ in among) / len(among), sum(so for _, so in among) / len(among), len(among)))
    return out


def table(cases: Sequence[Case]) -> str:
    """The bins of every label as text."""
    lines = []
    for label, pairs in chances(cases).items():
        found = bins(pairs)
        off = sum(abs(said - so) * n for said, so, n in found) / len(pairs)
        lines.append(f"{label}: mean distance of said from seen {off:.1%}")
        lines += [f"    said {said:6.1%}   seen {so:6.1%}   in {n} texts" for said, so, n in found]
    return "\n".join(lines)


def diagram(cases: Sequence[Case]) -> str:
    """Said against seen, one line a label; the diagonal is perfect, a dot's size is the number of texts."""
    size, edge = 360, 46
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size + 2 * edge} {size + 2 * edge}" role="img" '
        'font-family="sans-serif" font-size="12">',
        "<title>Reliability of the learned chances</title>",
        f'<rect width="{size + 2 * edge}" height="{size + 2 * edge}" fill="#fff"/>',
        f'<path d="M{edge} {edge}V{edge + size}H{edge + size}" fill="none" stroke="#555"/>',
        f'<path d="M{edge} {edge + size}L{edge + size} {edge}" stroke="#999" stroke-dasharray="4 4"/>',
        f'<text x="{edge + size / 2}" y="{edge + size + 34}" text-anchor="middle">chance said</text>',
        f'<text x="14" y="{edge + size / 2}" text-anchor="middle" transform="rotate(-90 14 {edge + size / 2})">'
        "share that was so</text>",
    ]
    for tenth in range(0, 11, 2):
        at = tenth / 10 * size
        parts.append(f'<text x="{edge + at:.0f}" y="{edge + size + 16}" text-anchor="middle">{tenth * 10} %</text>')
        parts.append(f'<text x="{edge - 6}" y="{edge + size - at + 4:.0f}" text-anchor="end">{tenth * 10}</text>')
    for row, (label, pairs) in enumerate(chances(cases).items()):
        found = bins(pairs)
        spots = [(edge + said * size, edge + size - so * size, n) for said, so, n in found]
        line = "L".join(f"{x:.1f} {y:.1f}" for x, y, _ in spots)
        parts.append(f'<path d="M{line}" fill="none" stroke="{COLOURS[label]}" stroke-width="1.5"/>')
        parts += [
            f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{2 + n**0.5 / 6:.1f}" fill="{COLOURS[label]}" fill-opacity=".75"/>'
            for x, y, n in spots
        ]
        y = edge + 12 + row * 18
        parts.append(f'<circle cx="{edge + 14}" cy="{y - 4}" r="5" fill="{COLOURS[label]}"/>')
        parts.append(f'<text x="{edge + 26}" y="{y}">{escape(label.replace("_", "-"))} ({len(pairs)} texts)</text>')
    return "\n".join([*parts, "</svg>"]) + "\n"
