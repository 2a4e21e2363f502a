"""A chart of what a request costs: a group of bars for each case, a bar for each proxy, drawn as SVG."""

from html import escape

COLOURS = {"hyper-proxy": "#0060c0", "bare hyper": "#80b0e0", "nginx": "#009639", "haproxy": "#c07000", "Envoy": "#ac6199"}
LEFT, BAR, ROW, GAP, WIDTH, LABEL = 110, 14, 18, 30, 420, 110


def svg(groups):
    """groups: [(title, [(proxy, microseconds)])]. Bars that would leave the chart are cut, and say how long they are."""
    figures = sorted(figure for _, bars in groups for _, figure in bars)
    # Envoy looks at one route after the other: with many of them it would leave nothing to see of the others.
    longest = max((figure for figure in figures if figure <= 6 * figures[0]), default=figures[-1])
    parts, top = [], 0
    for title, bars in groups:
        parts.append(f'<text x="0" y="{top + 14}" font-weight="bold">{escape(title)}</text>')
        top += 22
        for proxy, figure in bars:
            width = min(figure / longest, 1.04) * WIDTH
            parts.append(f'<text x="{LEFT - 8}" y="{top + 11}" text-anchor="end">{escape(proxy)}</text>')
            parts.append(f'<rect x="{LEFT}" y="{top}" width="{width:.0f}" height="{BAR}" fill="{COLOURS.get(proxy, "#909090")}"/>')
            cut = " (cut)" if figure > 1.04 * longest else ""
            parts.append(f'<text x="{LEFT + width + 6:.0f}" y="{top + 11}">{figure:.1f} µs{cut}</text>')
            top += ROW
        top += GAP - ROW
    size = f'viewBox="-10 -6 {LEFT + WIDTH + LABEL + 20} {top + 6}"'
    body = "\n".join(parts)
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size} font-family="sans-serif" font-size="12">\n' \
           f'<rect x="-10" y="-6" width="100%" height="100%" fill="#ffffff"/>\n{body}\n</svg>\n'
