//! `logout`: removes the session of this machine and revokes its tokens at Tower.

use std::io::{self, Write};

use super::headless::Headless;
use crate::runtime::exit_error::ExitError;
use crate::runtime::files::cache;
use crate::runtime::run_context::{RunContext, profile_of};
use crate::session::{Fact, Phase, SignOut};
use crate::ui::words::Words;

/// Signs out in every window.
pub(in crate::runtime) fn logout(context: RunContext) -> Result<(), ExitError> {
    let Some(client) = context.client.clone() else { return Err(ExitError::NotSetUp) };
    let words = Words(context.lang);
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(async {
        cache::remove(&context.store, &profile_of(&client));
        let mut headless = Headless::open(client, context).await?;
        let result = match headless.session.phase() {
            Phase::SignedOut { reason: SignOut::Never, .. } => {
                writeln!(io::stdout(), "{}", words.was_not_signed_in())?;
                Ok(())
            }
            Phase::SignedOut { reason, .. } => Err(ExitError::SignedOut(reason.clone())),
            Phase::Boot | Phase::Exchanging { .. } | Phase::TwoStep { .. } | Phase::Live(_) => {
                headless.fact(Fact::SignOutWished);
                headless.until(|_, fact| matches!(fact, Fact::Removed(_))).await?;
                writeln!(io::stdout(), "{}", words.signed_out_now())?;
                Ok(())
            }
        };
        headless.finish().await;
        result
    })
}
