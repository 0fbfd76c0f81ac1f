//! Choices that come out the same each time, so that the demo is one town and not another each time.

/// SplitMix64 (Steele, Lea, Flood: Fast Splittable Pseudorandom Number Generators, 2014).
#[derive(Clone, Debug)]
pub struct Chance(u64);

impl Chance {
    /// The choices that follow from a seed.
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    fn bits(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let bits = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let bits = (bits ^ (bits >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        bits ^ (bits >> 31)
    }

    /// A number from `from` to `to`, both included.
    pub fn number(&mut self, from: u32, to: u32) -> u32 {
        let count = u64::from(to.saturating_sub(from)) + 1;
        from + u32::try_from(self.bits() % count).unwrap_or_default()
    }

    /// True in so many of a hundred cases.
    pub fn percent(&mut self, percent: u32) -> bool {
        self.number(1, 100) <= percent
    }

    /// True in so many of a thousand cases.
    pub fn per_mille(&mut self, per_mille: u32) -> bool {
        self.number(1, 1000) <= per_mille
    }

    /// One of some; the lists of the demo are never empty, which a test holds.
    pub fn pick<'a, T>(&mut self, choices: &'a [T]) -> &'a T {
        &choices[self.below(choices.len())]
    }

    /// A place in a list of this length.
    pub fn below(&mut self, length: usize) -> usize {
        usize::try_from(self.bits() % (length.max(1) as u64)).unwrap_or_default()
    }

    /// Puts a list into another order.
    pub fn shuffle<T>(&mut self, list: &mut [T]) {
        for end in (1..list.len()).rev() {
            let other = self.below(end + 1);
            list.swap(end, other);
        }
    }
}
