//! Runs effects on tasks of their own and posts what comes of them.

use std::any::Any;
use std::collections::HashMap;
use std::future::ready;
use std::io;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use tokio::sync::mpsc::Sender;
use tokio::task::{AbortHandle, JoinSet};
use tokio::time::timeout;
use zeroize::Zeroizing;

use crate::app::core::notice::NotExported;
use crate::app::data::team_cache::CachedPart;
use crate::app::{Effect, Event, Exported};
use crate::base::request::RequestId;
use crate::base::secret::Secret;
use crate::demo::BuiltIn;
use crate::runtime::clock;
use crate::runtime::demo::{built_in, sign_in};
use crate::runtime::desktop::{browser, clipboard};
use crate::runtime::files::cache::Cache;
use crate::runtime::files::session_worker::SessionWorker;
use crate::runtime::files::store::Store;
use crate::runtime::files::unread::Unread;
use crate::runtime::files::{export, private_file, xlsx};
use crate::runtime::log::{Came, LogEntry, LogHandle};
use crate::runtime::network::http::Api;
use crate::runtime::network::thread::NetworkThread;
use crate::runtime::settings::values::Settings;
use crate::runtime::threads;
use crate::session::{self, ApiRequest, Fact, FileWork, SaveFault, TokenRequest};
use crate::tower::call::Reply;
use crate::tower::failure::Failure;

/// The file beside the settings that holds the access key to the token server.
const TOKEN_KEY: &str = "token-key";

/// How long the end of the program waits for what is being written beside the session and the cache.
const GRACE: Duration = Duration::from_millis(200);

/// The workers: run effects and post their results.
pub(in crate::runtime) struct Workers {
    api: Api,
    /// Where calls are made, once there are any.
    network: Option<NetworkThread>,
    pub(in crate::runtime) log: LogHandle,
    store: Store,
    session_worker: SessionWorker,
    /// Nothing is cached without it.
    cache: Option<Cache>,
    /// What of the cache is yet to be read.
    pub(super) unread: Option<Unread>,
    /// Whose session it is, and what it wants first: done behind the first picture.
    put_off: Option<(String, Vec<Effect>)>,
    /// Names the files of the session being worked on.
    profile: Option<String>,
    /// The settings as they were read.
    settings: Settings,
    settings_file: Option<PathBuf>,
    inbox: Sender<Event>,
    tasks: JoinSet<()>,
    /// What is being written beside the session and the cache.
    writes: JoinSet<()>,
    /// What is being copied by programs.
    copies: JoinSet<()>,
    calls: HashMap<RequestId, AbortHandle>,
    /// Kept running for as long as the program does, or the demo.
    built_in: Option<BuiltIn>,
    /// Where the session is kept once the demo is over.
    before_demo: Option<Store>,
}

/// An effect that needs the terminal, which the workers do not have.
#[derive(Debug, PartialEq, Eq)]
pub(in crate::runtime) enum OnTerminal {
    Copy(String),
    PrintPlain(String),
    StepOut,
    Mouse(bool),
    Redraw,
    Suspend,
    Quit,
}

impl Workers {
    pub(in crate::runtime) fn new(
        store: Store,
        settings: Settings,
        settings_file: Option<PathBuf>,
        inbox: Sender<Event>,
        built_in: Option<BuiltIn>,
        log: LogHandle,
    ) -> Self {
        let (api, calls) = (Api::default(), HashMap::new());
        let session_worker = session_worker(store.clone(), &inbox);
        let cache = settings.caches().then(Cache::default);
        Self {
            api,
            network: None,
            log,
            store,
            session_worker,
            cache,
            unread: None,
            put_off: None,
            profile: None,
            settings,
            settings_file,
            inbox,
            tasks: JoinSet::new(),
            writes: JoinSet::new(),
            copies: JoinSet::new(),
            calls,
            built_in,
            before_demo: None,
        }
    }

    /// Puts off what the session of a profile wants first: a thread that starts holds the picture up, because both take
    /// their memory by one lock.
    pub(super) fn put_off(&mut self, profile: String, effects: Vec<Effect>) {
        self.put_off = Some((profile, effects));
    }

    /// Does what was put off, and has the session file watched from now on.
    pub(super) fn catch_up(&mut self) {
        let Some((profile, effects)) = self.put_off.take() else { return };
        self.session_worker.order(profile.clone(), FileWork::Read);
        self.profile = Some(profile);
        for effect in effects {
            drop(self.run(effect));
        }
    }

    /// Fails where there is no session worker: without it nothing is stored.
    pub(in crate::runtime) fn check(&self) -> io::Result<()> {
        self.session_worker.check()
    }

    /// A worker that panics at once.
    #[cfg(test)]
    #[cfg(unix)]
    pub(in crate::runtime) fn panic(&mut self) {
        self.tasks.spawn(async { panic!("a defect on purpose") });
    }

    /// Waits until what has to be on the disk is there, and for a moment for what else is being written; the program may
    /// go on with other workers.
    pub(in crate::runtime) async fn finish(mut self, goes_on: bool) {
        drop(timeout(GRACE, async { while self.writes.join_next().await.is_some() {} }).await);
        if goes_on {
            self.session_worker.finish();
        } else {
            self.session_worker.leave();
        }
        if let Some(cache) = self.cache {
            cache.finish();
        }
    }

    /// Waits until every program that copies has told how it went.
    pub(in crate::runtime) async fn have_copied(&mut self) {
        while self.copies.join_next().await.is_some() {}
    }

    /// Starts the work on an effect; one that needs the terminal comes back.
    pub(in crate::runtime) fn run(&mut self, effect: Effect) -> Option<OnTerminal> {
        match effect {
            Effect::Session(effect) => self.run_for_session(effect),
            Effect::Cancel(request) => {
                if let Some(call) = self.calls.remove(&request) {
                    call.abort();
                }
            }
            Effect::FetchCode { url } => {
                let api = self.api.clone();
                self.call(async move { Event::CodeFetched(sign_in::fetch(&api, &url).await) });
            }
            Effect::OpenBrowser(url) => {
                self.post(async move { Event::BrowserOpened(browser::open(&url).await) });
            }
            Effect::RememberTeam(team) => {
                let store = self.store.clone();
                // Forgetting it costs one key press at the next start.
                self.block(move || store.save_last_team(&team).err().and(None));
            }
            Effect::CacheAccount(account) => self.cache(|cache, store, profile| {
                cache.keep_account(store, profile, *account);
            }),
            Effect::CacheTeam(team) => {
                self.cache(|cache, store, profile| cache.keep_team(store, profile, *team));
            }
            Effect::ReadCache => {
                let inbox = self.inbox.clone();
                if let Some(unread) = self.unread.take() {
                    let team = unread.team().clone();
                    if unread.go_on(move |event| inbox.blocking_send(event).is_ok()).is_err() {
                        self.post(ready(Event::CacheRead { team, part: CachedPart::Damaged }));
                    }
                }
            }
            Effect::DropCache => self.cache(Cache::drop_all),
            Effect::SaveSettings(kept) => self.write_settings(|settings| settings.with(*kept)),
            Effect::SaveTheme(theme) => self.write_settings(move |settings| Settings {
                theme: Some(theme.name().to_owned()),
                ..settings
            }),
            Effect::KeepSecret { profile, secret } => {
                let store = self.store.clone();
                self.block(move || {
                    let kept = store.save_client_secret(&profile, &secret);
                    Some(Event::SettingsSaved(kept))
                });
            }
            Effect::Export { path, content, count } => self.block(move || {
                let bytes = match content {
                    Exported::Text(text) => Ok(text.into_bytes()),
                    Exported::Book(sheet) => {
                        xlsx::workbook(&sheet).map_err(|error| NotExported::System { why: error.to_string() })
                    }
                };
                Some(match bytes.and_then(|bytes| export::write(&path, &bytes)) {
                    Ok(path) => Event::Exported { path, result: Ok(count) },
                    Err(why) => Event::Exported { path, result: Err(why) },
                })
            }),
            Effect::KeepTokenKey(key) => self.keep_token_key(key),
            Effect::StartDemo => self.start_demo(),
            Effect::EndDemo => self.end_demo(),
            Effect::CopyNatively { text, what } => {
                let copying = async move {
                    if clipboard::copy(&text).await {
                        Event::Copied(what)
                    } else {
                        Event::NotCopied { text, what }
                    }
                };
                self.copies.spawn(posted(copying, self.inbox.clone()));
            }
            Effect::Copy(text) => return Some(OnTerminal::Copy(text)),
            Effect::PrintPlain(text) => return Some(OnTerminal::PrintPlain(text)),
            Effect::StepOut => return Some(OnTerminal::StepOut),
            Effect::Mouse(on) => return Some(OnTerminal::Mouse(on)),
            Effect::Redraw => return Some(OnTerminal::Redraw),
            Effect::Suspend => return Some(OnTerminal::Suspend),
            Effect::Quit => return Some(OnTerminal::Quit),
        }
        None
    }

    /// Waits until a worker ends; with what it panicked, if it did.
    pub(in crate::runtime) async fn ended(&mut self) -> Result<(), Box<dyn Any + Send>> {
        let ended = tokio::select! {
            Some(ended) = self.tasks.join_next() => ended,
            Some(ended) = self.writes.join_next() => ended,
            Some(ended) = self.copies.join_next() => ended,
            else => std::future::pending().await,
        };
        match ended {
            Err(error) if error.is_panic() => Err(error.into_panic()),
            _ => Ok(()),
        }
    }

    fn cache(&self, work: impl FnOnce(&Cache, &Store, &str)) {
        if let (Some(cache), Some(profile)) = (&self.cache, &self.profile) {
            work(cache, &self.store, profile);
        }
    }

    fn run_for_session(&mut self, effect: session::Effect) {
        match effect {
            session::Effect::AskToken(request) => self.ask_token(request),
            session::Effect::Send(request) => self.send(request),
            session::Effect::Revoke(requests) => self.revoke(requests),
            session::Effect::File { profile, work } => {
                self.log.note(&LogEntry::Work(&work));
                self.session_worker.order(profile.clone(), work);
                self.profile = Some(profile);
            }
        }
    }

    /// Best effort: what Tower says to it does not matter, only that it was told.
    fn revoke(&mut self, requests: Vec<TokenRequest>) {
        for request in requests {
            let (api, log) = (self.api.clone(), self.log.clone());
            self.call(async move {
                let since = Instant::now();
                let came = Came::of(&api.revoke(&request).await);
                log.note(&LogEntry::Asked { request: &request, came, took: since.elapsed() });
                Event::Session(Fact::Revoked { request: request.request })
            });
        }
    }

    fn ask_token(&mut self, request: TokenRequest) {
        let (api, log) = (self.api.clone(), self.log.clone());
        self.call(async move {
            let since = Instant::now();
            let result = api.token(&request).await;
            let (came, took) = (Came::of(&result), since.elapsed());
            log.note(&LogEntry::Asked { request: &request, came, took });
            Event::Session(Fact::TokenAnswered { request: request.request, result })
        });
    }

    fn send(&mut self, mut request: ApiRequest) {
        let (api, log) = (self.api.clone(), self.log.clone());
        let id = request.request;
        let handle = self.call(async move {
            let mut before: Option<Reply> = None;
            let result = loop {
                let reply = match read(&request, &api, &log).await {
                    Ok(reply) => reply,
                    Err(why) => break Err(why),
                };
                let next = request.call.following(&reply);
                let all = match before.take() {
                    Some(before) => before.followed_by(reply),
                    None => reply,
                };
                match next {
                    Some(call) => (request.call, before) = (call, Some(all)),
                    None => break Ok(all),
                }
            };
            Event::Session(Fact::Replied { request: id, result })
        });
        self.calls.retain(|_, call| !call.is_finished());
        self.calls.insert(id, handle);
    }

    /// Writes what the program changes in the settings.
    fn write_settings(&mut self, change: impl FnOnce(Settings) -> Settings + Send + 'static) {
        let (read, file) = (self.settings.clone(), self.settings_file.clone());
        self.block(move || {
            let written = file.map_or(Ok(()), |file| {
                Settings::change(&file, read, change)
                    .map_err(|error| SaveFault::System { why: error.to_string() })
            });
            Some(Event::SettingsSaved(written))
        });
    }

    fn keep_token_key(&mut self, key: Secret) {
        let (read, Some(file)) = (self.settings.clone(), self.settings_file.clone()) else { return };
        let key_file = file.with_file_name(TOKEN_KEY);
        self.block(move || {
            let line = Zeroizing::new(format!("{}\n", key.expose()));
            let kept = private_file::write(&key_file, line.as_bytes()).and_then(|_| {
                let change = |settings| Settings { token_key_file: Some(key_file.clone()), ..settings };
                Settings::change(&file, read, change)
            });
            let kept = kept.map_err(|error| SaveFault::System { why: error.to_string() });
            Some(Event::SettingsSaved(kept))
        });
    }

    /// Nothing that the demo has asked for comes any more.
    fn end_demo(&mut self) {
        self.tasks.abort_all();
        self.calls.clear();
        self.built_in = None;
        self.profile = None;
        if let Some(store) = self.before_demo.take() {
            self.session_worker = session_worker(store.clone(), &self.inbox);
            self.store = store;
        }
        self.log.speak_again();
    }

    fn start_demo(&mut self) {
        let worker = session_worker(Store::nowhere(), &self.inbox);
        let started = worker.check().and_then(|()| built_in::start());
        let result = started.map(|built_in| {
            self.log.fall_silent();
            self.before_demo = Some(std::mem::replace(&mut self.store, Store::nowhere()));
            self.session_worker = worker;
            let client = built_in::client_of(&built_in);
            self.built_in = Some(built_in);
            Box::new(client)
        });
        self.post(ready(Event::DemoStarted(result.map_err(|error| error.to_string()))));
    }

    fn post(&mut self, work: impl Future<Output = Event> + Send + 'static) -> AbortHandle {
        let work = posted(work, self.inbox.clone());
        self.tasks.spawn(work)
    }

    /// The same of what needs the network. Where there is no thread for it, it runs beside the screen.
    fn call(&mut self, work: impl Future<Output = Event> + Send + 'static) -> AbortHandle {
        self.network = self.network.take().or_else(|| NetworkThread::start().ok());
        match &self.network {
            Some(network) => {
                let work = posted(work, self.inbox.clone());
                self.tasks.spawn_on(work, network.handle())
            }
            None => self.post(work),
        }
    }

    fn block(&mut self, work: impl FnOnce() -> Option<Event> + Send + 'static) {
        let inbox = self.inbox.clone();
        self.writes.spawn(async move {
            if let Some(event) = threads::run(work).await {
                // The receiver is gone once the program ends.
                drop(inbox.send(event).await);
            }
        });
    }
}

/// Asks Tower, and reads what it says.
async fn read(request: &ApiRequest, api: &Api, log: &LogHandle) -> Result<Reply, Failure> {
    let since = Instant::now();
    let answer = api.read(request).await;
    let (came, took) = (Came::of(&answer), since.elapsed());
    let result = request.call.read(answer, clock::wall().0 / 1000);
    let (call, again, failure) = (&request.call, request.again, result.as_ref().err());
    log.note(&LogEntry::Called { call, again, came, failure, took });
    result
}

async fn posted(work: impl Future<Output = Event>, inbox: Sender<Event>) {
    let event = work.await;
    // The receiver is gone once the program ends.
    drop(inbox.send(event).await);
}

fn session_worker(store: Store, inbox: &Sender<Event>) -> SessionWorker {
    let inbox = inbox.clone();
    // The receiver is gone once the program ends.
    SessionWorker::start(store, move |fact| drop(inbox.blocking_send(Event::Session(fact))))
}
