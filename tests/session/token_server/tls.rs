//! The token server speaking TLS by itself.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::sync::Arc;
use std::time::Duration;

use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, ServerName};
use rustls::{ClientConfig, ClientConnection, RootCertStore, StreamOwned};
use tower_tui::demo::{Habits, start};
use tower_tui::token_server::{BadTls, Plan, Tls};

use crate::driver::plan;
use crate::token_server::{self as server, TokenServer};

/// Made up: a certificate for localhost that vouches for itself.
const CERTIFICATE: &[u8] = include_bytes!("../../fixtures/tls/certificate.pem");
const KEY: &[u8] = include_bytes!("../../fixtures/tls/key.pem");

#[test]
fn over_tls_it_serves_the_same_and_plain_http_is_no_handshake() {
    let tower = start(plan(Habits::default())).expect("a port");
    let tls = Some(Tls::new(CERTIFICATE, KEY).expect("they go together"));
    let plan = Plan { tls, ..server::plan(&tower) };
    let server = TokenServer::at(server::loopback(), plan, server::ask(tower.origin()));
    let connect = || {
        let stream = TcpStream::connect(server.running.address()).expect("it listens");
        stream.set_read_timeout(Some(Duration::from_secs(30))).expect("a timeout");
        stream
    };

    let mut roots = RootCertStore::empty();
    roots.add(CertificateDer::from_pem_slice(CERTIFICATE).expect("PEM")).expect("a certificate");
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .expect("versions")
        .with_root_certificates(roots)
        .with_no_client_auth();
    let name = ServerName::try_from("localhost").expect("a name");
    let client = ClientConnection::new(Arc::new(config), name).expect("a client");
    let mut stream = StreamOwned::new(client, connect());
    stream.write_all(b"GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n").expect("a handshake");
    let mut answer = String::new();
    stream.read_to_string(&mut answer).expect("an end that is told");
    assert!(answer.starts_with("HTTP/1.1 200") && answer.ends_with(r#"{"status":"ok"}"#), "{answer}");

    let mut in_clear = connect();
    in_clear.write_all(b"GET /healthz HTTP/1.1\r\n\r\n").expect("it listens");
    let mut answer = Vec::new();
    drop(in_clear.read_to_end(&mut answer));
    assert!(!answer.starts_with(b"HTTP"), "{answer:?}");
}

#[test]
fn a_certificate_and_a_key_that_cannot_be_served_with_are_told_apart() {
    assert!(matches!(Tls::new(b"", KEY), Err(BadTls::Certificate(_))));
    assert!(matches!(Tls::new(KEY, KEY), Err(BadTls::Certificate(_))));
    assert!(matches!(Tls::new(CERTIFICATE, b"rubbish"), Err(BadTls::Key(_))));
    assert!(matches!(Tls::new(CERTIFICATE, CERTIFICATE), Err(BadTls::Key(_))));
    let garbled = b"-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n";
    assert!(matches!(Tls::new(garbled, KEY), Err(BadTls::Pair(_))));
}
