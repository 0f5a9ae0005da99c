//! How many sentences a link has on each side.

/// Numbers of sentences: Russian, Ukrainian.
pub(super) type Form = (usize, usize);

/// The most sentences on one side.
pub(super) const LONGEST: usize = 3;

/// The number of forms with sentences on both sides; they stand first in [`FORMS`].
pub(super) const LINKED: usize = 9;

/// Every form.
pub(super) const FORMS: [Form; LINKED + 2] =
    [(1, 1), (1, 2), (2, 1), (2, 2), (1, 3), (3, 1), (2, 3), (3, 2), (3, 3), (1, 0), (0, 1)];
