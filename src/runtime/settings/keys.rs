//! The keys in a settings file: `[keys.members]`, and under it the names of actions.

use toml::Spanned;
use toml::de::{DeString, DeValue};

use crate::app::keys::key::Key;
use crate::app::keys::keymap::{KeyFault, KeyOverride, Keymap};
use crate::app::keys::names::KeyContext;
use crate::app::keys::table::action_named;
use crate::base::text::SafeText;

/// Where in the file something stands, in bytes.
type At<T> = (usize, T);

/// The keys with what this table wishes for, and what of it cannot be.
pub(in crate::runtime) fn read(keys: &Spanned<DeValue<'_>>) -> (Keymap, Vec<At<KeyFault>>) {
    let (mut wishes, mut faults) = (Vec::new(), Vec::new());
    let Some(contexts) = keys.get_ref().as_table() else {
        return (Keymap::default(), vec![(keys.span().start, KeyFault::NoTable)]);
    };
    for (name, actions) in contexts {
        match (KeyContext::named(name.get_ref()), actions.get_ref().as_table()) {
            (None, _) => faults.push((name.span().start, KeyFault::NoContext(safe(name)))),
            (Some(_), None) => faults.push((actions.span().start, KeyFault::NoTable)),
            (Some(context), Some(actions)) => {
                for (name, keys) in actions {
                    match wish(context, name, keys) {
                        Ok(wish) => wishes.push((keys.span().start, wish)),
                        Err(fault) => faults.push(fault),
                    }
                }
            }
        }
    }
    // In the order of the file, whatever that of the tables is: of two wishes for a key the first counts.
    wishes.sort_by_key(|(at, _)| *at);
    let (places, wishes): (Vec<usize>, Vec<KeyOverride>) = wishes.into_iter().unzip();
    let (keymap, refused) = Keymap::with(&wishes);
    faults.extend(refused.into_iter().filter_map(|(number, fault)| Some((*places.get(number)?, fault))));
    (keymap, faults)
}

fn wish(
    context: &'static KeyContext,
    name: &Spanned<DeString<'_>>,
    keys: &Spanned<DeValue<'_>>,
) -> Result<KeyOverride, At<KeyFault>> {
    let no_action = || (name.span().start, KeyFault::NoAction(safe(name), context.name));
    let action = action_named(name.get_ref()).ok_or_else(no_action)?;
    let one = |key: &Spanned<DeValue<'_>>| match key.get_ref().as_str() {
        Some(text) => Key::named(text).ok_or((key.span().start, KeyFault::NoKey)),
        None => Err((key.span().start, KeyFault::NotKeys)),
    };
    let keys = match keys.get_ref() {
        DeValue::Array(list) => list.iter().map(one).collect::<Result<_, _>>()?,
        _ => vec![one(keys)?],
    };
    Ok(KeyOverride { context, action, keys })
}

fn safe(name: &Spanned<DeString<'_>>) -> SafeText {
    SafeText::line(name.get_ref(), SafeText::NAME)
}
