//! `logout`: removes the session of this machine and revokes its tokens at Tower.

use std::io::{self, Write};

use super::headless::Headless;
use crate::runtime::exit_error::ExitError;
use crate::runtime::files::{cache, paths};
use crate::runtime::run_context::{RunContext, profile_of};
use crate::session::{Fact, Phase, SaveFault, SignOut};
use crate::ui::words::Words;

/// Signs out in every window.
pub(in crate::runtime) fn logout(context: RunContext) -> Result<(), ExitError> {
    let client = context.client()?;
    let words = Words(context.lang);
    let cached = cache::remove(&context.store, &profile_of(&client));
    Headless::run(client, context, async |headless: &mut Headless| match headless.session.phase() {
        Phase::SignedOut { reason: SignOut::Never, .. } => {
            writeln!(io::stdout(), "{}", words.was_not_signed_in())?;
            Ok(())
        }
        Phase::SignedOut { reason, .. } => Err(ExitError::SignedOut(reason.clone())),
        Phase::Boot | Phase::Exchanging { .. } | Phase::TwoStep { .. } | Phase::Live(_) => {
            headless.fact(Fact::SignOutWished);
            headless.until(|_, fact| matches!(fact, Fact::Removed(_))).await?;
            headless.is_signed_out()?;
            cached.map_err(|(path, error)| ExitError::NotRemoved {
                file: paths::short(&path),
                why: SaveFault::System { why: error.to_string() },
            })?;
            writeln!(io::stdout(), "{}", words.signed_out_now())?;
            Ok(())
        }
    })
}
