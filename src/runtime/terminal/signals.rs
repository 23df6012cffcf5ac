//! The system's signals: those that ask the program to end, and the one that stops it for a while.

use tokio::sync::mpsc::{self, Receiver, Sender};

use crate::app::Event;

/// Passes on that the system asks the program to end.
#[cfg(unix)]
pub(in crate::runtime) fn listen(inbox: &Sender<Event>) -> std::io::Result<()> {
    use tokio::signal::unix::{SignalKind, signal};
    for kind in [SignalKind::terminate(), SignalKind::hangup(), SignalKind::interrupt()] {
        let mut signals = signal(kind)?;
        let inbox = inbox.clone();
        tokio::spawn(async move {
            while signals.recv().await.is_some() {
                if inbox.send(Event::Terminated).await.is_err() {
                    return;
                }
            }
        });
    }
    Ok(())
}

/// Passes on that the system asks the program to end.
#[cfg(not(unix))]
#[expect(clippy::unnecessary_wraps, reason = "the same shape as on Unix")]
pub(in crate::runtime) fn listen(inbox: &Sender<Event>) -> std::io::Result<()> {
    let inbox = inbox.clone();
    tokio::spawn(async move {
        while tokio::signal::ctrl_c().await.is_ok() {
            if inbox.send(Event::Terminated).await.is_err() {
                return;
            }
        }
    });
    Ok(())
}

/// What the system asks of a server.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::runtime) enum Order {
    /// To end.
    End,
    /// To read its files anew (SIGHUP).
    Renew,
}

/// Hears of what the system asks of a server.
#[cfg(unix)]
pub(in crate::runtime) fn for_a_server() -> std::io::Result<Receiver<Order>> {
    use tokio::signal::unix::{SignalKind, signal};
    let (sender, receiver) = mpsc::channel(2);
    for (kind, order) in [
        (SignalKind::terminate(), Order::End),
        (SignalKind::interrupt(), Order::End),
        (SignalKind::hangup(), Order::Renew),
    ] {
        let mut signals = signal(kind)?;
        let sender = sender.clone();
        tokio::spawn(
            async move { while signals.recv().await.is_some() && sender.send(order).await.is_ok() {} },
        );
    }
    Ok(receiver)
}

/// Hears of what the system asks of a server.
#[cfg(not(unix))]
#[expect(clippy::unnecessary_wraps, reason = "the same shape as on Unix")]
pub(in crate::runtime) fn for_a_server() -> std::io::Result<Receiver<Order>> {
    let (sender, receiver) = mpsc::channel(2);
    tokio::spawn(async move {
        while tokio::signal::ctrl_c().await.is_ok() && sender.send(Order::End).await.is_ok() {}
    });
    Ok(receiver)
}

/// Stops the process until the shell brings it back.
#[cfg(unix)]
pub(in crate::runtime) fn stop() {
    drop(signal_hook::low_level::raise(signal_hook::consts::SIGTSTP));
}

/// There is no shell to go back to.
#[cfg(not(unix))]
pub(in crate::runtime) fn stop() {}
