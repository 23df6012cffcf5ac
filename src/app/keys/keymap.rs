//! The keys in force: the table, and what the settings change in it.

use crossterm::event::KeyEvent;
use strum::IntoStaticStr;

use super::key::Key;
use super::names::KeyContext;
use super::table::{Action, BINDINGS, Binding, Mode};
use crate::app::kit::cursor::Motion;
use crate::base::text::SafeText;

/// The keys in force.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Keymap(Vec<Bound>);

/// A row of the table, with the keys in force.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bound {
    /// The keys, the most memorable first; none where the settings remove them all.
    pub keys: Vec<Key>,
    /// The action they do.
    pub action: Action,
    /// The modes they work in.
    pub modes: Vec<Mode>,
    hinted: bool,
}

/// An override from the settings: the only keys that do an action in some place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeyOverride {
    /// Where it applies.
    pub context: &'static KeyContext,
    /// The action.
    pub action: Action,
    /// Its keys from now on.
    pub keys: Vec<Key>,
}

/// Why an override from the settings is not used.
#[derive(Clone, Debug, PartialEq, Eq, IntoStaticStr)]
#[strum(serialize_all = "snake_case")]
pub enum KeyFault {
    /// There is no place of this name.
    #[strum(serialize = "no such place")]
    NoContext(SafeText),
    /// There is no action of this name in this place.
    #[strum(serialize = "no such action")]
    NoAction(SafeText, &'static str),
    /// The place is not a table.
    NoTable,
    /// The keys are neither a text nor a list of texts.
    #[strum(serialize = "no keys")]
    NotKeys,
    /// There is no key of this name.
    #[strum(serialize = "no such key")]
    NoKey,
    /// The key types text there.
    #[strum(serialize = "text there")]
    IsText,
    /// The key does something else there.
    Taken(Key, Action),
}

impl Default for Keymap {
    /// The built-in table.
    fn default() -> Self {
        Self::with(&[]).0
    }
}

impl Keymap {
    /// The table with these overrides. Those that cannot be used are left out, and returned by number with the reason.
    pub fn with(wishes: &[KeyOverride]) -> (Self, Vec<(usize, KeyFault)>) {
        let mut refused: Vec<(usize, KeyFault)> =
            wishes.iter().enumerate().filter_map(|(at, wish)| Some((at, wish.fault()?))).collect();
        loop {
            let mut kept: Vec<(usize, &KeyOverride)> = wishes.iter().enumerate().collect();
            kept.retain(|(at, _)| refused.iter().all(|(out, _)| out != at));
            let keymap = Self::of(&kept);
            match keymap.clash(&kept) {
                // Without its override this action has its old keys back, which another may have taken meanwhile.
                Some(clash) => refused.push(clash),
                None => return (keymap, refused),
            }
        }
    }

    fn of(wishes: &[(usize, &KeyOverride)]) -> Self {
        let mut lines: Vec<Bound> = Vec::new();
        for binding in BINDINGS {
            for mode in binding.modes {
                let keys = match wished(wishes, *mode, binding.action) {
                    // Its keys are in force already, from the first row of the table that has it.
                    Some(_) if lines.iter().any(|line| line.is(*mode, binding.action)) => continue,
                    Some(keys) => keys,
                    None => binding.keys.to_vec(),
                };
                match lines.iter_mut().find(|line| line.comes_of(binding, &keys)) {
                    Some(line) => line.modes.push(*mode),
                    None => lines.push(Bound {
                        keys,
                        action: binding.action,
                        modes: vec![*mode],
                        hinted: binding.hinted,
                    }),
                }
            }
        }
        Self(lines)
    }

    /// An override whose key does something else in the same mode; of two, the later one.
    fn clash(&self, wishes: &[(usize, &KeyOverride)]) -> Option<(usize, KeyFault)> {
        Mode::ALL.iter().copied().find_map(|mode| {
            let mut wishes = wishes.iter().rev().filter(|(_, wish)| wish.is_for(mode));
            wishes.find_map(|(at, wish)| {
                let mut others = self.live(mode).filter(|line| line.action != wish.action);
                let clash = others.find_map(|line| {
                    let key = wish.keys_in(mode)?.into_iter().find(|key| line.keys.contains(key))?;
                    Some(KeyFault::Taken(key, line.action))
                });
                Some((*at, clash?))
            })
        })
    }

    /// What a key press means in a mode; none when it is text, or nothing.
    pub fn resolve(&self, mode: Mode, event: KeyEvent) -> Option<Action> {
        let pressed = Key::of(event, mode.takes_text());
        self.live(mode).find(|line| line.keys.contains(&pressed)).map(|line| line.action)
    }

    /// The keys worth a hint in a mode, and what they do. How to leave is shown only on screens for newcomers, which
    /// have no `q`.
    pub fn hints(&self, mode: Mode) -> impl Iterator<Item = (String, Action)> {
        let hinted = self.live(mode).filter(|line| line.hinted);
        let hinted = hinted.filter(move |line| match line.action {
            Action::Quit => mode == Mode::Setup,
            // In the to-dos, the key that leads back is hinted rather than those that move.
            Action::Go(_) => mode != Mode::Todos,
            action => mode != Mode::Palette || action != Action::Help,
        });
        hinted.filter_map(move |line| {
            let name = line.keys.first()?.name();
            let up =
                (line.action == Action::Go(Motion::Down)).then(|| self.name(mode, Action::Go(Motion::Up)));
            // Up and down share a hint.
            let name = up.flatten().map_or_else(|| name.clone(), |up| format!("{name}/{up}"));
            Some((name, line.action))
        })
    }

    /// The name of the key that does something in a mode; none where none does.
    pub fn name(&self, mode: Mode, action: Action) -> Option<String> {
        let mut lines = self.live(mode).filter(|line| line.action == action);
        lines.find_map(|line| line.keys.first()).map(|key| key.name())
    }

    /// What a key does in one of these modes; none where it does nothing.
    pub fn taken(&self, key: Key, modes: &[Mode]) -> Option<Action> {
        let mut lines = modes.iter().flat_map(|mode| self.live(*mode));
        lines.find(|line| line.keys.contains(&key)).map(|line| line.action)
    }

    /// The rows that work in a mode.
    pub fn live(&self, mode: Mode) -> impl Iterator<Item = &Bound> {
        self.0.iter().filter(move |line| line.modes.contains(&mode))
    }

    /// All rows.
    pub fn lines(&self) -> &[Bound] {
        &self.0
    }
}

/// The keys of the override for an action in a mode.
fn wished(wishes: &[(usize, &KeyOverride)], mode: Mode, action: Action) -> Option<Vec<Key>> {
    let here = wishes.iter().filter(|(_, wish)| wish.action == action && wish.is_for(mode));
    let with_keys = here.filter_map(|(_, wish)| Some((wish.context, wish.keys_in(mode)?)));
    let place = |context: &KeyContext| KeyContext::all().position(|one| one == context);
    let (_, mut keys) = with_keys.max_by_key(|(context, _)| place(context))?;
    // There is a way out whatever the settings say.
    if action == Action::Quit && !keys.contains(&Key::ctrl('c')) {
        keys.push(Key::ctrl('c'));
    }
    Some(keys)
}

impl Bound {
    fn is(&self, mode: Mode, action: Action) -> bool {
        self.action == action && self.modes.contains(&mode)
    }

    fn comes_of(&self, binding: &Binding, keys: &[Key]) -> bool {
        self.action == binding.action && self.keys == keys && self.hinted == binding.hinted
    }
}

impl KeyOverride {
    /// Whether it is about this mode: the action means something there.
    fn is_for(&self, mode: Mode) -> bool {
        let means = |binding: &Binding| binding.action == self.action && binding.modes.contains(&mode);
        self.context.modes.contains(&mode) && BINDINGS.iter().any(means)
    }

    /// The keys that can be pressed in this mode, where letters may be text; none where that leaves none.
    fn keys_in(&self, mode: Mode) -> Option<Vec<Key>> {
        let mut keys = self.keys.clone();
        keys.retain(|key| !(mode.takes_text() && key.is_text()));
        (!keys.is_empty() || self.keys.is_empty()).then_some(keys)
    }

    fn fault(&self) -> Option<KeyFault> {
        let mut modes = self.context.modes.iter().filter(|mode| self.is_for(**mode)).peekable();
        if modes.peek().is_none() {
            let name = SafeText::line(self.action.name(), SafeText::NAME);
            return Some(KeyFault::NoAction(name, self.context.name));
        }
        modes.all(|mode| self.keys_in(*mode).is_none()).then_some(KeyFault::IsText)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use crossterm::event::{KeyCode, KeyModifiers};

    use super::*;
    use crate::app::keys::table::action_named;

    fn wish(context: &str, action: &str, keys: &[&str]) -> KeyOverride {
        KeyOverride {
            context: KeyContext::named(context).unwrap(),
            action: action_named(action).unwrap(),
            keys: keys.iter().map(|key| Key::named(key).unwrap()).collect(),
        }
    }

    /// What a key does.
    fn does(keymap: &Keymap, mode: Mode, key: &str) -> Option<&'static str> {
        let key = Key::named(key).unwrap();
        keymap.live(mode).find(|line| line.keys.contains(&key)).map(|line| line.action.name())
    }

    fn is_free_of_clashes(keymap: &Keymap) {
        for mode in Mode::ALL.iter().copied() {
            let mut seen = HashSet::new();
            for key in keymap.live(mode).flat_map(|line| &line.keys) {
                assert!(seen.insert(key), "{mode:?} {}", key.name());
                assert!(!(mode.takes_text() && key.is_text()), "{mode:?} {}", key.name());
            }
        }
    }

    #[test]
    fn no_key_has_two_meanings_in_one_mode_and_letters_are_text_where_text_is_typed() {
        is_free_of_clashes(&Keymap::default());
    }

    #[test]
    fn the_table_as_it_is_has_a_line_for_a_line() {
        let keymap = Keymap::default();
        assert_eq!(keymap.lines().len(), BINDINGS.len());
        for (line, binding) in keymap.lines().iter().zip(BINDINGS) {
            assert_eq!((&line.keys[..], &line.modes[..]), (binding.keys, binding.modes));
        }
    }

    #[test]
    fn every_mode_has_a_way_out_and_the_palette_or_its_end_in_its_hints() {
        let keymap = Keymap::default();
        for mode in Mode::ALL.iter().copied() {
            assert!(keymap.name(mode, Action::Quit).is_some(), "{mode:?}");
            let out = if mode == Mode::Palette { Action::Back } else { Action::Help };
            assert!(keymap.hints(mode).any(|(_, action)| action == out), "{mode:?}");
        }
    }

    #[test]
    fn an_input_method_left_on_is_no_trap() {
        let press = |char| {
            let event = KeyEvent::new(KeyCode::Char(char), KeyModifiers::NONE);
            Keymap::default().resolve(Mode::Members, event)
        };
        assert_eq!(press('、'), Some(Action::Filter));
        assert_eq!(press('？'), Some(Action::Help));
        assert_eq!(press('ｊ'), Some(Action::Go(Motion::Down)));
    }

    #[test]
    fn what_is_wished_for_takes_the_place_of_the_keys_there_and_nowhere_else() {
        let wishes = [wish("members", "copy", &["x", "ctrl-y"]), wish("list", "refresh", &["K"])];
        let (keymap, refused) = Keymap::with(&wishes);
        assert_eq!(refused, []);
        is_free_of_clashes(&keymap);
        for (mode, key, action) in [
            (Mode::Members, "x", Some("copy")),
            (Mode::Members, "ctrl-y", Some("copy")),
            (Mode::Members, "y", None),
            (Mode::Member, "y", Some("copy")),
            (Mode::Member, "x", None),
            (Mode::Teams, "K", Some("refresh")),
            (Mode::Members, "r", None),
            (Mode::Session, "r", Some("renew")),
        ] {
            assert_eq!(does(&keymap, mode, key), action, "{mode:?} {key}");
        }
        assert_eq!(keymap.name(Mode::Members, Action::CopyName).as_deref(), Some("x"));
        assert!(keymap.hints(Mode::Members).any(|hint| hint == ("x".to_owned(), Action::CopyName)));
    }

    #[test]
    fn the_narrower_place_counts_wherever_it_stands() {
        let wishes = [wish("members", "refresh", &["x"]), wish("global", "refresh", &["K"])];
        let (keymap, refused) = Keymap::with(&wishes);
        assert_eq!(refused, []);
        assert_eq!(does(&keymap, Mode::Members, "x"), Some("refresh"));
        assert_eq!(does(&keymap, Mode::Members, "K"), None);
        assert_eq!(does(&keymap, Mode::Teams, "K"), Some("refresh"));
    }

    #[test]
    fn two_actions_may_change_their_keys_but_not_have_the_same() {
        let swap = [wish("members", "copy", &["o"]), wish("members", "open_browser", &["y"])];
        let (keymap, refused) = Keymap::with(&swap);
        assert_eq!((does(&keymap, Mode::Members, "o"), refused.len()), (Some("copy"), 0));

        let (keymap, refused) = Keymap::with(&swap[..1]);
        let o = Key::named("o").unwrap();
        assert_eq!(refused, [(0, KeyFault::Taken(o, Action::Browse))]);
        assert_eq!(keymap, Keymap::default());

        // The second falls back to `o`, which the first has taken: then the first is refused too.
        let both = [wish("members", "copy", &["o"]), wish("members", "open_browser", &["s"])];
        let (keymap, refused) = Keymap::with(&both);
        let s = Key::named("s").unwrap();
        assert_eq!(
            refused,
            [(1, KeyFault::Taken(s, Action::SortNext)), (0, KeyFault::Taken(o, Action::Browse))]
        );
        assert_eq!(keymap, Keymap::default());
    }

    #[test]
    fn letters_stay_text_and_ctrl_c_always_leaves() {
        let (keymap, refused) = Keymap::with(&[wish("filter", "back", &["x"])]);
        assert_eq!(refused, [(0, KeyFault::IsText)]);
        assert_eq!(does(&keymap, Mode::Filter, "Esc"), Some("back"));

        let (keymap, refused) =
            Keymap::with(&[wish("global", "help", &["x"]), wish("global", "quit", &["X"])]);
        assert_eq!(refused, []);
        is_free_of_clashes(&keymap);
        assert_eq!(does(&keymap, Mode::Members, "x"), Some("help"));
        assert_eq!(does(&keymap, Mode::Filter, "F1"), Some("help"), "the default where x is text");
        assert_eq!(does(&keymap, Mode::Members, "X"), Some("quit"));
        assert_eq!(does(&keymap, Mode::Members, "Q"), None);
        for mode in Mode::ALL.iter().copied() {
            assert_eq!(does(&keymap, mode, "ctrl-c"), Some("quit"), "{mode:?}");
        }
        let (_, refused) = Keymap::with(&[wish("members", "copy", &["ctrl-c"])]);
        assert_eq!(refused, [(0, KeyFault::Taken(Key::ctrl('c'), Action::Quit))]);
    }

    #[test]
    fn what_does_nothing_somewhere_gets_no_keys_there_and_keys_may_be_taken_away() {
        let copy = SafeText::line("copy", SafeText::NAME);
        let (_, refused) = Keymap::with(&[wish("teams", "copy", &["x"])]);
        assert_eq!(refused, [(0, KeyFault::NoAction(copy, "teams"))]);

        let (keymap, refused) = Keymap::with(&[wish("members", "export", &[])]);
        assert_eq!((refused.len(), keymap.name(Mode::Members, Action::Export)), (0, None));
        assert!(keymap.live(Mode::Members).any(|line| line.action == Action::Export));
    }
}
