//! `login`: prints the address, reads the code from standard input, and asks for the two-step code when Tower
//! wants one. Works in pipes.

use std::io::{self, BufRead, IsTerminal, Write};

use tokio::sync::oneshot;

use super::headless::Headless;
use crate::app::screens::sign_in::login::read_code;
use crate::runtime::exit_error::ExitError;
use crate::runtime::run_context::{RunContext, profile_of};
use crate::runtime::threads;
use crate::session::{Fact, Phase, Renewal, Session, Trouble};
use crate::tower::captcha::read_captcha;
use crate::ui::words::Words;

/// Signs in.
pub(in crate::runtime) fn login(context: RunContext) -> Result<(), ExitError> {
    let client = context.client()?;
    let words = Words(context.lang);
    let (store, file) = (context.store.clone(), context.session_file().unwrap_or_default());
    Headless::run(client.clone(), context, async |headless: &mut Headless| {
        if let Phase::Live(live) = headless.session.phase() {
            let email = live.email.as_ref().map_or("-", |email| email.as_str()).to_owned();
            say(&words.signed_in_already(&email))?;
            return Ok(());
        }
        // A code buys one session; it is not to be bought for nothing.
        let room = store.check_room(&profile_of(&client));
        room.map_err(|why| ExitError::NotKept { file, why: Some(why) })?;
        say(&words.step_open())?;
        writeln!(io::stdout(), "{}", client.authorize_url())?;
        say(&words.step_code())?;
        sign_in(headless, words).await?;
        if headless.session.may_leave() {
            let email = headless.session.email().map_or_else(|| "-".to_owned(), |email| email.to_string());
            say(&words.signed_in_as(&email))?;
        }
        Ok(())
    })
}

/// Submits line by line until one signs in, or the input ends.
async fn sign_in(headless: &mut Headless, words: Words) -> Result<(), ExitError> {
    let mut last = ExitError::NoCode;
    let by_hand = io::stdin().is_terminal();
    let issuer = headless.session.client().issuer();
    loop {
        let two_step = matches!(headless.session.phase(), Phase::TwoStep { .. });
        let Some(typed) = headless.while_waiting_for(next_line()).await?? else { return Err(last) };
        // Said once: to a person before they go on, to a script where it goes on or ends.
        if let ExitError::SignIn(issuer, trouble) = std::mem::replace(&mut last, ExitError::NoCode) {
            say(&words.trouble(issuer, &trouble, None, None))?;
        }
        let fact = if two_step {
            match read_captcha(&typed) {
                Ok(captcha) => Fact::CaptchaGiven(captcha),
                Err(unusable) => {
                    say(&words.unusable_captcha(unusable))?;
                    continue;
                }
            }
        } else {
            match read_code(&typed, headless.session.client()) {
                Ok(code) => Fact::CodeGiven(code),
                Err(unusable) => {
                    say(&words.unusable(&unusable))?;
                    continue;
                }
            }
        };
        headless.fact(fact);
        headless.until(|session, _| is_settled(session)).await?;
        match headless.session.phase() {
            Phase::Live(_) => return Ok(()),
            Phase::TwoStep { refused: 0, .. } => say(&words.two_step_sent())?,
            Phase::TwoStep { refused, .. } => say(&words.two_step_refused(*refused))?,
            Phase::SignedOut { trouble: Some(trouble), .. } => {
                if matches!(trouble, Trouble::Misconfigured(_)) {
                    return Err(ExitError::SignIn(issuer, trouble.clone()));
                }
                if by_hand {
                    say(&words.trouble(issuer, trouble, None, None))?;
                    say(&words.step_code())?;
                } else {
                    last = ExitError::SignIn(issuer, trouble.clone());
                }
            }
            Phase::Boot | Phase::SignedOut { trouble: None, .. } | Phase::Exchanging { .. } => {}
        }
    }
}

fn is_settled(session: &Session) -> bool {
    match session.phase() {
        Phase::Exchanging { .. } => false,
        Phase::Live(live) => live.renewal != Renewal::Saving,
        Phase::Boot | Phase::SignedOut { .. } | Phase::TwoStep { .. } => true,
    }
}

/// The next non-empty line. Read on a thread of its own, so that the program can end without waiting for it. Bytes that
/// are not UTF-8, such as a label pasted in another encoding, are replaced, so that the line is no code.
async fn next_line() -> io::Result<Option<String>> {
    let (sender, line) = oneshot::channel();
    threads::start(move || {
        let mut lines = io::stdin().lock().split(b'\n');
        let text = |line: Vec<u8>| String::from_utf8_lossy(&line).into_owned();
        let line = lines
            .by_ref()
            .map(|line| line.map(text))
            .find(|line| line.as_ref().map_or(true, |line| !line.trim().is_empty()));
        drop(sender.send(line.transpose()));
    })?;
    line.await.unwrap_or(Ok(None))
}

/// Prints to standard error; standard output is for the address alone.
fn say(text: &str) -> io::Result<()> {
    writeln!(io::stderr(), "{text}")
}
