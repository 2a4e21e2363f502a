//! Chart: time of one decision over the number of routes, as SVG.

use std::fmt::Write as _;

/// A line of the chart: its label, its colour, and points of (routes, nanoseconds).
#[derive(Clone, Debug)]
pub struct Line {
    /// What the line shows.
    pub label: &'static str,
    /// A colour as SVG names it.
    pub colour: &'static str,
    /// Routes and nanoseconds.
    pub points: Vec<(f64, f64)>,
}

const WIDTH: f64 = 720.0;
const HEIGHT: f64 = 400.0;
const LEFT: f64 = 70.0;
const BOTTOM: f64 = 345.0;
const TOP: f64 = 45.0;
const RIGHT: f64 = 560.0;
/// 10 to 100,000 routes, 10 ns to 1 ms: both axes are logarithmic.
const DECADES: ((i32, i32), (i32, i32)) = ((1, 5), (1, 6));

/// Draws the lines.
pub fn svg(lines: &[Line]) -> String {
    let mut out = String::new();
    let _ = write!(
        out,
        r##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" font-family="sans-serif" font-size="12">
<rect width="{WIDTH}" height="{HEIGHT}" fill="#fff"/>
<text x="{LEFT}" y="24" font-size="15">Time of one decision over the number of routes, ten on each host</text>
"##
    );
    axes(&mut out);
    for line in lines {
        let points: Vec<_> = line.points.iter().map(|point| place(*point)).collect();
        let path: Vec<_> = points
            .iter()
            .map(|(x, y)| format!("{x:.1},{y:.1}"))
            .collect();
        let colour = line.colour;
        let _ = writeln!(
            out,
            r#"<polyline points="{}" fill="none" stroke="{colour}" stroke-width="2"/>"#,
            path.join(" ")
        );
        for (x, y) in &points {
            let _ = writeln!(
                out,
                r#"<circle cx="{x:.1}" cy="{y:.1}" r="3" fill="{colour}"/>"#
            );
        }
        if let (Some((x, y)), Some((_, last))) = (points.last(), line.points.last()) {
            let _ = writeln!(
                out,
                r#"<text x="{:.1}" y="{:.1}" fill="{colour}">{}: {last:.0} ns</text>"#,
                x + 8.0,
                y + 4.0,
                line.label
            );
        }
    }
    out.push_str("</svg>\n");
    out
}

fn axes(out: &mut String) {
    let ((first_x, last_x), (first_y, last_y)) = DECADES;
    for decade in first_x..=last_x {
        let (x, _) = place((10_f64.powi(decade), 10.0));
        let _ = writeln!(
            out,
            r##"<line x1="{x:.1}" y1="{TOP}" x2="{x:.1}" y2="{BOTTOM}" stroke="#ddd"/><text x="{x:.1}" y="{}" text-anchor="middle">{}</text>"##,
            BOTTOM + 18.0,
            10_u32.pow(decade.unsigned_abs())
        );
    }
    for decade in first_y..=last_y {
        let (_, y) = place((10.0, 10_f64.powi(decade)));
        let label = match decade {
            ..3 => format!("{} ns", 10_u32.pow(decade.unsigned_abs())),
            3..6 => format!("{} µs", 10_u32.pow(decade.unsigned_abs() - 3)),
            _ => "1 ms".to_owned(),
        };
        let _ = writeln!(
            out,
            r##"<line x1="{LEFT}" y1="{y:.1}" x2="{RIGHT}" y2="{y:.1}" stroke="#ddd"/><text x="{}" y="{:.1}" text-anchor="end">{label}</text>"##,
            LEFT - 8.0,
            y + 4.0
        );
    }
}

/// Where a point lies.
fn place((routes, nanoseconds): (f64, f64)) -> (f64, f64) {
    let ((first_x, last_x), (first_y, last_y)) = DECADES;
    let part = |value: f64, first: i32, last: i32| {
        (value.log10() - f64::from(first)) / f64::from(last - first)
    };
    let x = LEFT + (RIGHT - LEFT) * part(routes, first_x, last_x);
    let y = BOTTOM - (BOTTOM - TOP) * part(nanoseconds, first_y, last_y);
    (x, y)
}
