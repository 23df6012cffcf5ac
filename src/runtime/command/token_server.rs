//! `token-server`: keeps the application's secret for a team.

use std::env;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{TrySendError, sync_channel};
use std::thread::JoinHandle;

use crate::runtime::cli::TokenServerArgs;
use crate::runtime::clock;
use crate::runtime::exit_error::{ExitError, Unservable};
use crate::runtime::files::paths;
use crate::runtime::files::secret_file::{NotTaken, read_closed, read_open, read_secret};
use crate::runtime::network::fd_limit;
use crate::runtime::network::http::Api;
use crate::runtime::run_context::BaseContext;
use crate::runtime::terminal::signals::{self, Order};
use crate::runtime::threads;
use crate::token_server::{App, Endpoint, Keys, Limits, Log, Plan, Posting, Rules, Tls, Upstream, start};
use crate::tower::oauth::{OUT_OF_BAND, check_callback};
use crate::ui::words::Words;

/// The file in `$CREDENTIALS_DIRECTORY` with the application's secret (systemd's `LoadCredential=`).
const CREDENTIAL: &str = "client_secret";

/// How many lines of the log may wait to be written. Where nobody reads them, the rest is not written.
const LINES: usize = 1024;

/// Serves until a signal asks it to end.
pub(in crate::runtime) fn token_server(
    asked: &TokenServerArgs,
    base_context: &BaseContext,
) -> Result<(), ExitError> {
    let plan = plan(asked, base_context)?;
    let tower = base_context.tower()?;
    let api = Api::default();
    let upstream = Upstream::new(move |Posting { endpoint, form, authorization }| {
        let url = match endpoint {
            Endpoint::Token => tower.token_url.clone(),
            Endpoint::Revocation => tower.revoke_url().unwrap_or_default(),
        };
        let api = api.clone();
        async move { api.pass_on(&url, &form, authorization.as_ref()).await }
    });
    let runtime = threads::runtime()?;
    let ended = runtime.block_on(async {
        let mut orders = signals::for_a_server()?;
        let listen = asked.listen;
        let (log, writer) = log()?;
        let running = start(plan, upstream, log).map_err(|error| ExitError::Listen { listen, error })?;
        while orders.recv().await == Some(Order::Renew) {
            match keys(asked).and_then(|keys| Ok((keys, tls(asked)?))) {
                Ok((keys, tls)) => running.renew(keys, tls),
                Err(why) => running.not_renewed(&why.say(Words(base_context.lang), clock::zone())),
            }
        }
        let finished = threads::run(move || {
            running.finish();
            drop(writer.join());
        });
        let again = async { while orders.recv().await == Some(Order::Renew) {} };
        tokio::select! {
            // A second signal: at once.
            () = again => {}
            () = finished => {}
        }
        Ok(())
    });
    runtime.shutdown_background();
    ended
}

/// Prints a line for the file of keys.
pub(in crate::runtime) fn token_server_key(name: &str) -> Result<(), ExitError> {
    let mut chance = [0; 32];
    getrandom::fill(&mut chance).map_err(io::Error::from)?;
    let line = Keys::new_line(name, chance).ok_or(Unservable::KeyName)?;
    Ok(writeln!(io::stdout(), "{}", line.expose())?)
}

fn plan(asked: &TokenServerArgs, base_context: &BaseContext) -> Result<Plan, ExitError> {
    let here = asked.listen.ip().is_loopback();
    // To what stands behind a proxy, everybody comes from this machine.
    if asked.no_key && (!here || asked.behind_proxy) {
        return Err(Unservable::OpenToAll.into());
    }
    let tls = tls(asked)?;
    if tls.is_none() && !here && !asked.behind_proxy {
        return Err(Unservable::InTheOpen.into());
    }
    let redirect_uri = base_context.known.redirect_uri().unwrap_or(OUT_OF_BAND).to_owned();
    check_callback(&redirect_uri).map_err(ExitError::Callback)?;
    let client_id = base_context.known.client_id().map(str::to_owned).ok_or(Unservable::NoId)?;
    let from_file =
        |path: &Path| read_secret(path, credentials().as_deref()).map_err(|why| not_taken(path, why));
    let given = credentials().map(|directory| directory.join(CREDENTIAL)).filter(|path| path.exists());
    let client_secret = match (&asked.secret_file, &base_context.known.fixed.secret, given) {
        (Some(path), ..) => from_file(path)?,
        (None, Some(secret), _) => secret.clone(),
        (None, None, Some(path)) => from_file(&path)?,
        (None, None, None) => return Err(Unservable::NoSecret.into()),
    };
    Ok(Plan {
        listen: asked.listen,
        rules: Rules {
            app: App { client_id, client_secret, redirect_uri },
            keys: keys(asked)?,
            limits: Limits::default(),
            replay: Rules::REPLAY,
        },
        behind_proxy: asked.behind_proxy,
        tls,
        connections: fd_limit::connections(),
    })
}

/// The directory in which the system has put secrets for this process.
fn credentials() -> Option<PathBuf> {
    env::var_os("CREDENTIALS_DIRECTORY").map(PathBuf::from)
}

fn not_taken(path: &Path, why: NotTaken) -> ExitError {
    ExitError::NotTaken { path: paths::short(path), why }
}

fn keys(asked: &TokenServerArgs) -> Result<Keys, ExitError> {
    match &asked.keys_file {
        Some(path) => {
            let text = read_closed(path, credentials().as_deref()).map_err(|why| not_taken(path, why))?;
            Ok(Keys::read(&text).map_err(|why| Unservable::Keys { path: paths::short(path), why })?)
        }
        None if asked.no_key => Ok(Keys::Open),
        None => Err(Unservable::NoKeys.into()),
    }
}

fn tls(asked: &TokenServerArgs) -> Result<Option<Tls>, ExitError> {
    let (Some(certificate), Some(key)) = (&asked.tls_cert, &asked.tls_key) else { return Ok(None) };
    let chain = read_open(certificate)
        .map_err(|error| Unservable::TlsFile { path: paths::short(certificate), why: error.to_string() })?;
    let secret = read_closed(key, credentials().as_deref()).map_err(|why| not_taken(key, why))?;
    Tls::new(chain.as_bytes(), secret.as_bytes()).map(Some).map_err(|why| {
        let (certificate, key) = (paths::short(certificate), paths::short(key));
        Unservable::Tls { certificate, key, why }.into()
    })
}

/// Writes to standard error on a thread of its own, so that a reader who stops does not stop the server.
fn log() -> io::Result<(Log, JoinHandle<()>)> {
    let (sender, lines) = sync_channel::<String>(LINES);
    let writer = threads::start(move || {
        for line in lines {
            // Standard error may be closed.
            drop(writeln!(io::stderr(), "{line}"));
        }
    })?;
    let log = Log::new(move |line| match sender.try_send(line.to_owned()) {
        Ok(()) | Err(TrySendError::Full(_) | TrySendError::Disconnected(_)) => {}
    });
    Ok((log, writer))
}
