//! TLS by itself: a certificate and its key, from PEM.

use std::sync::Arc;

use rustls::ServerConfig;
use rustls::crypto::ring;
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use tokio_rustls::TlsAcceptor;

/// A certificate and its key, ready to serve with.
#[derive(Clone)]
pub struct Tls(pub(super) TlsAcceptor);

impl std::fmt::Debug for Tls {
    // The key is in it.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Tls")
    }
}

/// Why a certificate cannot be served with; the text is the TLS library's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BadTls {
    /// The certificate is no PEM, or there is none in it.
    Certificate(String),
    /// The key is no PEM, or there is none in it.
    Key(String),
    /// The two do not go together.
    Pair(String),
}

impl Tls {
    /// From the PEM of a certificate with those that vouch for it, and the PEM of its key.
    pub fn new(certificate: &[u8], key: &[u8]) -> Result<Self, BadTls> {
        let chain: Result<Vec<_>, _> = CertificateDer::pem_slice_iter(certificate).collect();
        let chain = chain.map_err(|error| BadTls::Certificate(error.to_string()))?;
        if chain.is_empty() {
            return Err(BadTls::Certificate("no certificate in it".to_owned()));
        }
        let key = PrivateKeyDer::from_pem_slice(key).map_err(|error| BadTls::Key(error.to_string()))?;
        let pair = |error: rustls::Error| BadTls::Pair(error.to_string());
        let mut config = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()))
            .with_safe_default_protocol_versions()
            .map_err(pair)?
            .with_no_client_auth()
            .with_single_cert(chain, key)
            .map_err(pair)?;
        config.alpn_protocols = vec![b"http/1.1".to_vec()];
        Ok(Self(TlsAcceptor::from(Arc::new(config))))
    }
}
