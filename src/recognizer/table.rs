//! A set of 32-bit keys that is read in place: each key has a position, by which the rows beside it are found.
//!
//! Layout: the number of keys (u32), for each value of the upper 16 bits of a key, and one past the end, the position of
//! its first key (u32 each), then the lower 16 bits of every key (u16 each), in ascending order of the whole keys. All
//! integers are little-endian.

/// The number of values that the upper half of a key has.
const BUCKETS: usize = 1 << 16;

/// Keys in place.
#[derive(Clone, Copy, Debug)]
pub struct Keys<'d> {
    starts: &'d [u8],
    lower: &'d [u8],
}

impl<'d> Keys<'d> {
    /// Reads the keys at the beginning of `data`; returns them and what follows them. `None` if `data` is too short.
    pub fn read(data: &'d [u8]) -> Option<(Keys<'d>, &'d [u8])> {
        let (count, data) = data.split_first_chunk::<4>()?;
        let count = u32::from_le_bytes(*count) as usize;
        let (starts, data) = data.split_at_checked(4 * (BUCKETS + 1))?;
        let (lower, data) = data.split_at_checked(2 * count)?;
        Some((Keys { starts, lower }, data))
    }

    /// The number of keys.
    pub fn len(&self) -> usize {
        self.lower.len() / 2
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.lower.is_empty()
    }

    fn start(&self, bucket: usize) -> usize {
        let bytes = &self.starts[4 * bucket..4 * bucket + 4];
        u32::from_le_bytes([bytes[0], bytes[1], bytes[2], bytes[3]]) as usize
    }

    /// The position of a key. Constant time: a bucket holds a few keys.
    #[inline]
    pub fn position(&self, key: u32) -> Option<usize> {
        let (start, end) = self.bucket(key);
        self.position_in(key, start, end)
    }

    /// Adds the positions of those keys that are here to `positions`.
    ///
    /// All starts are read before any key, and keys without a branch, so that the memory answers many reads at once.
    pub fn positions(&self, keys: &[u32], positions: &mut Vec<u32>) {
        const BATCH: usize = 16;
        let known = positions.len();
        positions.resize(known + keys.len(), 0);
        let mut count = known;
        for batch in keys.chunks(BATCH) {
            let mut buckets = [(0, 0); BATCH];
            for (bucket, key) in buckets.iter_mut().zip(batch) {
                *bucket = self.bucket(*key);
            }
            for (&(start, end), &key) in buckets.iter().zip(batch) {
                let found = self.position_in(key, start, end);
                positions[count] = found.unwrap_or(0) as u32;
                count += usize::from(found.is_some());
            }
        }
        positions.truncate(count);
    }

    #[inline]
    fn bucket(&self, key: u32) -> (usize, usize) {
        let bucket = (key >> 16) as usize;
        (self.start(bucket), self.start(bucket + 1))
    }

    #[inline]
    fn position_in(&self, key: u32, start: usize, end: usize) -> Option<usize> {
        /// Lanes of 16 bits.
        const WINDOW: usize = 8;
        const ONES: u128 = 0x0001_0001_0001_0001_0001_0001_0001_0001;
        let wanted = key as u16;
        if end - start <= WINDOW
            && let Some(window) = self.lower.get(2 * start..).and_then(|lower| lower.first_chunk())
        {
            // The lowest lane that is zero has its top bit set; lanes above it may have it too.
            let differences = u128::from_le_bytes(*window) ^ (u128::from(wanted) * ONES);
            let equal = differences.wrapping_sub(ONES) & !differences & ONES << 15;
            let lane = equal.trailing_zeros() as usize / 16;
            return (lane < end - start).then_some(start + lane);
        }
        let mut bucket = self.lower.get(2 * start..2 * end)?.chunks_exact(2);
        bucket.position(|lower| lower == wanted.to_le_bytes()).map(|index| start + index)
    }

    /// The bytes that [`Keys::read`] reads. `keys` are ascending and distinct.
    pub fn write(keys: &[u32]) -> Vec<u8> {
        let mut data = Vec::with_capacity(4 + 4 * (BUCKETS + 1) + 2 * keys.len());
        data.extend((keys.len() as u32).to_le_bytes());
        let mut position = 0;
        for bucket in 0..=BUCKETS {
            while position < keys.len() && ((keys[position] >> 16) as usize) < bucket {
                position += 1;
            }
            data.extend((position as u32).to_le_bytes());
        }
        data.extend(keys.iter().flat_map(|key| (*key as u16).to_le_bytes()));
        data
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_what_was_written() {
        let keys = [0, 5, 0xffff, 0x1_0000, 0x1_0001, 0x7fff_0003, 0xffff_0000, 0xffff_ffff];
        let mut data = Keys::write(&keys);
        data.push(42);
        let (read, rest) = Keys::read(&data).unwrap();
        assert_eq!(rest, [42]);
        assert_eq!(read.len(), keys.len());
        for (position, key) in keys.iter().enumerate() {
            assert_eq!(read.position(*key), Some(position));
        }
        let mut positions = vec![7];
        read.positions(&[5, 6, 0x1_0001, 0xffff_ffff, 9], &mut positions);
        assert_eq!(positions, [7, 1, 4, 7]);
        for absent in [1, 0x1_0002, 0xffff_0001, 0x7ffe_0003] {
            assert_eq!(read.position(absent), None);
        }
        assert!(Keys::read(&data[..100]).is_none());
    }
}
