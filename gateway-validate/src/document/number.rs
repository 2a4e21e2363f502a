//! Numbers as Kubernetes reads them: integers of 64 bits, and floats.

/// A number of a document.
///
/// A spelling without fraction and exponent that fits 64 bits is an integer, any other is a float: to an
/// API server `80` and `80.0` are different values. YAML is turned into JSON first, which writes a whole
/// float below 1e21 without its fraction, so there `80.0` is the integer.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Number {
    /// An integer.
    Int(i64),
    /// A finite float.
    Float(f64),
}

/// From this magnitude on Go writes floats with an exponent.
const EXPONENT_FROM: f64 = 1e21;

impl Number {
    /// The number that a JSON spelling means; `None` beyond the range of floats. `-0` is the integer 0.
    pub fn from_json(text: &str) -> Option<Self> {
        if !text.contains(['.', 'e', 'E'])
            && let Ok(value) = text.parse()
        {
            return Some(Self::Int(value));
        }
        text.parse()
            .ok()
            .filter(|value: &f64| value.is_finite())
            .map(Self::Float)
    }

    /// The number that a float of YAML becomes on its way through JSON.
    pub(super) fn from_yaml_float(value: f64) -> Self {
        if value.fract() == 0.0
            && value.abs() < EXPONENT_FROM
            && let Ok(whole) = value.to_string().parse()
        {
            return Self::Int(whole);
        }
        Self::Float(value)
    }
}
