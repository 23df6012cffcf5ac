//! What the log calls a value of ours: its variant alone, and nothing that it holds.

/// The variant's name, in words.
pub(super) fn name<'a, T>(of: &'a T) -> String
where
    &'a T: Into<&'static str>,
{
    let variant: &'static str = of.into();
    variant.replace('_', " ")
}
