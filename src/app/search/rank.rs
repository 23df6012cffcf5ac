//! How well a member fits what is typed: the better one stands before the other.

/// Where what is typed was found, the best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Place {
    /// It is the whole name.
    Whole,
    /// It reaches to the last character of the name, each before that one whole.
    WholeButEnd,
    /// The name begins with it, each character before its last one whole.
    Start,
    /// It reaches to the last character of the name, abbreviated.
    AllInitials,
    /// The name begins with it, abbreviated.
    Initials,
    /// It is inside the name.
    Inside,
    /// It is in another text of the member.
    Elsewhere,
}

/// Where it was found, and whether it is a fuzzy match (`z` for `zh`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Hit {
    pub(super) misheard: bool,
    pub(super) place: Place,
}

impl Hit {
    /// What is asked of another thing than the name: all who fit do so alike.
    pub(super) const OF_A_KEY: Self = Self { misheard: false, place: Place::Whole };

    pub(super) fn exact(place: Place) -> Self {
        Self { misheard: false, place }
    }
}

/// How well a member fits all that is typed. Fuzzy matches come behind all others.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Rank {
    misheard: bool,
    distance: u16,
}

impl Rank {
    /// Worse than any.
    pub(super) const LAST: Self = Self { misheard: true, distance: u16::MAX };

    /// The same with another term that fits.
    pub(super) fn and(self, hit: Hit) -> Self {
        Self {
            misheard: self.misheard || hit.misheard,
            distance: self.distance.saturating_add(hit.place as u16),
        }
    }

    /// What fits better before what fits worse, each in the order it came in. There are few ranks and may be many who fit.
    pub fn sorted<T>(fits: impl Iterator<Item = (Self, T)>) -> impl Iterator<Item = (Self, T)> {
        let mut by_rank: Vec<(Self, Vec<T>)> = Vec::new();
        for (rank, one) in fits {
            match by_rank.iter_mut().find(|(other, _)| *other == rank) {
                Some((_, those)) => those.push(one),
                None => by_rank.push((rank, vec![one])),
            }
        }
        by_rank.sort_by_key(|(rank, _)| *rank);
        by_rank.into_iter().flat_map(|(rank, those)| those.into_iter().map(move |one| (rank, one)))
    }

    /// Whether it is a fuzzy match.
    pub fn is_misheard(self) -> bool {
        self.misheard
    }
}
