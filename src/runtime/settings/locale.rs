//! The language that the system asks for.

use crate::base::lang::Lang;

/// The language of the system; English where that is not one of ours.
pub(in crate::runtime) fn lang() -> Lang {
    let variable = |name: &str| {
        let value = std::env::var_os(name)?;
        Some(value.to_string_lossy().into_owned()).filter(|value| !value.is_empty())
    };
    let asked = if cfg!(any(windows, target_vendor = "apple")) { None } else { of_locale(variable) };
    let system = || sys_locale::get_locale().map(|locale| Lang::from_locale(&locale));
    asked.or_else(system).unwrap_or_default()
}

/// As gettext has it: `LANGUAGE` is a list of what a person would rather read, and counts only where the locale is one
/// of a language at all (GNU gettext, section 2.3.3). None where no locale is set.
fn of_locale(variable: impl Fn(&str) -> Option<String>) -> Option<Lang> {
    let locale = ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter().find_map(&variable)?;
    let is_of_a_language = !matches!(locale.as_str(), "C" | "POSIX");
    let list = variable("LANGUAGE").filter(|_| is_of_a_language);
    let wished = list.as_deref().and_then(|list| list.split(':').find_map(Lang::named));
    Some(wished.unwrap_or_else(|| Lang::from_locale(&locale)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_of_languages_counts_where_the_locale_is_one_of_a_language() {
        let of = |set: &[(&str, &str)]| {
            of_locale(|name| {
                set.iter().find(|(known, _)| *known == name).map(|(_, value)| (*value).to_owned())
            })
        };
        for (set, lang) in [
            (&[("LANG", "zh_CN.UTF-8")][..], Some(Lang::Zh)),
            (&[("LANG", "zh_CN.UTF-8"), ("LC_ALL", "C")], Some(Lang::En)),
            (&[("LANGUAGE", "zh_CN:en"), ("LC_ALL", "C")], Some(Lang::En)),
            (&[("LANGUAGE", "zh_CN"), ("LC_ALL", "POSIX"), ("LANG", "zh_CN")], Some(Lang::En)),
            (&[("LANGUAGE", "zh_CN"), ("LC_ALL", "C.UTF-8")], Some(Lang::Zh)),
            (&[("LANGUAGE", "fr:zh_CN:en"), ("LANG", "en_US.UTF-8")], Some(Lang::Zh)),
            (&[("LANGUAGE", "en"), ("LANG", "zh_CN.UTF-8")], Some(Lang::En)),
            (&[("LANGUAGE", "fr"), ("LANG", "zh_CN.UTF-8")], Some(Lang::Zh)),
            (&[("LC_MESSAGES", "zh_CN"), ("LANG", "en_US")], Some(Lang::Zh)),
            (&[("LANGUAGE", "zh_CN")], None),
        ] {
            assert_eq!(of(set), lang, "{set:?}");
        }
    }
}
