//! What becomes of keys that do nothing, and of text that nobody asked for: on a list text can only mean that something
//! is looked for; everything else is told that it does nothing.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use super::input::Input;
use super::state::{Stage, State};
use crate::app::core::effect::Effect;
use crate::app::core::notice::Notice;
use crate::app::core::view::View;
use crate::app::keys::key::Key;
use crate::app::keys::mode_row::Kind;
use crate::app::keys::table::{Action, OF_VIEWS};
use crate::app::kit::text_field::TextField;
use crate::app::search::narrow;

impl State {
    /// Whether a key types or edits in the field that takes text here.
    pub(super) fn is_text(&self, key: KeyEvent) -> bool {
        self.mode().takes_text() && TextField::takes(key)
    }

    /// Takes a key that is bound to nothing here, unless it opens a saved view.
    pub(super) fn take_unbound(&mut self, key: KeyEvent) -> Vec<Effect> {
        if let Some(view) = self.view_on(Key::of(key, false)) {
            return self.show_view(&view);
        }
        match key.code {
            KeyCode::Null | KeyCode::Modifier(_) | KeyCode::CapsLock | KeyCode::NumLock => Vec::new(),
            KeyCode::Char(char) if is_written(char) && is_alone(key) && self.can_look_for_text() => {
                self.look_for(Input::Key(key))
            }
            _ => {
                let name = Key::of(key, false).name();
                self.notices.hint(Notice::NoSuchKey { name }, self.now);
                Vec::new()
            }
        }
    }

    /// The saved view that a key opens here.
    fn view_on(&self, key: Key) -> Option<View> {
        let is_here = self.overlays.is_empty() && OF_VIEWS.contains(&self.mode());
        self.views().into_iter().find(|view| is_here && view.key == Some(key))
    }

    /// Whether text that comes now can only be something that is looked for.
    pub(super) fn can_look_for_text(&self) -> bool {
        let Stage::Workspace(workspace) = &self.stage else { return false };
        let is_list = self.mode().row().kind == Kind::List;
        is_list && self.overlays.is_empty() && workspace.screen().filter().is_some()
    }

    /// Opens the filter with this text.
    pub(super) fn look_for(&mut self, text: Input<'_>) -> Vec<Effect> {
        self.in_workspace(|workspace, at, out| {
            workspace.act(Action::Filter, at, out);
            workspace.hand_on(text, at);
        })
    }

    /// Says why an action changes nothing, where that is known.
    pub(super) fn tell_why_not(&mut self, action: Action) {
        let at = self.at();
        let Stage::Workspace(workspace) = &self.stage else { return };
        if let Some(why) = workspace.disabled(action, at).filter(|_| action != Action::QuitOrBack) {
            self.notices.hint(Notice::CannotNow { action, why }, self.now);
        }
    }
}

/// Whether a character is a letter that no key is bound to, such as an input method commits; what is full-width stands for a
/// key.
fn is_written(char: char) -> bool {
    char.is_alphabetic() && !char.is_ascii() && narrow(char) == char
}

fn is_alone(key: KeyEvent) -> bool {
    !key.modifiers.intersects(KeyModifiers::CONTROL | KeyModifiers::ALT)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_an_input_method_commits_is_text_and_what_keys_send_is_not() {
        for char in [
            '张',
            '々',
            '〇',
            'あ',
            'ア',
            'ｱ',
            'ﾞ',
            '한',
            'ﾱ',
            'ㄓ',
            'ж',
            'ก',
            'ا',
            'Σ',
            'Ö',
            'é',
            '\u{20bb7}',
        ] {
            assert!(is_written(char), "{char}");
        }
        for char in ['a', 'ｊ', 'Ｊ', '１', '、', '？', '《', '·', '🙂'] {
            assert!(!is_written(char), "{char}");
        }
    }
}
