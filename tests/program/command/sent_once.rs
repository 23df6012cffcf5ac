//! A request for a token, at a server that asks for it again.

use std::io::{self, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::process::Stdio;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::{ServerConfig, ServerConnection, StreamOwned};

use crate::tower::Tower;

/// Made up: a certificate for localhost that vouches for itself.
const CERTIFICATE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/tls/certificate.pem");
const KEY: &[u8] = include_bytes!("../../fixtures/tls/key.pem");

/// The length of the head of a frame, and the types of frame that matter here (RFC 9113, section 6).
const HEAD: usize = 9;
const HEADERS: u8 = 1;
const SETTINGS: u8 = 4;

/// Refuses each request as one that it has not acted on (RFC 9113, section 8.7), and counts them.
fn refuse(stream: TcpStream, config: &Arc<ServerConfig>, count: &AtomicUsize) -> io::Result<()> {
    let connection = ServerConnection::new(Arc::clone(config)).map_err(io::Error::other)?;
    let mut stream = StreamOwned::new(connection, stream);
    let mut preface = [0; 24];
    stream.read_exact(&mut preface)?;
    stream.write_all(&[0, 0, 0, SETTINGS, 0, 0, 0, 0, 0])?;
    loop {
        let mut head = [0; HEAD];
        stream.read_exact(&mut head)?;
        let [a, b, c, kind, flags, id @ ..] = head;
        let mut payload = vec![0; u32::from_be_bytes([0, a, b, c]) as usize];
        stream.read_exact(&mut payload)?;
        match kind {
            SETTINGS if flags == 0 => stream.write_all(&[0, 0, 0, SETTINGS, 1, 0, 0, 0, 0])?,
            HEADERS => {
                count.fetch_add(1, Ordering::SeqCst);
                let refused = [&[0, 0, 4, 3, 0][..], &id, &[0, 0, 0, 7]].concat();
                stream.write_all(&refused)?;
            }
            _ => {}
        }
        stream.flush()?;
    }
}

#[test]
fn t2_11_a_request_for_a_token_is_sent_once_though_the_server_asks_for_it_again() {
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let certificate = CertificateDer::from_pem_file(CERTIFICATE).expect("PEM");
    let key = PrivateKeyDer::from_pem_slice(KEY).expect("PEM");
    let config = ServerConfig::builder_with_provider(provider).with_safe_default_protocol_versions();
    let config = config.expect("versions").with_no_client_auth();
    let mut config = config.with_single_cert(vec![certificate], key).expect("they go together");
    config.alpn_protocols = vec![b"h2".to_vec()];
    let (config, count) = (Arc::new(config), Arc::new(AtomicUsize::new(0)));
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let origin = format!("https://localhost:{}", listener.local_addr().expect("it is bound").port());
    let counted = Arc::clone(&count);
    thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let (config, count) = (Arc::clone(&config), Arc::clone(&counted));
            thread::spawn(move || refuse(stream, &config, &count));
        }
    });

    let tower = Tower::small();
    let mut login = tower.command(&["login", "--lang", "en"]);
    login.env("TOWER_TUI_BASE_URL", &origin).env("SSL_CERT_FILE", CERTIFICATE);
    let mut login = login.stdin(Stdio::piped()).spawn().expect("it starts");
    let mut input = login.stdin.take().expect("its input");
    input.write_all(b"3b9f40aa77c04f0f8e9d1c2b3a4f5e6d\n").expect("it reads");
    drop(input);
    let ended = login.wait_with_output().expect("it ends");
    assert_ne!(ended.status.code(), Some(0));
    assert_eq!(count.load(Ordering::SeqCst), 1, "{}", String::from_utf8_lossy(&ended.stderr));
}
