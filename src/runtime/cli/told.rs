//! The language in which the command line describes itself. Every description is given in both.

use std::cell::Cell;

use crate::base::lang::Lang;

thread_local! {
    static LANG: Cell<Lang> = const { Cell::new(Lang::En) };
}

/// A description, in the language in which the command line is being made.
pub(super) fn told(en: &'static str, zh: &'static str) -> &'static str {
    if LANG.get() == Lang::Zh { zh } else { en }
}

/// Makes something of descriptions in this language.
pub(super) fn in_language<T>(lang: Lang, work: impl FnOnce() -> T) -> T {
    let outside = LANG.replace(lang);
    let result = work();
    LANG.set(outside);
    result
}
