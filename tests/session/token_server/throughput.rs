//! What the token server costs beside the least its HTTP library can do: run with a load generator, by hand.

use std::convert::Infallible;
use std::io::Write;
use std::net::{SocketAddr, TcpListener};
use std::process::Command;
use std::thread;

use axum::body::Bytes;
use http_body_util::{BodyExt, Collected, Full};
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper::{Request, Response};
use hyper_util::rt::TokioIo;
use tower_tui::demo::{Habits, start};

use crate::driver::{TOKEN, plan};
use crate::token_server::{self as server, KEY, TokenServer};

/// Tower's answer, as long as a real one.
const ISSUED: &str = r#"{"access_token":"3b9f40aa77c04f0f3b9f40aa77c04f0f3b9f40aa77c04f0f3b9f40aa77c04f0f","token_type":"bearer","expires_in":7199,"refresh_token":"77c04f0f3b9f40aa77c04f0f3b9f40aa77c04f0f3b9f40aa77c04f0f3b9f40aa","created_at":1766000000,"email":"lin@example.com"}"#;

/// A bare server of the HTTP library: one request a connection, its body read and then `says`, or itself.
fn bare(says: Option<&'static str>) -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    listener.set_nonblocking(true).expect("a socket");
    let address = listener.local_addr().expect("it is bound");
    thread::spawn(move || {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
        runtime.block_on(async {
            let listener = tokio::net::TcpListener::from_std(listener).expect("a listener");
            loop {
                let Ok((stream, _)) = listener.accept().await else { continue };
                let answer = service_fn(move |request: Request<Incoming>| async move {
                    let body = request.into_body().collect().await.map(Collected::to_bytes);
                    let body = says
                        .map_or_else(|| body.unwrap_or_default(), |says| Bytes::from_static(says.as_bytes()));
                    Ok::<_, Infallible>(Response::new(Full::new(body)))
                });
                tokio::spawn(async move {
                    let served = http1::Builder::new()
                        .keep_alive(false)
                        .serve_connection(TokioIo::new(stream), answer);
                    drop(served.await);
                });
            }
        });
    });
    address
}

/// Requests a second, and the time in microseconds that 99 of 100 stay under.
fn wrk(address: SocketAddr, form: &str, fresh: bool) -> (f64, f64) {
    let mut script = tempfile::NamedTempFile::new().expect("a file");
    let count = if fresh { "n = n + 1" } else { "" };
    write!(
        script,
        "n = 0\nrequest = function()\n {count}\n return wrk.format('POST', '{TOKEN}', {{\
         ['Content-Type'] = 'application/x-www-form-urlencoded', ['X-Tower-Broker-Key'] = '{KEY}',\
         ['Authorization'] = 'Bearer old'}}, '{form}' .. n)\nend\n\
         done = function(summary, latency)\n local bad = summary.errors.status\n\
         print(string.format('figures %f %f %d', summary.requests * 1e6 / summary.duration, latency:percentile(99), bad))\nend\n",
    )
    .expect("a file");
    let path = script.path().to_str().expect("plain letters");
    let url = format!("http://{address}{TOKEN}");
    let output = Command::new("wrk").args(["-t1", "-c32", "-d8s", "-s", path, &url]).output();
    let output = output.expect("wrk is installed");
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    let figures =
        text.lines().find_map(|line| line.strip_prefix("figures ")).unwrap_or_else(|| panic!("{text}"));
    let numbers: Vec<f64> = figures.split(' ').map(|number| number.parse().expect("a number")).collect();
    assert!(numbers[2] < 0.5, "none is refused: {text}");
    (numbers[0], numbers[1])
}

#[test]
#[ignore = "needs wrk, and a machine with nothing else to do"]
fn requests_a_second_beside_a_bare_echo() {
    let tower = start(plan(Habits::default())).expect("a port");
    let instant = format!("http://{}", bare(Some(ISSUED)));
    let server = TokenServer::at(server::loopback(), server::plan(&tower), server::ask(&instant));
    let form = format!(
        "grant_type=refresh_token&client_id={}&redirect_uri={}&refresh_token=r-",
        tower.client_id(),
        tower.redirect_uri()
    );
    let address = server.running.address();
    let mut say = std::io::stderr();
    for _ in 0..3 {
        let (echo, echo_p99) = wrk(bare(None), &form, true);
        for (what, fresh) in [("given again", false), ("asked of Tower", true)] {
            let (rate, p99) = wrk(address, &form, fresh);
            writeln!(
                say,
                "{what}: {rate:.0}/s, p99 {p99:.0} us; echo {echo:.0}/s, {echo_p99:.0} us; ratios {:.2} and {:.1}",
                rate / echo,
                p99 / echo_p99
            )
            .expect("somebody reads");
        }
    }
}
