//! Traceparent: the header that says of which trace a request is a part, and of which span (W3C Trace Context).

use std::cell::RefCell;

use bytes::{Bytes, BytesMut};

/// `00-<trace, 32 digits>-<span, 16 digits>-<flags, 2 digits>`.
const LENGTH: usize = 55;

/// Somebody records the trace.
const SAMPLED: u8 = 1;

/// The flags that are handed on: whether the trace is sampled, and whether its name is random.
const KNOWN: u8 = 3;

/// Where in a trace a request is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TraceParent {
    /// The trace; not 0.
    pub trace: u128,
    /// The span that the request was sent in; not 0.
    pub span: u64,
    flags: u8,
}

impl TraceParent {
    /// The beginning of a trace.
    pub fn begin(sampled: bool) -> Self {
        let (trace, span): (u128, u64) = rand::random();
        Self {
            trace: trace.max(1),
            span: span.max(1),
            flags: u8::from(sampled),
        }
    }

    /// Reads a value of version 0, or of a later one that begins like it.
    pub fn parse(value: &[u8]) -> Option<Self> {
        let (version, flags) = (hex(value, 0, 2)?, hex(value, 53, 55)?);
        let dashes = [2, 35, 52].iter().all(|at| value.get(*at) == Some(&b'-'));
        let length = match version {
            0 => value.len() == LENGTH,
            0xff => false,
            _ => value.len() == LENGTH || value.get(LENGTH) == Some(&b'-'),
        };
        let (trace, span) = (hex(value, 3, 35)?, hex(value, 36, 52)?);
        (dashes && length && trace != 0 && span != 0).then_some(())?;
        Some(Self {
            trace,
            span: u64::try_from(span).ok()?,
            flags: u8::try_from(flags).ok()?,
        })
    }

    /// Whether the trace is recorded.
    pub fn sampled(self) -> bool {
        self.flags & SAMPLED != 0
    }

    /// What is said of the trace in bits.
    #[cfg(feature = "otlp")]
    pub(super) fn flags(self) -> u8 {
        self.flags & KNOWN
    }

    /// Another span of the trace, with a decision on whether it is recorded.
    #[must_use]
    pub fn child(self, sampled: bool) -> Self {
        Self {
            span: rand::random::<u64>().max(1),
            flags: self.flags & KNOWN & !SAMPLED | u8::from(sampled),
            ..self
        }
    }

    /// The header's value in bytes. Most requests get one: a format takes several times as long, and so do small pieces of
    /// memory for each.
    pub fn text(self) -> Bytes {
        let mut text = [b'-'; LENGTH];
        write(&mut text, 0, &[0]);
        write(&mut text, 3, &self.trace.to_be_bytes());
        write(&mut text, 36, &self.span.to_be_bytes());
        write(&mut text, 53, &[self.flags]);
        ROOM.with_borrow_mut(|room| {
            if room.capacity() < LENGTH {
                *room = BytesMut::with_capacity(ROOM_FOR * LENGTH);
            }
            room.extend_from_slice(&text);
            room.split().freeze()
        })
    }
}

/// So many values share a piece of memory.
const ROOM_FOR: usize = 64;

thread_local! {
    static ROOM: RefCell<BytesMut> = RefCell::default();
}

fn write(text: &mut [u8], from: usize, number: &[u8]) {
    let places = text.get_mut(from..).unwrap_or_default().chunks_exact_mut(2);
    for (place, byte) in places.zip(number) {
        place.copy_from_slice(&[digit(byte >> 4), digit(byte & 15)]);
    }
}

fn digit(value: u8) -> u8 {
    match value {
        0..=9 => b'0' + value,
        _ => b'a' - 10 + value,
    }
}

/// A number of lower-case hexadecimal digits.
fn hex(value: &[u8], from: usize, to: usize) -> Option<u128> {
    value.get(from..to)?.iter().try_fold(0, |number, digit| {
        let digit = match digit {
            b'0'..=b'9' => digit - b'0',
            b'a'..=b'f' => digit - b'a' + 10,
            _ => return None,
        };
        Some(number << 4 | u128::from(digit))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const GIVEN: &str = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    #[test]
    fn a_value_is_read_and_written() {
        let given = TraceParent::parse(GIVEN.as_bytes()).unwrap();
        assert_eq!(given.trace, 0x0af7_6519_16cd_43dd_8448_eb21_1c80_319c);
        assert_eq!((given.span, given.sampled()), (0xb7ad_6b71_6920_3331, true));
        assert_eq!(given.text(), GIVEN);
        let later = format!("01{}-more", &GIVEN[2..]);
        assert_eq!(TraceParent::parse(later.as_bytes()), Some(given));
    }

    #[test]
    fn what_is_no_value_is_not_read() {
        let zero = |from: usize, to: usize| {
            let digits = "0".repeat(to - from);
            format!("{}{digits}{}", &GIVEN[..from], &GIVEN[to..])
        };
        for wrong in [
            GIVEN.to_uppercase(),
            GIVEN[..54].to_owned(),
            zero(3, 35),
            zero(36, 52),
            format!("ff{}", &GIVEN[2..]),
            format!("{GIVEN}-more"),
            GIVEN.replace('-', "_"),
            String::new(),
        ] {
            assert_eq!(TraceParent::parse(wrong.as_bytes()), None, "{wrong}");
        }
    }

    #[test]
    fn a_child_has_a_span_of_its_own_and_none_of_the_flags_that_nobody_knows() {
        let given = GIVEN.replace("-01", "-ff");
        let given = TraceParent::parse(given.as_bytes()).unwrap();
        for (sampled, flags) in [(true, "-03"), (false, "-02")] {
            let child = given.child(sampled);
            assert!(child.trace == given.trace && child.span != given.span);
            assert!(child.text().ends_with(flags.as_bytes()));
        }
    }
}
