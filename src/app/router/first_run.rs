//! The way from the first-run form to the sign-in screen, and back to it where an answer was mistyped.

use std::mem;

use crossterm::event::KeyEvent;

use super::leaving::AfterLeaving;
use super::state::{Stage, State};
use crate::app::core::answers::{Answers, Typed};
use crate::app::core::effect::Effect;
use crate::app::core::notice::Notice;
use crate::app::keys::steps::SetupAction;
use crate::app::screens::setup::form::{Setup, Went};
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
                let Answers { client, kept, typed } = *answers;
                self.startup.known.kept = kept.clone();
                let mut effects = self.sit_down(client, typed);
                effects.push(Effect::SaveSettings(Box::new(kept)));
                effects
            }
        }
    }

    /// There is an application to sign in with: opens a workspace, where nobody has signed in yet. A secret that
    /// was typed is kept once it has proved right.
    pub(super) fn sit_down(&mut self, client: Client, typed: Option<Typed>) -> Vec<Effect> {
        let page = client.authorize_url();
        let mut workspace = self.startup.workspace(client);
        workspace.unproven = typed;
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

    /// From the sign-in screen back to the form. The built-in Tower has nothing to fill in, but it may have been opened
    /// from there.
    pub(in crate::app) fn change_app(&mut self) -> Vec<Effect> {
        if self.startup.demo {
            return self.leave_demo().unwrap_or_else(|| {
                self.notices.show(Notice::NoAppInDemo, self.now);
                Vec::new()
            });
        }
        if self.startup.profile.is_some() {
            self.notices.show(Notice::NoAppInProfile, self.now);
            return Vec::new();
        }
        let setup = self.empty_form();
        if let Stage::Workspace(workspace) = mem::replace(&mut self.stage, Stage::Setup(Box::new(setup))) {
            self.behind = Some(workspace);
        }
        Vec::new()
    }

    /// The built-in Tower, which the form has asked for, can be signed in to.
    pub(super) fn enter_demo(&mut self, client: Client) -> Vec<Effect> {
        self.startup.demo = true;
        self.notices.settle(|notice| matches!(notice, Notice::NoDemo { .. }));
        let empty = Stage::Setup(Box::new(self.empty_form()));
        let form = match mem::replace(&mut self.stage, empty) {
            Stage::Setup(form) => Some(form),
            Stage::Workspace(_) => None,
        };
        let effects = self.sit_down(client, None);
        self.before_demo = form;
        effects
    }

    /// Back to the form that the demo was opened from, as it was left; none where it was not.
    pub(super) fn leave_demo(&mut self) -> Option<Vec<Effect>> {
        let form = self.before_demo.take()?;
        self.startup.demo = false;
        self.overlays.clear();
        self.stage = Stage::Setup(form);
        Some(vec![Effect::EndDemo])
    }

    fn empty_form(&self) -> Setup {
        Setup::new(self.startup.base.clone(), self.startup.known.clone())
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
