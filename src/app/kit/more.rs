//! When more of a list that comes in pages is asked for.

/// When what follows is asked for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum More {
    /// Where the end of what has come is near.
    #[default]
    AsNeeded,
    /// The person has moved, or wants more otherwise: so many pages, even where a filter hides how near the end is.
    Pages(u32),
    /// Not before the person moves: they did not want to wait for it.
    Stopped,
}

impl More {
    /// How many pages are wanted where so many have come. A filter that leaves little would ask for all there ever was,
    /// so it asks for no more by itself.
    pub fn pages(self, come: u32, is_filtered: bool, is_near_the_end: bool) -> u32 {
        match self {
            Self::AsNeeded | Self::Pages(_) if !is_filtered && is_near_the_end => come.saturating_add(1),
            Self::Pages(pages) => pages,
            Self::AsNeeded | Self::Stopped => 1,
        }
    }

    /// The person has moved, where one page more than has come can follow or not; or does not want to wait.
    pub fn waiting(waits: bool, can_follow: bool, come: u32) -> Self {
        match waits {
            false => Self::Stopped,
            true if can_follow => Self::Pages(come.saturating_add(1)),
            true => Self::AsNeeded,
        }
    }
}
