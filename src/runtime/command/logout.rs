//! `logout`: removes the session of this machine and tells Tower that its tokens are done with.

use std::io::{self, Write};

use crate::runtime::cache;
use crate::runtime::ground::{Ground, profile_of};
use crate::runtime::headless::Headless;
use crate::runtime::hindrance::Hindrance;
use crate::runtime::places;
use crate::session::{Fact, Phase, SaveFault, SignOut};
use crate::ui::words::Words;

/// Signs out in every window.
pub(in crate::runtime) fn logout(ground: Ground) -> Result<(), Hindrance> {
    let Some(client) = ground.client.clone() else { return Err(Hindrance::NotSetUp) };
    let words = Words(ground.lang);
    let cached = cache::remove(&ground.store, &profile_of(&client));
    Headless::run(client, ground, async |headless: &mut Headless| match headless.session.phase() {
        Phase::SignedOut { reason: SignOut::Never, .. } => {
            writeln!(io::stdout(), "{}", words.was_not_signed_in())?;
            Ok(())
        }
        Phase::SignedOut { reason, .. } => Err(Hindrance::SignedOut(reason.clone())),
        Phase::Boot | Phase::Exchanging { .. } | Phase::TwoStep { .. } | Phase::Live(_) => {
            headless.fact(Fact::SignOutWished);
            headless.until(|_, fact| matches!(fact, Fact::Removed(_))).await?;
            headless.is_signed_out()?;
            cached.map_err(|(path, error)| Hindrance::NotRemoved {
                file: places::short(&path),
                why: SaveFault::System { why: error.to_string() },
            })?;
            writeln!(io::stdout(), "{}", words.signed_out_now())?;
            Ok(())
        }
    })
}
