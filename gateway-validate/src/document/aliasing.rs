//! How much of a document its aliases may stand for, as Go's yaml.v2 counts it.

/// What was read of a document: values and keys, those that aliases stand for once more each time.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Reads {
    all: u64,
    aliased: u64,
}

/// So few say nothing.
const FEW: u64 = 1000;
const FEW_ALIASED: u64 = 100;
/// Up to so many nearly all may be aliased, from so many on a tenth.
const SMALL: u64 = 400_000;
const LARGE: u64 = 4_000_000;

impl Reads {
    pub(super) fn add_one(&mut self) {
        self.all = self.all.saturating_add(1);
    }

    /// Adds an alias of something that takes so many reads, and gives the share in percent that aliases must not have
    /// if they have more.
    pub(super) fn add_alias(&mut self, reads: u64) -> Result<(), u64> {
        self.add_one();
        self.all = self.all.saturating_add(reads);
        self.aliased = self.aliased.saturating_add(reads);
        // The document itself is read, too.
        let all = self.all.saturating_add(1);
        let allowed = allowed_share(all);
        #[expect(
            clippy::cast_precision_loss,
            reason = "a share of counts that are exact wherever it is close"
        )]
        let share = self.aliased as f64 / all as f64;
        if self.aliased > FEW_ALIASED && all > FEW && share > allowed {
            #[expect(
                clippy::cast_possible_truncation,
                clippy::cast_sign_loss,
                reason = "a share between 0 and 1"
            )]
            return Err((allowed * 100.0).round() as u64);
        }
        Ok(())
    }
}

#[expect(
    clippy::cast_precision_loss,
    reason = "counts below some millions are exact"
)]
fn allowed_share(all: u64) -> f64 {
    let beyond = all.clamp(SMALL, LARGE) - SMALL;
    0.99 - 0.89 * (beyond as f64 / (LARGE - SMALL) as f64)
}
