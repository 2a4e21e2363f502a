//! Hash: finds what every request asks for by keys that come from the configuration. The hash of the standard library, which
//! resists whoever chooses keys and sees what becomes of them, takes ten times as long.

use std::hash::{BuildHasher, Hasher};

/// Makes hashes that nobody outside can foretell.
#[derive(Clone, Copy, Debug)]
pub struct Hashes {
    seed: u64,
    factor: u64,
}

/// The hash of a key.
#[derive(Clone, Copy, Debug)]
pub struct Folded {
    state: u64,
    factor: u64,
}

impl Default for Hashes {
    fn default() -> Self {
        Self {
            seed: rand::random(),
            factor: rand::random::<u64>() | 1,
        }
    }
}

impl BuildHasher for Hashes {
    type Hasher = Folded;

    fn build_hasher(&self) -> Folded {
        Folded {
            state: self.seed,
            factor: self.factor,
        }
    }
}

impl Hasher for Folded {
    /// Both halves of the product: each bit of the key has a say in many bits of them.
    #[expect(clippy::cast_possible_truncation, reason = "the lower half is meant")]
    fn write_u64(&mut self, word: u64) {
        let product = u128::from(self.state ^ word) * u128::from(self.factor);
        self.state = (product as u64) ^ (product >> 64) as u64;
    }

    fn write(&mut self, bytes: &[u8]) {
        let (words, rest) = bytes.as_chunks::<8>();
        for word in words {
            self.write_u64(u64::from_le_bytes(*word));
        }
        let mut last = [0; 8];
        for (place, byte) in last.iter_mut().zip(rest) {
            *place = *byte;
        }
        self.write_u64(u64::from_le_bytes(last) ^ (bytes.len() as u64) << 56);
    }

    fn write_u8(&mut self, byte: u8) {
        self.write_u64(byte.into());
    }

    fn write_u16(&mut self, number: u16) {
        self.write_u64(number.into());
    }

    fn write_usize(&mut self, number: usize) {
        self.write_u64(number as u64);
    }

    fn finish(&self) -> u64 {
        self.state
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn keys_that_differ_have_hashes_that_differ() {
        let hashes = Hashes::default();
        let texts = (0..1000).flat_map(|number| [format!("{number}"), format!("service-{number}")]);
        let found: BTreeSet<u64> = texts.map(|text| hashes.hash_one(text)).collect();
        assert_eq!(found.len(), 2000);
        // The table looks at the upper bits, and at the lower ones.
        for bits in [|hash| hash >> 57, |hash| hash & 0x7f] {
            let numbers = (0..1000_u64).map(|number| bits(hashes.hash_one(number * 64)));
            assert!(numbers.collect::<BTreeSet<u64>>().len() > 100);
        }
    }
}
