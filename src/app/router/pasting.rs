//! What becomes of pasted text: it is typed where text is typed; on a list it opens the to-do that it names, or else is
//! looked for.

use super::input::Input;
use super::state::{Stage, State};
use crate::app::core::effect::Effect;
use crate::app::core::notice::Notice;
use crate::app::core::screen::Destination;
use crate::tower::todo_address::TodoAddress;

impl State {
    /// Text goes into what lies over the screen; but what is pasted at the sign-in or on the first run belongs there.
    pub(super) fn paste(&mut self, text: &str) -> Vec<Effect> {
        let at = self.at();
        let takes_all = match &self.stage {
            Stage::Setup(_) => true,
            Stage::Workspace(workspace) => workspace.is_signing_in(),
        };
        match (self.overlays.last_mut(), &mut self.stage) {
            (Some(top), _) if !takes_all && top.overlay().mode().takes_text() => {
                top.overlay_mut().paste(text);
                return Vec::new();
            }
            (_, Stage::Setup(setup)) => setup.paste(text),
            (_, Stage::Workspace(workspace)) => {
                if let Some(address) = workspace.named_by(text, at) {
                    return self.open_todo(address);
                }
                if !text.trim().is_empty() && self.can_look_for_text() {
                    return self.look_for(Input::Paste(text));
                }
                let Stage::Workspace(workspace) = &mut self.stage else { return Vec::new() };
                if takes_all || workspace.mode(at).takes_text() {
                    workspace.hand_on(Input::Paste(text), at);
                } else {
                    self.notices.hint(Notice::NoPlaceToPaste, self.now);
                }
            }
        }
        self.close_palette();
        Vec::new()
    }

    /// Opens a to-do that somebody named.
    pub(super) fn open_todo(&mut self, address: TodoAddress) -> Vec<Effect> {
        self.overlays.clear();
        self.in_workspace(|workspace, at, out| workspace.go_to(Destination::Todo(address), at, out))
    }
}
