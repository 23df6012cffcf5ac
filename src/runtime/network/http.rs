//! The HTTP client: sends the requests of the lower layers and returns their answers unjudged.

use std::error::Error;
use std::io::Read;
use std::sync::{Arc, Once};
use std::time::{Duration, Instant};

use reqwest::header::{ACCEPT, ACCEPT_ENCODING, AUTHORIZATION, CONTENT_ENCODING, HeaderName, HeaderValue};
use reqwest::{Client, RequestBuilder, Response};
use tokio::sync::OnceCell;
use tokio::time::timeout;
use url::Url;

use super::charset::in_utf_8;
use super::proxies::{BadProxy, Proxies};
use super::resolver::Resolver;
use super::secret_command::SecretCommand;
use crate::base::secret::Secret;
use crate::runtime::threads;
use crate::session::{ApiRequest, TokenRequest};
use crate::tower::failure::{NO_PROXY, PROXY};
use crate::tower::oauth::is_local;
use crate::tower::verdict::{MOST_BODY, refuses_client};
use crate::tower::wire::{Answer, KEY_HEADER, OUTCOME_HEADER, TransportError, UNKNOWN};

/// How long connecting may take.
const CONNECT: Duration = Duration::from_secs(5);
/// How long a read may take: nothing on the screen waits longer.
const READ: Duration = Duration::from_secs(15);
/// How long the token endpoint may take: giving up early could lose a token it has already given.
const TOKEN: Duration = Duration::from_secs(20);
/// How long Tower may take where a token server asks it.
const PASS_ON: Duration = Duration::from_secs(15);
/// How long revoking a token may take.
const REVOKE: Duration = Duration::from_secs(3);
/// How long the last look for an answer takes whose time is over.
const LAST_LOOK: Duration = Duration::from_secs(1);
/// The largest page that is read: a page of 200 members is about 100 kB.
const MOST_PAGE: usize = 16 * 1024 * 1024;

/// How the errors begin of a proxy that is asked to let a connection through.
const PROXY_ERRORS: [&str; 2] = ["tunnel error: ", "SOCKS error: "];

const JSON: HeaderValue = HeaderValue::from_static("application/json");

/// The HTTP clients, each for what is at one host, and made when first needed: making one takes longer than drawing the
/// first frame.
#[derive(Clone, Debug, Default)]
pub struct Api(Arc<Clients>);

#[derive(Debug, Default)]
struct Clients {
    reads: OnceCell<Client>,
    /// For the token endpoint, and for what stands beside it and ends tokens.
    tokens: OnceCell<Client>,
    /// For addresses on this machine: without the proxy of the environment.
    local: OnceCell<Client>,
    secret: SecretCommand,
}

/// Who answers at an address.
#[derive(Debug)]
pub(in crate::runtime) struct Knock {
    /// How long the head of the answer took, the connection included.
    pub(in crate::runtime) took: Duration,
    /// The answer without its body.
    pub(in crate::runtime) answer: Answer,
}

impl Api {
    /// Makes a call of the API. Gives up after 15 s; redirects are not followed, so the token goes nowhere else.
    pub async fn read(&self, request: &ApiRequest) -> Result<Answer, TransportError> {
        let client = self.client(&self.0.reads, &request.url, false).await?;
        let call = client.get(&request.url).query(&request.call.query()).timeout(READ);
        answer(with_bearer(call, Some(&request.access)), MOST_PAGE).await
    }

    /// Asks for an address without any token, to see who answers and when. Gives up after 6 s, a connection after 5.
    pub(in crate::runtime) async fn knock(&self, url: &str) -> Result<Knock, TransportError> {
        let client = self.client(&self.0.reads, url, true).await?;
        let since = Instant::now();
        let response = client.get(url).timeout(CONNECT + LAST_LOOK).send().await.map_err(lost)?;
        Ok(Knock { took: since.elapsed(), answer: head(&response) })
    }

    /// Posts a form to the token endpoint. Sent once, because what it buys can be bought once; gives up after
    /// 20 s. A secret that a command prints is fetched first.
    pub async fn token(&self, request: &TokenRequest) -> Result<Answer, TransportError> {
        self.post(request, TOKEN).await
    }

    /// Passes a token server's form on to Tower: one attempt of 15 s, so that a client that waits 20 s still
    /// hears what came of it. `authorization` goes along as it is.
    pub async fn pass_on(
        &self,
        url: &str,
        form: &[(&'static str, Secret)],
        authorization: Option<&Secret>,
    ) -> Result<Answer, TransportError> {
        let client = self.client(&self.0.tokens, url, true).await?;
        let form: Vec<(&str, &str)> = form.iter().map(|(name, value)| (*name, value.expose())).collect();
        let post = client.post(url).form(&form).header(ACCEPT, JSON);
        let post = with_secret(post, AUTHORIZATION, authorization.map(Secret::expose));
        in_time(PASS_ON, answer(post, MOST_BODY)).await
    }

    /// Asks a token server for nothing with this key, to see whether it is let in: what is missing in the form is told
    /// only then. Gives up after 5 s, and nothing goes on to Tower.
    pub(in crate::runtime) async fn try_key(
        &self,
        url: &str,
        key: Option<&Secret>,
    ) -> Result<Answer, TransportError> {
        let client = self.client(&self.0.tokens, url, true).await?;
        let nothing: [(&str, &str); 0] = [];
        let post = client.post(url).form(&nothing).timeout(CONNECT).header(ACCEPT, JSON);
        let key = key.map(Secret::expose);
        answer(with_secret(post, HeaderName::from_static(KEY_HEADER), key), MOST_BODY).await
    }

    /// Revokes a token at Tower. Gives up after 3 s.
    pub async fn revoke(&self, request: &TokenRequest) -> Result<Answer, TransportError> {
        self.post(request, REVOKE).await
    }

    async fn post(&self, request: &TokenRequest, within: Duration) -> Result<Answer, TransportError> {
        let Some(command) = &request.secret_command else {
            return self.post_with(request, None, within).await;
        };
        let secret = self.0.secret.secret(command, None).await.map_err(TransportError::NoSecret)?;
        let answer = self.post_with(request, Some(&secret), within).await?;
        if !refuses_client(&answer) {
            return Ok(answer);
        }
        // It may have been changed where the command finds it. Nothing was spent, so the same can be asked with.
        match self.0.secret.secret(command, Some(&secret)).await {
            Ok(anew) if anew != secret => self.post_with(request, Some(&anew), within).await,
            Ok(_) | Err(_) => Ok(answer),
        }
    }

    async fn post_with(
        &self,
        request: &TokenRequest,
        secret: Option<&Secret>,
        within: Duration,
    ) -> Result<Answer, TransportError> {
        let client = self.client(&self.0.tokens, &request.url, true).await?;
        let mut form: Vec<(&str, &str)> =
            request.form.iter().map(|(name, value)| (*name, value.expose())).collect();
        form.extend(secret.map(|secret| ("client_secret", secret.expose())));
        let post = client.post(&request.url).form(&form);
        let key = request.token_key.as_ref().map(Secret::expose);
        let post = with_secret(post, HeaderName::from_static(KEY_HEADER), key);
        in_time(within, answer(with_bearer(post, request.bearer.as_ref()), MOST_BODY)).await
    }

    /// A client for a page of the built-in Tower.
    pub(in crate::runtime) async fn local(&self) -> Result<Client, TransportError> {
        self.client(&self.0.local, "http://127.0.0.1/", false).await
    }

    async fn client(
        &self,
        cell: &OnceCell<Client>,
        url: &str,
        fresh: bool,
    ) -> Result<Client, TransportError> {
        let asked = url.to_owned();
        let make = || threads::run(move || build(&asked, fresh));
        cell.get_or_try_init(make).await.cloned()
    }
}

/// Builds an HTTP client for what is at this address. Plain `http` is for this machine only; other addresses have been
/// refused before.
fn build(url: &str, fresh: bool) -> Result<Client, TransportError> {
    static PROVIDER: Once = Once::new();
    PROVIDER.call_once(|| {
        // Fails only if one is installed already, which is as good.
        drop(rustls::crypto::ring::default_provider().install_default());
    });
    let mut builder = Client::builder()
        .user_agent(concat!("tower-tui/", env!("CARGO_PKG_VERSION")))
        .connect_timeout(CONNECT)
        .redirect(reqwest::redirect::Policy::none())
        .retry(reqwest::retry::never())
        .https_only(!url.starts_with("http:"));
    if url.starts_with("http:") {
        // Nothing is encrypted there, and reading the machine's certificates takes longer than the first picture.
        builder = builder.tls_certs_only([]);
    }
    builder = builder.dns_resolver(Resolver);
    builder = match Proxies::of_environment() {
        _ if Url::parse(url).is_ok_and(|url| is_local(&url)) => builder.no_proxy(),
        Ok(Some(proxies)) if proxies.is_for(url) => {
            builder.no_proxy().proxy(proxies.for_client().map_err(lost)?)
        }
        Ok(Some(_)) => builder.no_proxy(),
        // The system may have one of its own.
        Ok(None) => builder,
        Err(BadProxy(variable)) => {
            return Err(TransportError::NotSent(format!("{NO_PROXY}{variable}")));
        }
    };
    if fresh {
        // A connection that died while the machine slept is the likeliest way to lose a token's answer.
        builder = builder.pool_max_idle_per_host(0);
    }
    builder.build().map_err(|error| TransportError::NotSent(cause(error)))
}

fn with_bearer(request: RequestBuilder, access: Option<&Secret>) -> RequestBuilder {
    let bearer = access.map(|access| format!("Bearer {}", access.expose()));
    with_secret(request.header(ACCEPT, JSON), AUTHORIZATION, bearer.as_deref())
}

fn with_secret(request: RequestBuilder, name: HeaderName, secret: Option<&str>) -> RequestBuilder {
    match secret.map(HeaderValue::try_from) {
        Some(Ok(mut header)) => {
            header.set_sensitive(true);
            request.header(name, header)
        }
        Some(Err(_)) | None => request,
    }
}

/// Gives up after `limit`, but not without another look: a program that stood still for longer, stopped or asleep, finds
/// its time over, and the answer waiting in the socket.
async fn in_time(
    limit: Duration,
    work: impl Future<Output = Result<Answer, TransportError>>,
) -> Result<Answer, TransportError> {
    tokio::pin!(work);
    if let Ok(done) = timeout(limit, &mut work).await {
        return done;
    }
    timeout(LAST_LOOK, work).await.unwrap_or_else(|_| Err(TransportError::Unanswered("timed out".to_owned())))
}

async fn answer(request: RequestBuilder, most: usize) -> Result<Answer, TransportError> {
    // Undone by `body`, as the client's own way reads the first of several members alone.
    let request = request.header(ACCEPT_ENCODING, HeaderValue::from_static("gzip"));
    let response = request.send().await.map_err(lost)?;
    let mut answer = head(&response);
    answer.body = in_utf_8(body(response, most).await?);
    Ok(answer)
}

fn head(response: &Response) -> Answer {
    use reqwest::header::{CONTENT_TYPE, DATE, LOCATION, RETRY_AFTER, WWW_AUTHENTICATE};
    let text = |name: HeaderName| {
        response.headers().get(name).and_then(|value| value.to_str().ok()).map(str::to_owned)
    };
    let location = text(LOCATION).and_then(|location| response.url().join(&location).ok());
    Answer {
        status: response.status().as_u16(),
        content_type: text(CONTENT_TYPE),
        www_authenticate: text(WWW_AUTHENTICATE),
        retry_after: text(RETRY_AFTER),
        date: text(DATE),
        outcome_unknown: text(HeaderName::from_static(OUTCOME_HEADER))
            .is_some_and(|outcome| outcome == UNKNOWN),
        location_host: location.and_then(|url| url.host_str().map(str::to_owned)),
        body: Vec::new(),
    }
}

async fn body(mut response: Response, most: usize) -> Result<Vec<u8>, TransportError> {
    let coding = response.headers().get(CONTENT_ENCODING).cloned();
    let mut body = Vec::new();
    while let Some(chunk) =
        response.chunk().await.map_err(|error| TransportError::Unanswered(cause(error)))?
    {
        if body.len() + chunk.len() > most {
            return Err(TransportError::TooLong);
        }
        body.extend_from_slice(&chunk);
    }
    match coding.as_ref().map(|coding| coding.as_bytes().trim_ascii().to_ascii_lowercase()).as_deref() {
        None | Some(b"" | b"identity") => Ok(body),
        // The old name is the same (RFC 9110, section 8.4.1.3).
        Some(b"gzip" | b"x-gzip") => unzipped(&body, most),
        Some(_) => {
            Err(TransportError::Unanswered("not decompressed: a coding that was not asked for".to_owned()))
        }
    }
}

/// A body without its gzip, which may have several members one after another (RFC 1952, section 2.2).
fn unzipped(body: &[u8], most: usize) -> Result<Vec<u8>, TransportError> {
    let mut whole = Vec::new();
    let cap = u64::try_from(most).unwrap_or(u64::MAX).saturating_add(1);
    let read = flate2::read::MultiGzDecoder::new(body).take(cap).read_to_end(&mut whole);
    read.map_err(|error| TransportError::Unanswered(format!("gzip: {error}")))?;
    if whole.len() > most { Err(TransportError::TooLong) } else { Ok(whole) }
}

fn lost(error: reqwest::Error) -> TransportError {
    let not_sent = error.is_connect() || error.is_builder();
    // Whoever else there is has not been spoken to by then.
    let is_at_proxy = error.is_connect()
        && error.is_timeout()
        && error.url().is_some_and(|url| {
            Proxies::of_environment().is_ok_and(|found| found.is_some_and(|one| one.is_for(url.as_str())))
        });
    let text = if is_at_proxy { format!("{PROXY}timed out") } else { cause(error) };
    if not_sent { TransportError::NotSent(text) } else { TransportError::Unanswered(text) }
}

/// What an error comes from in the end, and whether a proxy is where it comes from. The error's own text holds the whole
/// address, its query included.
fn cause(error: reqwest::Error) -> String {
    let is_timeout = error.is_timeout();
    let error = error.without_url();
    let mut last: &dyn Error = &error;
    let mut is_proxy = false;
    while let Some(source) = last.source() {
        last = source;
        let text = last.to_string();
        is_proxy |= PROXY_ERRORS.iter().any(|start| text.starts_with(start));
    }
    let text = if is_timeout { "timed out".to_owned() } else { last.to_string() };
    if !is_proxy {
        return text;
    }
    let bare = PROXY_ERRORS.iter().find_map(|start| text.strip_prefix(start)).unwrap_or(&text);
    format!("{PROXY}{bare}")
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;

    #[test]
    fn an_answer_that_waited_while_the_program_stood_still_is_kept() {
        let world = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        let limit = Duration::from_millis(50);
        let kept = world.block_on(async {
            let (sender, answer) = tokio::sync::oneshot::channel();
            tokio::spawn(async move {
                // Nothing else goes on meanwhile, the timer neither.
                std::thread::sleep(limit * 2);
                // As the connection's own task does, a few turns after the timer was looked at.
                for _ in 0..10 {
                    tokio::task::yield_now().await;
                }
                drop(sender.send(Answer::default()));
            });
            in_time(limit, async { answer.await.map_err(|_| TransportError::Unanswered(String::new())) })
                .await
        });
        assert_eq!(kept, Ok(Answer::default()));
    }

    #[test]
    fn an_answer_that_does_not_come_is_lost() {
        let world = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        let lost = world.block_on(in_time(Duration::ZERO, std::future::pending()));
        assert_eq!(lost, Err(TransportError::Unanswered("timed out".into())));
    }

    #[test]
    fn a_secret_in_a_header_is_marked_as_one() {
        let request = build("http://127.0.0.1:1/", false).unwrap().get("http://127.0.0.1:1/");
        let request = with_bearer(request, Some(&Secret::new("marker"))).build().unwrap();
        let bearer = request.headers().get(AUTHORIZATION).unwrap();
        assert!(bearer.is_sensitive());
        assert!(!format!("{request:?}").contains("marker"), "{request:?}");
    }

    #[test]
    fn plain_http_is_for_this_machine_alone() {
        let world = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        let door = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("http://{}/", door.local_addr().unwrap());
        let client = build("https://192.0.2.1/", false).unwrap();
        let refused = world.block_on(client.get(url).timeout(CONNECT).send()).unwrap_err();
        assert!(refused.is_builder(), "{refused:?}");
        door.set_nonblocking(true).unwrap();
        assert!(door.accept().is_err(), "nobody came");
    }

    fn zipped(text: &[u8]) -> Vec<u8> {
        let mut zip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
        zip.write_all(text).unwrap();
        zip.finish().unwrap()
    }

    #[test]
    fn gzip_may_have_several_members_and_is_bounded_by_what_comes_out_of_it() {
        let two = [zipped(b"one, "), zipped(b"two")].concat();
        assert_eq!(unzipped(&two, 8), Ok(b"one, two".to_vec()));
        assert_eq!(unzipped(&two, 7), Err(TransportError::TooLong));
        let bomb = zipped(&vec![0; 1 << 20]);
        assert_eq!(unzipped(&bomb, 1 << 16), Err(TransportError::TooLong));
        for broken in [&b"{}"[..], &two[..two.len() - 1], &two[..10]] {
            let Err(TransportError::Unanswered(why)) = unzipped(broken, 100) else { panic!("{broken:?}") };
            assert!(why.starts_with("gzip: "), "{why}");
        }
    }
}
