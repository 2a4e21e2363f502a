//! Buffer: room on the stack for what cannot be borrowed from a request as it is.

/// Bytes that are put together while a decision is made: joined field lines, decoded parameters. Up
/// to half a kibibyte they need no allocation.
#[derive(Debug)]
pub(crate) struct Buffer {
    short: [u8; SHORT],
    length: usize,
    /// Everything, once it is too long.
    long: Vec<u8>,
}

const SHORT: usize = 512;

impl Buffer {
    pub(crate) fn new() -> Self {
        Self {
            short: [0; SHORT],
            length: 0,
            long: Vec::new(),
        }
    }

    pub(crate) fn push(&mut self, bytes: &[u8]) {
        let end = self.length + bytes.len();
        if self.long.is_empty()
            && let Some(room) = self.short.get_mut(self.length..end)
        {
            room.copy_from_slice(bytes);
        } else {
            if self.long.is_empty() {
                self.long.extend_from_slice(&self.short[..self.length]);
            }
            self.long.extend_from_slice(bytes);
        }
        self.length = end;
    }

    pub(crate) fn len(&self) -> usize {
        self.length
    }

    pub(crate) fn as_bytes(&self) -> &[u8] {
        if self.long.is_empty() {
            &self.short[..self.length]
        } else {
            &self.long
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_goes_in_comes_out_whatever_its_length() {
        for piece in [0, 1, 100, 511, 512, 513] {
            let mut buffer = Buffer::new();
            let mut expected = Vec::new();
            for byte in b'a'..b'i' {
                let bytes = vec![byte; piece];
                buffer.push(&bytes);
                expected.extend(bytes);
                assert_eq!(buffer.as_bytes(), expected);
                assert_eq!(buffer.len(), expected.len());
            }
        }
    }
}
