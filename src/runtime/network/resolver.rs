//! Host names to addresses, by the system's own resolver, which waits: on a thread where there is one.

use std::io;
use std::net::{SocketAddr, ToSocketAddrs};

use reqwest::dns::{Addrs, Name, Resolve, Resolving};

use crate::runtime::threads;

/// What the HTTP client resolves names with. The one that it has panics where the system gives no thread.
#[derive(Clone, Copy, Debug)]
pub(super) struct Resolver;

impl Resolve for Resolver {
    fn resolve(&self, name: Name) -> Resolving {
        Box::pin(async move {
            let found = threads::run(move || addresses(name.as_str())).await?;
            Ok(Box::new(found.into_iter()) as Addrs)
        })
    }
}

/// The addresses of a host, with port 0. Waits.
pub(in crate::runtime) fn addresses(host: &str) -> io::Result<Vec<SocketAddr>> {
    Ok((host, 0).to_socket_addrs()?.collect())
}
