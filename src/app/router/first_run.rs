//! The way from the first-run form to the sign-in screen, and back to it where an answer was mistyped.

use std::mem;

use crossterm::event::KeyEvent;

use super::leaving::AfterLeaving;
use super::state::{Stage, State};
use crate::app::core::answers::Answers;
use crate::app::core::effect::Effect;
use crate::app::core::notice::Notice;
use crate::app::keys::steps::SetupAction;
use crate::app::screens::setup::form::{Setup, Went};
use crate::base::secret::Secret;
use crate::tower::oauth::Client;

impl State {
    /// Does what the person wants on the form.
    pub(super) fn act_on_setup(&mut self, action: SetupAction, key: KeyEvent) -> Vec<Effect> {
        let Stage::Setup(setup) = &mut self.stage else { return Vec::new() };
        let went = match action {
            SetupAction::Next => {
                setup.step(false);
                Went::Nowhere
            }
            SetupAction::Previous => {
                setup.step(true);
                Went::Nowhere
            }
            SetupAction::Choose => {
                setup.choose(key);
                self.lang = setup.lang.unwrap_or(self.startup.lang);
                Went::Nowhere
            }
            SetupAction::Continue => setup.go_on(),
            SetupAction::Demo => Went::ToDemo,
            SetupAction::Back => return self.back_to_desk(),
        };
        match went {
            Went::Nowhere => Vec::new(),
            Went::Out => self.leave(AfterLeaving::Quit),
            Went::ToDemo => {
                let draft = self.save_draft();
                draft.into_iter().chain([Effect::StartDemo]).collect()
            }
            Went::On(answers) => {
                let Answers { client, kept, secret } = *answers;
                self.startup.known.kept = kept.clone();
                let mut effects = self.sit_down(client, secret);
                effects.push(Effect::SaveSettings(Box::new(kept)));
                effects
            }
        }
    }

    /// There is an application to sign in with: opens a workspace, where nobody has signed in yet. A secret that
    /// was typed is kept once it has proved right.
    pub(super) fn sit_down(&mut self, client: Client, secret: Option<Secret>) -> Vec<Effect> {
        let page = client.authorize_url();
        let mut workspace = self.startup.workspace(client);
        workspace.unproven = secret;
        // A code that was pasted before the secret was corrected is still good.
        if let Some(behind) = self.behind.take()
            && behind.session.client().authorize_url() == page
        {
            workspace.login = behind.login;
            workspace.login.go_to_draft();
        }
        let effects = workspace.session.open().effects.into_iter().map(Effect::Session).collect();
        self.stage = Stage::Workspace(Box::new(workspace));
        effects
    }

    /// From the sign-in screen back to the form. The built-in Tower has nothing to fill in.
    pub(in crate::app) fn change_app(&mut self) {
        if self.startup.demo {
            self.notices.show(Notice::NoAppInDemo, self.now);
            return;
        }
        let setup = Setup::new(self.startup.base.clone(), self.startup.known.clone());
        if let Stage::Workspace(workspace) = mem::replace(&mut self.stage, Stage::Setup(Box::new(setup))) {
            self.behind = Some(workspace);
        }
    }

    /// Back to the sign-in screen, if the form was opened from it.
    fn back_to_desk(&mut self) -> Vec<Effect> {
        let Some(workspace) = self.behind.take() else { return Vec::new() };
        // Another window may have signed in meanwhile.
        let effects = workspace.session.open().effects.into_iter().map(Effect::Session).collect();
        self.stage = Stage::Workspace(workspace);
        effects
    }

    /// What was typed on the form is there again at the next start.
    pub(super) fn save_draft(&mut self) -> Option<Effect> {
        let Stage::Setup(setup) = &self.stage else { return None };
        let draft = setup.draft()?;
        self.saving = true;
        Some(Effect::SaveSettings(Box::new(draft)))
    }
}
